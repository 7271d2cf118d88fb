import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CUSTOMER_STAGES, customerLocale, customerWording } from '../../src/domain/customer-words.ts';
import { DESK_STATUSES, REQUEST_STATES } from '../../src/domain/service-request.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const SOON = new Date('2026-11-20T11:00:00Z');
const EARLIER = new Date('2026-11-20T08:00:00Z');
const FILED = { state: 'filed', deskStatus: 'open', responseDueAt: SOON, respondedAt: undefined } as const;

describe('what a customer is told of a request', () => {
  for (const state of ['ready', 'sending', 'handed-off', 'uncertain'] as const)
    it(`is that it is on its way while it is ${state}`, () => {
      const wording = customerWording({ ...FILED, state, responseDueAt: undefined }, NOW);

      assert.deepEqual(wording, { stage: 'passing', next: { kind: 'with-news' } });
    });

  it('is when a first reply is to be expected, once it is filed (B58)', () => {
    assert.deepEqual(customerWording(FILED, NOW), { stage: 'waiting', next: { kind: 'expected', at: SOON } });
  });

  it('names no moment that has passed', () => {
    assert.deepEqual(customerWording({ ...FILED, responseDueAt: EARLIER }, NOW), { stage: 'waiting', next: { kind: 'late' } });
  });

  it('names no moment where nothing can be read of it', () => {
    assert.deepEqual(customerWording({ ...FILED, responseDueAt: undefined }, NOW), { stage: 'followed', next: { kind: 'with-news' } });
  });

  it('is that Microsoft has replied, or wants to know more', () => {
    const answered = { ...FILED, respondedAt: EARLIER };

    assert.equal(customerWording(answered, NOW).stage, 'answered');
    assert.equal(customerWording({ ...answered, deskStatus: 'attention-needed' }, NOW).stage, 'question');
  });

  it('promises nothing more once it is closed', () => {
    assert.deepEqual(customerWording({ ...FILED, deskStatus: 'closed' }, NOW), { stage: 'closed', next: { kind: 'none' } });
  });

  it('is our work where it did not reach Microsoft', () => {
    assert.deepEqual(customerWording({ ...FILED, state: 'failed' }, NOW), { stage: 'ours', next: { kind: 'with-news' } });
  });

  it('never is a time in the past, whatever the request', () => {
    const moment = fc.option(fc.date({ noInvalidDate: true }), { nil: undefined });
    const request = fc.record({
      state: fc.constantFrom(...REQUEST_STATES),
      deskStatus: fc.option(fc.constantFrom(...DESK_STATUSES), { nil: undefined }),
      responseDueAt: moment,
      respondedAt: moment,
    });
    fc.assert(
      fc.property(request, (any) => {
        const { stage, next } = customerWording(any, NOW);
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
