import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CUSTOMER_STAGES, customerLocale, customerWording } from '../../src/domain/customer-words.ts';
import { FILING_ROUTES } from '../../src/domain/filing-route.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { NATURES } from '../../src/domain/product.ts';
import { DESK_STATUSES, REQUEST_STATES } from '../../src/domain/service-request.ts';
import { SEVERITIES } from '../../src/domain/severity.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const SOON = new Date('2026-11-20T11:00:00Z');
const EARLIER = new Date('2026-11-20T08:00:00Z');
const FILED = {
  state: 'filed',
  route: 'partner-center',
  nature: 'break-fix',
  severity: 'critical',
  language: 'en',
  deskStatus: 'open',
  responseDueAt: SOON,
  respondedAt: undefined,
} as const;

describe('what a customer is told of a request', () => {
  for (const state of ['ready', 'sending', 'handed-off', 'uncertain'] as const)
    it(`is that it is on its way while it is ${state}`, () => {
      const wording = customerWording({ ...FILED, state, responseDueAt: undefined }, NOW, 'UTC');

      assert.deepEqual(wording, { stage: 'passing', next: { kind: 'with-news' } });
    });

  it('is when a first reply is to be expected, once it is filed (B58)', () => {
    assert.deepEqual(customerWording(FILED, NOW, 'UTC'), { stage: 'waiting', next: { kind: 'expected', at: SOON } });
  });

  it('names no moment that has passed', () => {
    assert.deepEqual(customerWording({ ...FILED, responseDueAt: EARLIER }, NOW, 'UTC'), { stage: 'waiting', next: { kind: 'late' } });
  });

  it('is the day of a first reply where a business day is the target, to the end of that day (B60)', () => {
    const dueAt = new Date('2026-11-24T00:00:00Z');
    const told = (now: string) =>
      customerWording({ ...FILED, nature: 'billing', responseDueAt: dueAt }, new Date(now), 'Europe/Berlin').next;

    assert.deepEqual(told('2026-11-20T09:00:00Z'), { kind: 'expected-day', day: '2026-11-24' });
    assert.deepEqual(told('2026-11-24T09:00:00Z'), { kind: 'expected-day', day: '2026-11-24' });
    assert.deepEqual(told('2026-11-24T23:30:00Z'), { kind: 'late' });
  });

  it('names no moment of a portal that cannot be looked into, though Microsoft has a target there too', () => {
    assert.deepEqual(customerWording({ ...FILED, route: 'azure-portal' }, NOW, 'UTC'), { stage: 'followed', next: { kind: 'with-news' } });
  });

  it('names no moment where nothing can be read of it', () => {
    assert.deepEqual(customerWording({ ...FILED, responseDueAt: undefined }, NOW, 'UTC'), {
      stage: 'followed',
      next: { kind: 'with-news' },
    });
  });

  it('is that Microsoft has replied, or wants to know more', () => {
    const answered = { ...FILED, respondedAt: EARLIER };

    assert.equal(customerWording(answered, NOW, 'UTC').stage, 'answered');
    assert.equal(customerWording({ ...answered, deskStatus: 'attention-needed' }, NOW, 'UTC').stage, 'question');
  });

  it('promises nothing more once it is closed', () => {
    assert.deepEqual(customerWording({ ...FILED, deskStatus: 'closed' }, NOW, 'UTC'), { stage: 'closed', next: { kind: 'none' } });
  });

  it('promises nothing more once it is off our list', () => {
    for (const [state, ended] of [
      ['filed', 'solved'],
      ['handed-off', 'not-filed'],
    ] as const)
      assert.deepEqual(customerWording({ ...FILED, state, ended, deskStatus: 'closed' }, NOW, 'UTC'), {
        stage: 'closed',
        next: { kind: 'none' },
      });
  });

  it('is our work where it did not reach Microsoft', () => {
    assert.deepEqual(customerWording({ ...FILED, state: 'failed' }, NOW, 'UTC'), { stage: 'ours', next: { kind: 'with-news' } });
  });

  it('never is a time in the past, whatever the request', () => {
    const moment = fc.option(fc.date({ noInvalidDate: true }), { nil: undefined });
    const request = fc.record({
      route: fc.constantFrom(...FILING_ROUTES),
      nature: fc.constantFrom(...NATURES),
      severity: fc.constantFrom(...SEVERITIES),
      language: fc.constantFrom(...LOCALES),
      state: fc.constantFrom(...REQUEST_STATES),
      deskStatus: fc.option(fc.constantFrom(...DESK_STATUSES), { nil: undefined }),
      responseDueAt: moment,
      respondedAt: moment,
    });
    fc.assert(
      fc.property(request, (any) => {
        const { stage, next } = customerWording(any, NOW, 'UTC');
        return CUSTOMER_STAGES.includes(stage) && (next.kind !== 'expected' || next.at > NOW);
      }),
    );
  });
});

describe('the language of words for a customer', () => {
  for (const [told, locale] of [
    ['fr-FR', 'fr'],
    ['ru', 'ru'],
    ['de-DE', 'en'],
    [undefined, 'fr'],
  ] as const)
    it(`is ${locale} for a customer of ${told ?? 'no known language'} and a French request`, () => {
      assert.equal(customerLocale({ language: told }, { language: 'fr' }), locale);
    });
});
