import { DESKS } from './filing-desks.ts';
import { FAULTS } from './filing-faults.ts';
import { requestsAreKnown } from './filing-requests.ts';
import { changed, killed, killedAfterSubmit, killedDuringSubmit, struck } from './filing-runs.ts';
import { filingSuite } from './filing-suite.ts';
import { MOMENTS, TELLING } from './kill-at.ts';

const desk = DESKS['Azure Support'];
const STEPS = Object.keys(desk.steps([]));
const HTML = 'is answered with a page of HTML';
/** One of each kind: the long form is `npm run bench -- filing`. */
const FEW = ['is reset after it is acted on', 'is answered too late', 'is answered 429 without a time'];

const failed = (code: string) => ({ state: 'failed', code });
const uncertain = (code: string) => ({ state: 'uncertain', code });

const KILLS = [
  { title: 'the bot is killed during the submitting turn and the button is pressed again', run: killedDuringSubmit },
  ...STEPS.map((step) => ({ title: `the bot is killed at ${step}, after it is acted on`, run: killed(step, 'after it is acted on') })),
  ...['the creation', TELLING].flatMap((step) =>
    MOMENTS.filter((moment) => step === TELLING || moment !== 'after it is acted on').map((moment) => ({
      title: `the bot is killed at ${step}, ${moment}`,
      run: killed(step, moment),
    })),
  ),
  { title: 'the bot is killed right after the submitting turn', run: killedAfterSubmit },
];
const STRUCK = [
  ...Object.keys(FAULTS).map((fault) => ({ title: `the creation ${fault}`, run: struck('the creation', fault) })),
  ...['the check of the name', 'the first question after it', 'the reading of the ticket'].flatMap((step) =>
    FEW.map((fault) => ({ title: `${step} ${fault}`, run: struck(step, fault) })),
  ),
  {
    title: 'the check of the name is answered with a page of HTML',
    run: struck('the check of the name', HTML),
    ends: failed('UNREADABLE'),
  },
  ...['the first question after it', 'the reading of the ticket'].map((step) => ({ title: `${step} ${HTML}`, run: struck(step, HTML) })),
];
const CHANGED = [
  { title: 'the tokens are revoked before the creation', run: changed('the tokens are revoked', 'the creation') },
  { title: 'the tokens are revoked while it is made', run: changed('the tokens are revoked', 'the first question after it') },
  { title: 'the plan is refused', run: changed('the plan is refused', 'the check of the name'), ends: failed('PLAN_NEEDED') },
  {
    title: 'the plan is refused at once',
    run: changed('the plan is refused at once', 'the check of the name'),
    ends: failed('PLAN_NEEDED'),
  },
  { title: 'the rights are gone', run: changed('the rights are gone', 'the check of the name'), ends: failed('FORBIDDEN') },
  {
    title: 'the consent is withdrawn before',
    run: changed('the consent is withdrawn', 'the token of the customer'),
    ends: failed('CONSENT_MISSING'),
  },
  { title: 'MFA is asked for before', run: changed('MFA is asked for', 'the token of the customer'), ends: failed('MFA_NEEDED') },
  {
    title: 'the consent is withdrawn while it is made',
    run: changed('the consent is withdrawn', 'the first question after it'),
    ends: uncertain('CONSENT_MISSING'),
  },
  {
    title: 'MFA is asked for while it is made',
    run: changed('MFA is asked for', 'the first question after it'),
    ends: uncertain('MFA_NEEDED'),
  },
];

describe('a filing with Azure Support, with the real bot and database', function () {
  this.timeout(180_000);

  it('consists of the requests that the tables below strike', () =>
    requestsAreKnown(desk, ['the second question after it', 'the second creation']));

  filingSuite({ desks: { 'Azure Support': desk }, lanes: 5, runs: [...KILLS, ...STRUCK, ...CHANGED] });
});
