import type { Locale } from '../src/domain/locale.ts';
import type { AdaptiveCard } from './render.ts';

/** The three languages, each named in itself; buttons `language.choose`. */
export declare function languageCard(locale: Locale): AdaptiveCard;
