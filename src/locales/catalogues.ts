import type { Locale } from '../domain/locale.ts';
import enCards from './en/cards.json' with { type: 'json' };
import enCommands from './en/commands.json' with { type: 'json' };
import enDomain from './en/domain.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enNotices from './en/notices.json' with { type: 'json' };
import enReport from './en/report.json' with { type: 'json' };
import enRoutes from './en/routes.json' with { type: 'json' };
import frCards from './fr/cards.json' with { type: 'json' };
import frCommands from './fr/commands.json' with { type: 'json' };
import frDomain from './fr/domain.json' with { type: 'json' };
import frErrors from './fr/errors.json' with { type: 'json' };
import frNotices from './fr/notices.json' with { type: 'json' };
import frReport from './fr/report.json' with { type: 'json' };
import frRoutes from './fr/routes.json' with { type: 'json' };
import ruCards from './ru/cards.json' with { type: 'json' };
import ruCommands from './ru/commands.json' with { type: 'json' };
import ruDomain from './ru/domain.json' with { type: 'json' };
import ruErrors from './ru/errors.json' with { type: 'json' };
import ruNotices from './ru/notices.json' with { type: 'json' };
import ruReport from './ru/report.json' with { type: 'json' };
import ruRoutes from './ru/routes.json' with { type: 'json' };

const en = { ...enCards, ...enCommands, ...enDomain, ...enErrors, ...enNotices, ...enReport, ...enRoutes };
const fr = { ...frCards, ...frCommands, ...frDomain, ...frErrors, ...frNotices, ...frReport, ...frRoutes };
const ru = { ...ruCards, ...ruCommands, ...ruDomain, ...ruErrors, ...ruNotices, ...ruReport, ...ruRoutes };

/** English has every key; the others have the same ones, except for their own plural forms (a test compares them). */
export type Catalogue = typeof en;

export const CATALOGUES = { en, fr, ru } satisfies Record<Locale, object>;
