import type { Locale } from '../src/domain/locale.ts';
import type { AdaptiveCard } from './render.ts';

export declare function welcomeCard(locale: Locale, view: { readonly scope: 'personal' | 'team' }): AdaptiveCard;
