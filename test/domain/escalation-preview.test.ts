import assert from 'node:assert/strict';
import { MOST_MOMENTS, previewCalls } from '../../src/domain/escalation-preview.ts';
import type { EscalationPlan } from '../../src/domain/escalation-plan.ts';
import { aLevel, aPlan, EXPERTS, MEI, LEADS, DMITRI, someRules } from './plans.ts';

const PLAN: EscalationPlan = { version: 1, ...aPlan() };
const ABOUT = { product: 'azure', severity: 'critical', tenantId: undefined, tags: [], language: 'en' } as const;
/** A Sunday, 02:30 in Paris. */
const NIGHT = new Date('2026-11-22T01:30:00Z');

describe('the preview of an escalation', () => {
  it('tells the route, and at what moment whom each level calls', () => {
    const { route, hours, moments, more } = previewCalls(PLAN, ABOUT, NIGHT, (rota) => (rota === 'azure' ? DMITRI : undefined));

    assert.deepEqual([route.channelId, hours, more], [LEADS, undefined, 0]);
    assert.deepEqual(
      moments
        .filter(({ kind }) => kind === 'call')
        .map(({ at, level, round, called }) => [at.toISOString().slice(11, 16), level, round, called]),
      [
        ['01:35', 1, 1, [{ target: { rota: 'azure' }, person: DMITRI }]],
        ['01:40', 1, 2, [{ target: { rota: 'azure' }, person: DMITRI }]],
        ['01:45', 1, 3, [{ target: { rota: 'azure' }, person: DMITRI }]],
        [
          '01:50',
          2,
          1,
          [
            { target: { person: MEI }, person: MEI },
            { target: { channel: LEADS }, person: undefined },
          ],
        ],
      ],
    );
  });

  it('tells warnings and missed targets among the calls, in order of time', () => {
    const { moments } = previewCalls(PLAN, ABOUT, NIGHT, () => DMITRI);

    assert.deepEqual(
      moments.filter(({ target }) => target !== 'none').map(({ at, kind, target }) => [at.toISOString().slice(11, 16), kind, target]),
      [
        ['01:42', 'warning', 'acknowledge'],
        ['01:45', 'breach', 'acknowledge'],
        ['02:18', 'warning', 'first-response'],
        ['02:30', 'breach', 'first-response'],
      ],
    );
    const times = moments.map(({ at }) => at.getTime());
    assert.deepEqual(
      times,
      times.toSorted((one, other) => one - other),
    );
  });

  it('counts by the hours of the severity, and of the language before those (B59)', () => {
    const calm = previewCalls(PLAN, { ...ABOUT, severity: 'minimal' }, NIGHT, () => DMITRI);
    const french = previewCalls(PLAN, { ...ABOUT, language: 'fr' }, NIGHT, () => DMITRI);

    assert.deepEqual([calm.hours, calm.moments[0]?.at], ['office', new Date('2026-11-23T08:10:00Z')]);
    assert.deepEqual([french.hours, french.moments[0]?.at], ['office', new Date('2026-11-23T08:05:00Z')]);
  });

  it('asks who has the duty at each moment, and shows that nobody has it', () => {
    const { moments } = previewCalls(PLAN, ABOUT, NIGHT, (_rota, at) =>
      at.getTime() < Date.parse('2026-11-22T01:40:00Z') ? DMITRI : undefined,
    );

    const people = moments.filter(({ level }) => level === 1).map(({ called }) => called[0]?.person?.name);
    assert.deepEqual(people, [DMITRI.name, undefined, undefined]);
  });

  it('takes the route of the moment', () => {
    const { route } = previewCalls(PLAN, ABOUT, new Date('2026-11-20T10:00:00Z'), () => undefined);

    assert.equal(route.channelId, EXPERTS);
  });

  it('shows the first moments of very many, and says how many come after', () => {
    const [usual] = aPlan().policies;
    assert.ok(usual);
    const busy = someRules({
      levels: Array.from({ length: 20 }, (_, index) => aLevel(index * 100, { repeat: { everyMinutes: 9, times: 10 } })),
    });
    const plan = { ...PLAN, policies: [{ ...usual, severities: { ...usual.severities, critical: busy } }] };

    const { moments, more } = previewCalls(plan, ABOUT, NIGHT, () => DMITRI);

    assert.deepEqual([moments.length, more], [MOST_MOMENTS, 20 * 11 + 5 - MOST_MOMENTS]);
  });
});
