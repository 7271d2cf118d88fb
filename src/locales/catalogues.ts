import type { Locale } from '../domain/locale.ts';
import enAccess from './en/access.json' with { type: 'json' };
import enAdminister from './en/administer.json' with { type: 'json' };
import enBoard from './en/board.json' with { type: 'json' };
import enCards from './en/cards.json' with { type: 'json' };
import enCommands from './en/commands.json' with { type: 'json' };
import enDomain from './en/domain.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enIncident from './en/incident.json' with { type: 'json' };
import enNotices from './en/notices.json' with { type: 'json' };
import enRepairs from './en/repairs.json' with { type: 'json' };
import enReport from './en/report.json' with { type: 'json' };
import enRoutes from './en/routes.json' with { type: 'json' };
import enWatches from './en/watches.json' with { type: 'json' };
import enNotice from './en/notice.json' with { type: 'json' };
import enDigest from './en/digest.json' with { type: 'json' };
import enCase from './en/case.json' with { type: 'json' };
import enEscalate from './en/escalate.json' with { type: 'json' };
import enOncall from './en/oncall.json' with { type: 'json' };
import enPlan from './en/plan.json' with { type: 'json' };
import enStatistics from './en/statistics.json' with { type: 'json' };
import enSetup from './en/setup.json' with { type: 'json' };
import enAzure from './en/azure.json' with { type: 'json' };
import enImpact from './en/impact.json' with { type: 'json' };
import enNews from './en/news.json' with { type: 'json' };
import enSimilar from './en/similar.json' with { type: 'json' };
import enAdvice from './en/advice.json' with { type: 'json' };
import enWording from './en/wording.json' with { type: 'json' };
import frAccess from './fr/access.json' with { type: 'json' };
import frAdminister from './fr/administer.json' with { type: 'json' };
import frBoard from './fr/board.json' with { type: 'json' };
import frCards from './fr/cards.json' with { type: 'json' };
import frCommands from './fr/commands.json' with { type: 'json' };
import frDomain from './fr/domain.json' with { type: 'json' };
import frErrors from './fr/errors.json' with { type: 'json' };
import frIncident from './fr/incident.json' with { type: 'json' };
import frNotices from './fr/notices.json' with { type: 'json' };
import frRepairs from './fr/repairs.json' with { type: 'json' };
import frReport from './fr/report.json' with { type: 'json' };
import frRoutes from './fr/routes.json' with { type: 'json' };
import frWatches from './fr/watches.json' with { type: 'json' };
import frNotice from './fr/notice.json' with { type: 'json' };
import frDigest from './fr/digest.json' with { type: 'json' };
import frCase from './fr/case.json' with { type: 'json' };
import frEscalate from './fr/escalate.json' with { type: 'json' };
import frOncall from './fr/oncall.json' with { type: 'json' };
import frPlan from './fr/plan.json' with { type: 'json' };
import frStatistics from './fr/statistics.json' with { type: 'json' };
import frSetup from './fr/setup.json' with { type: 'json' };
import frAzure from './fr/azure.json' with { type: 'json' };
import frImpact from './fr/impact.json' with { type: 'json' };
import frNews from './fr/news.json' with { type: 'json' };
import frSimilar from './fr/similar.json' with { type: 'json' };
import frAdvice from './fr/advice.json' with { type: 'json' };
import frWording from './fr/wording.json' with { type: 'json' };
import ruAccess from './ru/access.json' with { type: 'json' };
import ruAdminister from './ru/administer.json' with { type: 'json' };
import ruBoard from './ru/board.json' with { type: 'json' };
import ruCards from './ru/cards.json' with { type: 'json' };
import ruCommands from './ru/commands.json' with { type: 'json' };
import ruDomain from './ru/domain.json' with { type: 'json' };
import ruErrors from './ru/errors.json' with { type: 'json' };
import ruIncident from './ru/incident.json' with { type: 'json' };
import ruNotices from './ru/notices.json' with { type: 'json' };
import ruRepairs from './ru/repairs.json' with { type: 'json' };
import ruReport from './ru/report.json' with { type: 'json' };
import ruRoutes from './ru/routes.json' with { type: 'json' };
import ruWatches from './ru/watches.json' with { type: 'json' };
import ruNotice from './ru/notice.json' with { type: 'json' };
import ruDigest from './ru/digest.json' with { type: 'json' };
import ruCase from './ru/case.json' with { type: 'json' };
import ruEscalate from './ru/escalate.json' with { type: 'json' };
import ruOncall from './ru/oncall.json' with { type: 'json' };
import ruPlan from './ru/plan.json' with { type: 'json' };
import ruStatistics from './ru/statistics.json' with { type: 'json' };
import ruSetup from './ru/setup.json' with { type: 'json' };
import ruAzure from './ru/azure.json' with { type: 'json' };
import ruImpact from './ru/impact.json' with { type: 'json' };
import ruNews from './ru/news.json' with { type: 'json' };
import ruSimilar from './ru/similar.json' with { type: 'json' };
import ruAdvice from './ru/advice.json' with { type: 'json' };
import ruWording from './ru/wording.json' with { type: 'json' };

const en = {
  ...enCards,
  ...enCommands,
  ...enDomain,
  ...enErrors,
  ...enNotices,
  ...enReport,
  ...enRoutes,
  ...enIncident,
  ...enBoard,
  ...enAdminister,
  ...enRepairs,
  ...enAccess,
  ...enWatches,
  ...enNotice,
  ...enDigest,
  ...enCase,
  ...enEscalate,
  ...enOncall,
  ...enPlan,
  ...enStatistics,
  ...enSetup,
  ...enAzure,
  ...enImpact,
  ...enNews,
  ...enSimilar,
  ...enAdvice,
  ...enWording,
};
const fr = {
  ...frCards,
  ...frCommands,
  ...frDomain,
  ...frErrors,
  ...frNotices,
  ...frReport,
  ...frRoutes,
  ...frIncident,
  ...frBoard,
  ...frAdminister,
  ...frRepairs,
  ...frAccess,
  ...frWatches,
  ...frNotice,
  ...frDigest,
  ...frCase,
  ...frEscalate,
  ...frOncall,
  ...frPlan,
  ...frStatistics,
  ...frSetup,
  ...frAzure,
  ...frImpact,
  ...frNews,
  ...frSimilar,
  ...frAdvice,
  ...frWording,
};
const ru = {
  ...ruCards,
  ...ruCommands,
  ...ruDomain,
  ...ruErrors,
  ...ruNotices,
  ...ruReport,
  ...ruRoutes,
  ...ruIncident,
  ...ruBoard,
  ...ruAdminister,
  ...ruRepairs,
  ...ruAccess,
  ...ruWatches,
  ...ruNotice,
  ...ruDigest,
  ...ruCase,
  ...ruEscalate,
  ...ruOncall,
  ...ruPlan,
  ...ruStatistics,
  ...ruSetup,
  ...ruAzure,
  ...ruImpact,
  ...ruNews,
  ...ruSimilar,
  ...ruAdvice,
  ...ruWording,
};

/** English has every key; the others have the same ones, except for their own plural forms (a test compares them). */
export type Catalogue = typeof en;

export const CATALOGUES = { en, fr, ru } satisfies Record<Locale, object>;
