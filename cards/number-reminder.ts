import type { Locale } from '../src/domain/locale.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { AdaptiveCard } from './render.ts';

/** Asks for Microsoft's number of a hand-off (`request.number`, input `number`). */
export declare function numberReminderCard(locale: Locale, view: { readonly request: ServiceRequest }): AdaptiveCard;
