import assert from 'node:assert/strict';
import { z } from 'zod';
import type { ErrorCode } from '../../src/domain/errors.ts';
import { healthRemedyOf } from '../../src/domain/health-remedy.ts';
import { words } from '../../src/locales/words.ts';
import { CUSTOMERS } from '../../src/sandbox/cloud/customers.ts';
import { textsOf } from './card-reading.ts';
import { startLane, type Lane } from './lane.ts';
import type { Shown } from './person.ts';

const en = words('en');

/** A fault of the control strip, what the person is told of it, and what the log has besides the code. */
interface Row {
  readonly fault: string;
  readonly code: ErrorCode;
  readonly logged: { readonly status?: number; readonly vendorCode?: string };
}

const ROWS: readonly Row[] = [
  { fault: '401', code: 'SIGN_IN_NEEDED', logged: { status: 401, vendorCode: 'InvalidAuthenticationToken' } },
  { fault: '403', code: 'FORBIDDEN', logged: { status: 403, vendorCode: 'Forbidden' } },
  { fault: '404', code: 'NOT_FOUND', logged: { status: 404, vendorCode: 'ResourceNotFound' } },
  { fault: '429-wait', code: 'THROTTLED', logged: { status: 429, vendorCode: 'TooManyRequests' } },
  { fault: '429', code: 'THROTTLED', logged: { status: 429, vendorCode: 'activityLimitReached' } },
  { fault: '500', code: 'UNAVAILABLE', logged: { status: 500, vendorCode: 'generalException' } },
  { fault: '503', code: 'UNAVAILABLE', logged: { status: 503, vendorCode: 'serviceNotAvailable' } },
  { fault: 'no-consent', code: 'CONSENT_MISSING', logged: { status: 401, vendorCode: 'Authorization_IdentityNotFound' } },
  { fault: 'mfa', code: 'MFA_NEEDED', logged: { status: 400, vendorCode: 'AADSTS50076' } },
  { fault: 'cut', code: 'UNREADABLE', logged: {} },
  { fault: 'no-answer', code: 'TIMED_OUT', logged: {} },
];

/** 28 KB, counted as UTF-16 (teams-platform.md 5.3). */
const TEAMS_TAKES = 28 * 1024;

const LogLine = z.looseObject({ errorId: z.string() });
type LogLine = z.infer<typeof LogLine>;

describe('faults of service health, at the real bot', function () {
  this.timeout(60_000);
  let lane: Lane;
  /** Lines of the log by the id that the person was given; they come a little later than the card. */
  const lines = new Map<string, PromiseWithResolvers<LogLine>>();
  function lineOf(errorId: string): PromiseWithResolvers<LogLine> {
    const line = lines.get(errorId) ?? Promise.withResolvers<LogLine>();
    lines.set(errorId, line);
    return line;
  }

  before(async () => {
    lane = await startLane({
      onLog(text) {
        const line = LogLine.safeParse(JSON.parse(text)).data;
        if (line !== undefined) lineOf(line.errorId).resolve(line);
      },
    });
  });
  after(() => lane.sandbox.stop());
  afterEach(() => {
    for (const control of ['health.contoso', 'health.all']) lane.sandbox.cloud.controls.press(control);
  });

  async function refreshed(control: string, fault: string, customer: string): Promise<Shown> {
    const card = await lane.adele.asks(`health ${customer}`);
    lane.sandbox.cloud.controls.press(control, fault);
    return lane.adele.presses(card, 'health.refresh');
  }

  // One customer has trouble, the other none: an old copy that says so must not look like news.
  for (const { control, customer } of [
    { control: 'health.contoso', customer: 'Contoso' },
    { control: 'health.all', customer: 'Southridge Video' },
  ]) {
    for (const { fault, code, logged: details } of ROWS) {
      it(`${control} ${fault}: ${customer} is shown as last known, with its age, the reason, the remedy and an id (B13)`, async () => {
        const { card } = await refreshed(control, fault, customer);

        const text = textsOf(card);
        const remedy = healthRemedyOf({ code, vendorCode: details.vendorCode });
        assert.ok(text.includes(en(`board.remedies.${remedy}.means`)) && text.includes(en(`board.remedies.${remedy}.next`)), text);
        assert.match(text, /This is the last copy/);
        assert.match(text, /As of /);
        assert.ok(!text.includes(en('health.badge.well')), text);
        const { errorId = '' } = /Quote this number: (?<errorId>\w+)/.exec(text)?.groups ?? {};
        const line = await lineOf(errorId).promise;
        assert.deepEqual(
          { code: line['code'], status: line['status'], vendorCode: line['vendorCode'] },
          { code, status: undefined, vendorCode: undefined, ...details },
        );
      });
    }
  }

  it('is told with the reason to whoever asks later too, however young the copy is', async () => {
    await refreshed('health.all', '503', 'Southridge Video');
    const { card } = await lane.adele.asks('health Southridge Video');

    assert.ok(textsOf(card).includes(en('board.remedies.microsoft.means')));
    assert.ok(!textsOf(card).includes(en('health.badge.well')));
  });

  it('is told as good health again once the fault is over', async () => {
    const { card } = await refreshed('health.all', '503', 'Éditions Soleil Levant').then((shown) => {
      lane.sandbox.cloud.controls.press('health.all');
      return lane.adele.presses(shown, 'health.refresh');
    });

    assert.ok(textsOf(card).includes(en('health.badge.well')));
  });

  it('values nobody knows are shown as they are, never as good health (B13)', async () => {
    const { card } = await refreshed('health.all', 'unknown-values', 'Southridge Video');

    const text = textsOf(card);
    assert.match(text, /underReviewByTheStars/);
    assert.ok(!text.includes(en('health.badge.well')), text);
  });

  it('scripts in texts of Microsoft reach the card as characters', async () => {
    const { card } = await refreshed('health.contoso', 'scripts', 'Contoso');

    const text = textsOf(card);
    assert.match(text, /script>/);
    assert.doesNotMatch(text, /(?<!\\)\]\(javascript:/);
    assert.ok(!text.includes('This is the last copy'), text);
  });

  it('an answer of 5 MB becomes a card that Teams takes', async () => {
    let shown = await refreshed('health.contoso', 'large', 'Contoso');
    // On a busy machine it takes longer than a turn waits: then it is stored for the next look.
    while (textsOf(shown.card).includes('This is the last copy')) shown = await lane.adele.asks('health Contoso');
    const { card } = shown;

    assert.ok(JSON.stringify(card).length * 2 < TEAMS_TAKES);
    assert.match(textsOf(card), /Nothing to read here/);
  });

  it('leaves no name of a customer and no text of Microsoft in the log', () => {
    const { issues } = lane.sandbox.cloud.state;
    const texts = issues.flatMap(({ issue }) => [issue.title, issue.impactDescription]);
    const all = [...lane.log, ...lane.errors].join('\n');

    for (const text of [...CUSTOMERS.map(({ name }) => name), ...texts, 'taken over', 'Nothing to read here'])
      assert.ok(!all.includes(text), text);
  });
});
