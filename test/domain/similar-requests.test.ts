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

  const BILLING = { product: 'commercial', nature: 'billing', category: 'billing-subscription', createdAt: NOON } as const;
  const AZURE = { product: 'azure', nature: 'break-fix', category: 'performance-availability', createdAt: NOON } as const;
  const daysAgo = (days: number) => new Date(NOON.getTime() - days * 86_400_000);
  for (const [what, here, there, isShown] of [
    [
      'the same bill, in French and in English',
      { ...BILLING, title: 'Contoso a été facturé deux fois' },
      { ...BILLING, title: 'Billed twice for the subscription' },
      true,
    ],
    [
      'the same bill, in Russian and in French, one of them said of Azure',
      { ...BILLING, title: 'С Contoso дважды списали оплату' },
      { ...BILLING, product: 'azure', title: 'Contoso a été facturé deux fois', createdAt: daysAgo(2) },
      true,
    ],
    [
      'two commercial matters that have nothing in common',
      { ...BILLING, title: 'Wrong address of the head office' },
      { ...BILLING, nature: 'subscription', title: 'Licences are missing' },
      false,
    ],
    [
      'mail that does not leave, in French and in English',
      { ...AZURE, product: 'microsoft365', title: 'La messagerie est en panne' },
      { ...AZURE, product: 'microsoft365', title: 'Outlook is down for everybody' },
      true,
    ],
    [
      'a web app and a virtual machine that both cannot be reached',
      { ...AZURE, title: 'The web app of the shop cannot be reached since this morning' },
      { ...AZURE, title: 'VM cannot be reached, the app is down' },
      false,
    ],
    [
      'a virtual machine by its short name and in French',
      { ...AZURE, title: 'VM won’t start' },
      { ...AZURE, title: 'La machine virtuelle ne démarre pas' },
      true,
    ],
    [
      'the same problem of Azure, in words that have nothing in common',
      { ...AZURE, title: 'Ошибка 502', azureProblemId: '/p/1' },
      { ...AZURE, title: 'Shop front answers nothing', azure: { problemId: '/p/1' } as never },
      true,
    ],
    [
      'the same topic within a day, in words that have nothing in common',
      { ...BILLING, title: 'Geschäftsbericht', topicId: 'topic-1' },
      { ...BILLING, title: 'Unclear totals', topicId: 'topic-1' },
      true,
    ],
    [
      'the same topic two weeks ago, in words that have nothing in common',
      { ...BILLING, nature: 'question', title: 'Geschäftsbericht', topicId: 'topic-1' },
      { ...BILLING, nature: 'question', title: 'Unclear totals', topicId: 'topic-1', createdAt: daysAgo(13) },
      false,
    ],
    [
      'the same words about another product',
      { ...AZURE, title: 'Nobody can send mail' },
      { ...AZURE, product: 'microsoft365', title: 'Nobody can send mail' },
      false,
    ],
  ] as const) {
    it(`${isShown ? 'are' : 'are not'} ${what}`, () => {
      assert.equal(similarRequests(here, [asked(there.title, { topicId: undefined, ...there })], []).length, isShown ? 1 : 0);
    });
  }

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

  it('may be in another language', () => {
    const billing = { product: 'commercial', nature: 'billing', category: 'billing-subscription', createdAt: NOON } as const;
    const other = asked('Billed twice', { ...billing, createdAt: later });

    assert.deepEqual(doublesOf({ ...billing, title: 'Facturé deux fois' }, [other], []), [other]);
  });

  it('are not those that are only similar', () => {
    assert.deepEqual(doublesOf(draft, [asked('Somebody sends junk mail', { createdAt: later })], []), []);
  });
});
