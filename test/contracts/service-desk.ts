import assert from 'node:assert/strict';
import type { Filing, Finding, ServiceDesk } from '../../src/ports/service-desk.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { aServiceRequest } from '../support/service-requests.ts';
import { UNHURRIED } from '../support/microsoft-clouds.ts';

interface DeskUnderTest {
  readonly desk: ServiceDesk;
  /** What a request for this desk must be like. */
  readonly request: Partial<ServiceRequest>;
  /** The text that reaches Microsoft, or the person who pastes it. */
  textOf(filing: Filing, request: ServiceRequest): string;
}

/** Files a request and follows it until the back end has made it. */
export async function filedBy(desk: ServiceDesk, request: ServiceRequest): Promise<Filing> {
  let filing = await desk.file(request, UNHURRIED);
  for (let asked = 0; filing.kind === 'accepted' && asked < 20; asked++) filing = await desk.follow(filing.operation, request, UNHURRIED);
  return filing;
}

/** The number of what was found, if it has one. */
export function numberFound(finding: Finding | undefined): string | undefined {
  return finding?.kind === 'filed' ? finding.number : undefined;
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
    const aRequest = (some: Partial<ServiceRequest> = {}): ServiceRequest => aServiceRequest({ ...subject.request, ...some });
    /** The request as the ledger has it once it is filed. */
    const filed = async (some: Partial<ServiceRequest> = {}): Promise<ServiceRequest & { readonly number: string }> => {
      const request = aRequest(some);
      const filing = await filedBy(desk, request);
      return filing.kind === 'filed' ? { ...request, number: filing.number } : assert.fail('A desk that tracks gives a number');
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
      const request = aRequest({
        customerName: 'Fabrikam',
        impact: 'impaired',
        severity: 'moderate',
        since: 'this morning',
        peopleHit: 12,
        tried: 'A restart',
        linkedIssueId: 'EX900101',
      });

      const text = subject.textOf(await filedBy(desk, request), request);

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
      const request = aRequest();

      const first = await filedBy(desk, request);
      const second = await filedBy(desk, { ...request, attempts: 2 });

      assert.deepEqual(second, first);
    });

    it('refuses a change of the severity that it does not offer', async () => {
      if (desk.canSetSeverity) return assert.equal(tracks, 'tracks');

      await assert.rejects(desk.setSeverity(aRequest({ number: '1' }), 'critical', UNHURRIED), { code: 'NOT_SUPPORTED_BY_ROUTE' });
    });

    if (tracks === 'tracks') tracked();
    else untracked();

    function tracked(): void {
      it('leaves without filing when the caller is gone already', async () => {
        await assert.rejects(desk.file(aRequest(), AbortSignal.abort()), { code: 'TIMED_OUT', effect: 'none' });
      });

      it('finds a request by its reference, in any case', async () => {
        const { number, ...request } = await filed({ reference: 'PSR-FIND01' });

        assert.equal(numberFound(await desk.find({ ...request, number: undefined, reference: 'psr-find01' }, UNHURRIED)), number);
      });

      it('finds no request that only mentions the reference', async () => {
        await filed({ title: 'As in PSR-OTHER1 (PSR-OTHER1) before', description: 'Reference: PSR-OTHER1' });

        assert.equal(await desk.find(aRequest({ reference: 'PSR-OTHER1' }), UNHURRIED), undefined);
      });

      it('reads a request, and nothing under a number it does not know', async () => {
        const request = await filed();
        const record = await desk.read(request, UNHURRIED);

        assert.deepEqual([record?.number, record?.status, record?.notes], [request.number, 'open', []]);
        assert.ok(record?.createdAt instanceof Date, 'It tells since when it has it');
        assert.ok(record?.title.includes(request.title) && record.title.includes(request.reference));
        for (const number of ['999999999999999', 'not a number', '../customers'])
          assert.equal(await desk.read({ ...request, number }, UNHURRIED), undefined);
      });

      it('adds notes, oldest first, each with a key of its own', async () => {
        const request = await filed();

        await desk.addNote(request, { key: 'first', text: 'The invoice number is G012345678.' }, UNHURRIED);
        await desk.addNote(request, { key: 'second', text: 'And that of last month <G012345670>.' }, UNHURRIED);

        const { notes = [] } = (await desk.read(request, UNHURRIED)) ?? {};
        assert.deepEqual(
          notes.map(({ text }) => text),
          ['The invoice number is G012345678.', 'And that of last month <G012345670>.'],
        );
        assert.equal(new Set(notes.map(({ key }) => key)).size, 2);
        assert.ok(notes.every(({ from }) => from !== 'microsoft'));
      });

      it('closes', async () => {
        const request = await filed();

        await desk.close(request, UNHURRIED);

        assert.equal((await desk.read(request, UNHURRIED))?.status, 'closed');
      });

      it('changes the severity where it says so', async () => {
        const request = await filed();
        if (!desk.canSetSeverity)
          return assert.rejects(desk.setSeverity(request, 'critical', UNHURRIED), { code: 'NOT_SUPPORTED_BY_ROUTE' });

        await desk.setSeverity(request, 'critical', UNHURRIED);

        assert.equal((await desk.read(request, UNHURRIED))?.severity, 'critical');
      });
    }

    function untracked(): void {
      it('says so where it cannot look at its requests', async () => {
        const refused = { code: 'NOT_SUPPORTED_BY_ROUTE' };
        const request = aRequest({ number: '1' });

        await assert.rejects(desk.follow('operation', request, UNHURRIED), refused);
        await assert.rejects(desk.find(request, UNHURRIED), refused);
        await assert.rejects(desk.read(request, UNHURRIED), refused);
        await assert.rejects(desk.addNote(request, { key: 'k', text: 'text' }, UNHURRIED), refused);
        await assert.rejects(desk.close(request, UNHURRIED), refused);
      });
    }
  });
}
