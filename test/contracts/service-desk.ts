import assert from 'node:assert/strict';
import type { Filing, ServiceDesk } from '../../src/ports/service-desk.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { aServiceRequest } from '../support/service-requests.ts';
import { UNHURRIED } from '../support/microsoft-clouds.ts';

interface DeskUnderTest {
  readonly desk: ServiceDesk;
  /** What a request for this desk must be like. */
  readonly request: Partial<ServiceRequest>;
  /** The text that reaches Microsoft, or the person who pastes it. */
  textOf(filing: Filing): string;
}

/** What every ServiceDesk owes its callers. A desk that cannot look at its requests says so, and is held to that. */
export function serviceDeskContract(name: string, tracks: 'tracks' | 'cannot track', given: () => Promise<DeskUnderTest>): void {
  describe(`ServiceDesk contract: ${name}`, () => {
    let desk: ServiceDesk;
    let subject: DeskUnderTest;
    beforeEach(async () => {
      subject = await given();
      desk = subject.desk;
    });
    const file = (some: Partial<ServiceRequest> = {}): Promise<Filing> =>
      desk.file(aServiceRequest({ ...subject.request, ...some }), UNHURRIED);
    const filed = async (reference: string): Promise<string> => {
      const filing = await file({ reference });
      return filing.kind === 'filed' ? filing.number : assert.fail('A desk that tracks gives a number');
    };

    it('serves at least one route, and says whether it can look at its requests', () => {
      assert.ok(desk.routes.length > 0);
      assert.equal(desk.canTrack, tracks === 'tracks');
    });

    for (const locale of LOCALES)
      it(`offers topics with ids and names in ${locale}, or none`, async () => {
        const topics = await desk.topics(locale, UNHURRIED);

        for (const { id, name: title } of topics) assert.ok(typeof id === 'string' && id !== '' && title !== '');
      });

    it('hands over a text that carries the reference, the customer by name and tenant, and the problem', async () => {
      const request = aServiceRequest({
        ...subject.request,
        customerName: 'Fabrikam',
        impact: 'impaired',
        severity: 'moderate',
        since: 'this morning',
        peopleHit: 12,
        tried: 'A restart',
        linkedIssueId: 'EX900101',
      });

      const text = subject.textOf(await desk.file(request, UNHURRIED));

      for (const part of [
        request.reference,
        'Fabrikam',
        request.tenantId,
        request.title,
        request.description,
        'this morning',
        '12',
        'A restart',
        'EX900101',
      ])
        assert.ok(text.includes(part), `${part} is missing`);
      assert.ok(text.includes(request.contact.email) && !text.includes(request.category), 'Contact in, our own category out');
    });

    it('files once for one send key, however often it is asked', async () => {
      const request = aServiceRequest(subject.request);

      const first = await desk.file(request, UNHURRIED);
      const second = await desk.file({ ...request, attempts: 2 }, UNHURRIED);

      assert.deepEqual(second, first);
    });

    if (tracks === 'tracks') tracked();
    else untracked();

    function tracked(): void {
      it('leaves without filing when the caller is gone already', async () => {
        await assert.rejects(desk.file(aServiceRequest(subject.request), AbortSignal.abort()), { code: 'TIMED_OUT', effect: 'none' });
      });

      it('finds a request by its reference, in any case', async () => {
        const number = await filed('PSR-FIND01');

        assert.equal((await desk.find('psr-find01', UNHURRIED))?.number, number);
      });

      it('finds no request that only mentions the reference', async () => {
        await file({ title: 'As in PSR-OTHER1 (PSR-OTHER1) before', description: 'Reference: PSR-OTHER1' });

        assert.equal(await desk.find('PSR-OTHER1', UNHURRIED), undefined);
      });

      it('reads a request, and nothing under a number it does not know', async () => {
        const record = await desk.read(await filed('PSR-READ01'), UNHURRIED);

        assert.deepEqual([record?.status, record?.notes], ['open', []]);
        assert.match(record?.title ?? '', /Billed twice/);
        for (const number of ['999999999999999', 'not a number', '../customers'])
          assert.equal(await desk.read(number, UNHURRIED), undefined);
      });

      it('adds notes', async () => {
        const number = await filed('PSR-NOTE01');

        await desk.addNote(number, 'The invoice number is G012345678.', UNHURRIED);

        const record = await desk.read(number, UNHURRIED);
        assert.deepEqual(
          record?.notes.map(({ text }) => text),
          ['The invoice number is G012345678.'],
        );
      });

      it('closes', async () => {
        const number = await filed('PSR-CLOSE1');

        await desk.close(number, UNHURRIED);

        assert.equal((await desk.read(number, UNHURRIED))?.status, 'closed');
      });
    }

    function untracked(): void {
      it('says so where it cannot look at its requests', async () => {
        const refused = { code: 'NOT_SUPPORTED_BY_ROUTE' };

        await assert.rejects(desk.find('PSR-ANY001', UNHURRIED), refused);
        await assert.rejects(desk.read('1', UNHURRIED), refused);
        await assert.rejects(desk.addNote('1', 'text', UNHURRIED), refused);
        await assert.rejects(desk.close('1', UNHURRIED), refused);
      });
    }
  });
}
