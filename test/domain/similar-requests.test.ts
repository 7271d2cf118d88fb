import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { doublesOf, similarRequests } from '../../src/domain/similar-requests.ts';
import { aServiceRequest } from '../support/service-requests.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const MAIL = { product: 'microsoft365', nature: 'break-fix', category: 'performance-availability', customerName: 'Contoso' } as const;
const asked = (title: string, some: Partial<ServiceRequest> = {}) =>
  aServiceRequest({ ...MAIL, state: 'filed', description: '', title, createdAt: NOON, ...some });
const report = (title: string, some: object = {}) => ({ category: 'usage', title, ...some }) as const;
const titles = (found: readonly ServiceRequest[]) => found.map(({ title }) => title);

describe('requests that may be about the same', () => {
  it('are those that say much the same, the likeliest first', () => {
    const open = [asked('Teams meetings drop after a minute'), asked('Outgoing mail bounces at Contoso'), asked('Nobody can send mail')];

    assert.deepEqual(titles(similarRequests(report("Contoso can't send mail since 9"), open, [])), [
      'Nobody can send mail',
      'Outgoing mail bounces at Contoso',
    ]);
  });

  for (const [there, here] of [
    ['Почта не отправляется с утра', 'У Contoso с утра не отправляется почта'],
    ['Impossible d’envoyer des courriels', 'Contoso : plus possible d’envoyer de courriels depuis ce matin'],
  ] as const) {
    it(`are found in the language of the people: ${here}`, () => {
      assert.deepEqual(titles(similarRequests(report(here), [asked(there)], [])), [there]);
    });
  }

  it('are not found by words that only say that something is wrong', () => {
    assert.deepEqual(
      similarRequests(report('Teams is not working since this morning'), [asked('Printing is not working since this morning')], []),
      [],
    );
  });

  it('are not found by the name of the customer alone', () => {
    assert.deepEqual(
      similarRequests(report('Contoso Ltd: printers'), [asked('Contoso Ltd: licences', { customerName: 'Contoso Ltd' })], []),
      [],
    );
  });

  it('are those linked to the same issue, whatever they say, and before all others', () => {
    const linked = asked('Something else', { linkedIssueId: 'EX1234' });
    const alike = asked('Nobody can send mail');

    assert.deepEqual(similarRequests(report('Nobody can send mail'), [alike, linked], ['EX1234']), [alike, linked].toReversed());
    assert.deepEqual(similarRequests(report('Nobody can send mail'), [linked], ['EX9']), []);
  });

  it('are those of the same area while nothing is said yet', () => {
    const [same, other] = [asked('Nobody can send mail'), asked('How to share a calendar', { category: 'usage' })];

    assert.deepEqual(similarRequests({ category: 'usage' }, [same, other], []), [other]);
  });

  it('are open ones only, and none that was said to be something else', () => {
    const title = 'Nobody can send mail';
    const open = [asked(title, { state: 'failed' }), asked(title, { deskStatus: 'closed' }), asked(title)];

    assert.equal(similarRequests(report(title), open, []).length, 1);
    assert.deepEqual(similarRequests(report(title, { notSimilarTo: open.map(({ id }) => id) }), open, []), []);
  });

  it('are two at most, however many there are, and any text can be compared', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), fc.string(), fc.string({ maxLength: 9000 }), (others, title, description) => {
        const found = similarRequests(
          report(title, { description }),
          others.map((one) => asked(one)),
          [],
        );
        assert.ok(found.length <= 2);
      }),
    );
  });

  it('costs no time that a person would notice with the longest texts', () => {
    const long = 'nobody anywhere can send mail '.repeat(270);
    const open = Array.from({ length: 20 }, () => asked(long, { description: long }));
    const start = performance.now();
    similarRequests(report(long, { description: long }), open, []);

    assert.ok(performance.now() - start < 500);
  });
});

describe('doubles of a report that is about to be sent', () => {
  const draft = { ...report('Nobody can send mail'), createdAt: NOON };
  const later = new Date(NOON.getTime() + 60_000);

  it('were made after it was begun, with nearly the same words or for the same issue', () => {
    const same = asked('Nobody can send mails', { createdAt: later });
    const linked = asked('Outlook', { createdAt: later, linkedIssueId: 'EX1' });

    assert.deepEqual(doublesOf(draft, [asked('Nobody can send mail'), same], []), [same]);
    assert.deepEqual(doublesOf(draft, [linked], ['EX1']), [linked]);
  });

  it('are not those that are only similar', () => {
    assert.deepEqual(doublesOf(draft, [asked('Somebody sends junk mail', { createdAt: later })], []), []);
  });
});
