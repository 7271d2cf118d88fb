import assert from 'node:assert/strict';
import { PARTNER } from '../../../src/sandbox/world.ts';
import { CONTACT, filedUnder, startTestAzure, supportOf, ticketBody, withVersion, type TestAzure } from './azure-calls.ts';
import { ARM, errorCode, itemsOf, type Answer, type Body } from './calls.ts';

describe('sandbox cloud: Azure support tickets', () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await startTestAzure();
  });
  afterEach(() => azure.cloud.stop());

  const at = (name: string, subscription = 'Production') => `${azure.support(subscription)}/supportTickets/${name}`;
  const properties = ({ body }: Answer): Body => body['properties'] as Body;
  const patch = (name: string, body: object) => azure.ask(at(name), { method: 'PATCH', body });
  /** A path below ARM that a header names. */
  const linked = (answer: Answer, header: string): string => {
    const url = answer.headers.get(header) ?? assert.fail(`no ${header}`);
    assert.ok(url.startsWith(`${ARM}/`));
    return url.slice(ARM.length).replace(/\?.*/, '');
  };
  const created = async (name: string, changes?: Body): Promise<Body> => {
    await azure.create(name, changes);
    azure.later(1);
    return properties(await azure.ask(at(name)));
  };

  it('takes a ticket with 202, works on it, and then has it under its name with a number of sixteen digits', async () => {
    const answer = await azure.create('csp-1');
    const operation = linked(answer, 'azure-asyncoperation');
    const during = await azure.ask(operation);
    const missing = await azure.ask(at('csp-1'));
    azure.later(1);
    const after = await azure.ask(operation);
    const ticket = await azure.ask(at('CSP-1'));

    assert.deepEqual([answer.status, answer.text, answer.headers.get('retry-after')], [202, '', '1']);
    assert.deepEqual([during.body['status'], missing.status, after.body['status']], ['InProgress', 404, 'Succeeded']);
    assert.match(String(properties(ticket)['supportTicketId']), /^\d{16}$/);
    assert.deepEqual([properties(ticket)['status'], properties(ticket)['severity']], ['Open', 'Moderate']);
    assert.deepEqual(properties(ticket)['contactDetails'], CONTACT);
  });

  it('answers the result of an operation with 202, then with the ticket', async () => {
    const result = linked(await azure.create('csp-1'), 'location');
    const during = await azure.ask(result);
    azure.later(1);
    const after = await azure.ask(result);

    assert.deepEqual([during.status, after.status, after.body['name']], [202, 200, 'csp-1']);
  });

  it('can be slow, can leave out when to ask again, and can answer with the ticket at once', async () => {
    azure.cloud.script.behaviour.azureCreation = { seconds: 60, retryAfterSeconds: undefined };
    const slow = await azure.create('csp-1');
    azure.later(59);
    const during = await azure.ask(linked(slow, 'azure-asyncoperation'));
    azure.cloud.script.behaviour.azureCreation = { seconds: 0, retryAfterSeconds: 1 };
    const quick = await azure.create('csp-2');

    assert.deepEqual([slow.headers.get('retry-after'), during.body['status']], [null, 'InProgress']);
    assert.deepEqual([quick.status, properties(quick)['status']], [200, 'Open']);
  });

  it('fails without the auxiliary token, and with a plan that does not entitle, in the words of the real service', async () => {
    const put = { method: 'PUT', token: azure.token, body: ticketBody() };
    const without = await azure.cloud.call('arm', withVersion(at('csp-1')), put);
    azure.cloud.script.behaviour.azurePlan = 'refused';
    const refused = await azure.create('csp-2');
    azure.later(1);
    const ends = [without, refused].map((answer) => azure.ask(linked(answer, 'azure-asyncoperation')));

    for (const { body } of await Promise.all(ends)) {
      assert.equal(body['status'], 'Failed');
      assert.match(JSON.stringify(body['error']), /support plan type is CSP/);
    }
    assert.equal((await azure.ask(linked(refused, 'location'))).status, 403);
    assert.deepEqual([(await azure.ask(at('csp-1'))).status, azure.cloud.state.tickets.all().length], [404, 0]);
  });

  it('can refuse the plan at once', async () => {
    azure.cloud.script.behaviour.azurePlan = 'refused-at-once';

    const { status, text } = await azure.create('csp-1');

    assert.equal(status, 403);
    assert.match(text, /support plan type is CSP/);
  });

  it("needs no auxiliary token in the partner's own tenant", async () => {
    const { cloud } = azure;
    const body = ticketBody();
    const path = `${supportOf(PARTNER.tenantId, 'Northwind operations')}/supportTickets/own-1`;
    const answer = await cloud.call('arm', withVersion(path), { method: 'PUT', token: azure.auxiliary, body });
    azure.later(1);

    assert.equal(answer.status, 202);
    assert.equal(cloud.state.tickets.all().length, 1);
  });

  it('answers the same creation again without a second ticket, while it works on it and after', async () => {
    const first = await azure.create('csp-1');
    const meanwhile = await azure.create('csp-1');
    azure.later(1);
    const after = await azure.create('Csp-1');

    assert.deepEqual([meanwhile.status, linked(meanwhile, 'location')], [202, linked(first, 'location')]);
    assert.equal(after.status, 200);
    assert.equal(azure.cloud.state.tickets.all().length, 1);
  });

  it('refuses another ticket of the same name, or any when told so', async () => {
    await azure.create('csp-1');
    const meanwhile = await azure.create('csp-1', { title: 'Something else' });
    azure.later(1);
    const other = await azure.create('csp-1', { title: 'Something else' });
    azure.cloud.script.behaviour.azureRepeat = 'conflict';
    const same = await azure.create('csp-1');

    assert.deepEqual(
      [meanwhile, other, same].map((answer) => [answer.status, errorCode(answer)]),
      Array.from({ length: 3 }, () => [409, 'Conflict']),
    );
  });

  it('leaves the name free when a creation failed', async () => {
    azure.cloud.script.behaviour.azurePlan = 'refused';
    await azure.create('csp-1');
    azure.later(1);
    azure.cloud.script.behaviour.azurePlan = 'unified';

    assert.equal((await azure.create('csp-1')).status, 202);
  });

  it('says whether a name is free, also while its ticket is being created', async () => {
    const check = async (name: string): Promise<Body> => {
      const body = { name, type: 'Microsoft.Support/supportTickets' };
      return (await azure.ask(`${azure.support('Production')}/checkNameAvailability`, { method: 'POST', body })).body;
    };
    const before = await check('csp-1');
    await azure.create('csp-1');
    const during = await check('csp-1');
    azure.later(1);

    assert.deepEqual(before, { nameAvailable: true });
    assert.deepEqual([during['nameAvailable'], (await check('CSP-1'))['nameAvailable']], [false, false]);
    assert.match(String(during['message']), /exists already/);
  });

  const without = (name: string): Body => Object.fromEntries(Object.entries(ticketBody().properties).filter(([key]) => key !== name));
  const required = [
    'serviceId',
    'problemClassificationId',
    'title',
    'description',
    'severity',
    'advancedDiagnosticConsent',
    'contactDetails',
  ];
  for (const name of required) {
    it(`refuses a ticket without ${name}`, async () => {
      const answer = await azure.ask(at('csp-1'), { method: 'PUT', body: { properties: without(name) } });

      assert.deepEqual([answer.status, answer.text.includes(name)], [400, true]);
    });
  }

  const contact = (changes: object): Body => ({ contactDetails: { ...CONTACT, ...changes } });
  const windows = filedUnder('Virtual Machine running Windows', 'VM is slow / high CPU');
  const wrong: Readonly<Record<string, Body>> = {
    'an IANA time zone': contact({ preferredTimeZone: 'Europe/London' }),
    'a country of two letters': contact({ country: 'GB' }),
    'a country that does not exist': contact({ country: 'xyz' }),
    'a language that is not offered': contact({ preferredSupportLanguage: 'sv-se' }),
    'a phone without a number': contact({ preferredContactMethod: 'phone', phoneNumber: undefined }),
    'an address that is none': contact({ primaryEmailAddress: 'adele' }),
    'a contact without a name': contact({ lastName: ' ' }),
    'an unknown severity': { severity: 'B' },
    "Premier's severity without Premier": { severity: 'highestcriticalimpact' },
    'a consent that is neither': { advancedDiagnosticConsent: 'maybe' },
    'a member nobody knows': { supportTopic: '1' },
    'an unknown service': { ...windows, serviceId: '/providers/Microsoft.Support/services/1' },
    'a problem of another service': { ...windows, serviceId: filedUnder('SQL Database', 'Restore or export fails')['serviceId'] },
    'a problem whose consent is not answered': windows,
    'a consent that the problem does not ask for': { secondaryConsent: [{ type: 'signinlogs', userConsent: 'Yes' }] },
    'a resource of another subscription': { technicalTicketDetails: { resourceId: '/subscriptions/1/resourceGroups/a' } },
    'a time that is none': { problemStartTime: 'yesterday' },
  };
  for (const [what, changes] of Object.entries(wrong)) {
    it(`refuses ${what}`, async () => {
      const answer = await azure.create('csp-1', changes);

      assert.equal(answer.status, 400);
      assert.match(errorCode(answer), 'contactDetails' in changes ? /^InvalidContactInformation$/ : /^InvalidRequestContent$/);
    });
  }

  it('refuses a name that is none, and a body that is no JSON', async () => {
    const answers = [await azure.create('csp_1'), await azure.ask(at('csp-1'), { method: 'PUT' })];

    assert.deepEqual(
      answers.map((answer) => [answer.status, errorCode(answer)]),
      [
        [400, 'InvalidResourceName'],
        [400, 'InvalidRequestContent'],
      ],
    );
  });

  it('takes a further consent that the problem asks for, in any casing', async () => {
    const secondaryConsent = [{ type: 'virtualmachinememorydump', userConsent: 'no' }];
    const ticket = await created('csp-1', { ...windows, secondaryConsent, advancedDiagnosticConsent: 'no', severity: 'CRITICAL' });

    assert.deepEqual(ticket['secondaryConsent'], [{ type: 'virtualmachinememorydump', userConsent: 'No' }]);
    assert.deepEqual([ticket['advancedDiagnosticConsent'], ticket['severity']], ['No', 'Critical']);
  });

  it('changes severity, contact and status', async () => {
    await created('csp-1');
    const changed = await patch('csp-1', { severity: 'critical', contactDetails: { firstName: 'Mei' } });
    const closed = await patch('csp-1', { status: 'closed' });
    const reopened = await patch('csp-1', { status: 'Open' });

    assert.deepEqual([changed.status, properties(changed)['severity']], [200, 'Critical']);
    assert.deepEqual(properties(changed)['contactDetails'], { ...CONTACT, firstName: 'Mei' });
    assert.deepEqual([properties(closed)['status'], properties(reopened)['status']], ['Closed', 'Open']);
  });

  it('refuses to change the severity once an engineer works on the ticket, and anything else that is not offered', async () => {
    await created('csp-1');
    const [ticket] = azure.cloud.state.tickets.all();
    azure.cloud.state.tickets.change(ticket ?? assert.fail(), { supportEngineer: 'agent@microsoft.example' });
    const refused = await patch('csp-1', { severity: 'critical' });
    const same = await patch('csp-1', { severity: 'moderate' });
    const wrapped = await patch('csp-1', { properties: { severity: 'critical' } });
    const title = await patch('csp-1', { title: 'Other' });

    assert.deepEqual([refused.status, errorCode(refused)], [409, 'Conflict']);
    assert.deepEqual([same.status, wrapped.status, title.status], [200, 400, 400]);
  });

  it('changes nothing without a plan', async () => {
    await created('csp-1');
    azure.cloud.script.behaviour.azurePlan = 'refused';

    const { status, text } = await patch('csp-1', { severity: 'critical' });

    assert.equal(status, 403);
    assert.match(text, /support plan type is CSP/);
  });

  it('lists tickets newest first, 25 at a time unless told, with links to the next page', async () => {
    azure.cloud.script.behaviour.azureCreation = { seconds: 0, retryAfterSeconds: 1 };
    for (let n = 1; n <= 27; n += 1) await azure.create(`csp-${n}`);
    const first = await azure.ask(`${azure.support('Production')}/supportTickets`);
    const link = String(first.body['nextLink']);
    const second = await azure.cloud.call('arm', link.slice(ARM.length), { token: azure.token });
    const other = await azure.ask(`${azure.support('Development and test')}/supportTickets`);

    assert.ok(link.startsWith(`${ARM}/subscriptions/`));
    assert.deepEqual([itemsOf(first).length, itemsOf(first)[0]?.['name'], itemsOf(second).length], [25, 'csp-27', 2]);
    assert.deepEqual([second.body['nextLink'], itemsOf(other)], [undefined, []]);
  });

  it('lists 1 to 100 at a time', async () => {
    const statuses = [];
    for (const top of ['0', '1', '100', '101', 'all'])
      statuses.push((await azure.ask(`${azure.support('Production')}/supportTickets?$top=${top}`)).status);

    assert.deepEqual(statuses, [400, 200, 200, 400, 400]);
  });

  it('lists what a filter asks for, and refuses one it does not know', async () => {
    await created('csp-1');
    azure.later(60);
    const middle = azure.cloud.state.now().toISOString();
    azure.later(60);
    await created('csp-2', filedUnder('Billing', 'Payment'));
    await patch('csp-2', { status: 'closed' });
    const list = (filter: string) => azure.ask(`${azure.support('Production')}/supportTickets?$filter=${encodeURIComponent(filter)}`);
    const names = async (filter: string) => itemsOf(await list(filter)).map(({ name }) => name);

    assert.deepEqual(await names("Status eq 'open'"), ['csp-1']);
    assert.deepEqual(await names(`CreatedDate ge ${middle}`), ['csp-2']);
    assert.deepEqual(await names(`CreatedDate gt ${middle} and Status eq 'Open'`), []);
    assert.deepEqual(await names(`ServiceId eq '${String(filedUnder('Billing', 'Payment')['serviceId'])}'`), ['csp-2']);
    for (const filter of ["Title eq 'a'", "Status ne 'Open'", `CreatedDate lt ${middle}`, "Status eq 'Open' or Status eq 'Closed'"])
      assert.equal((await list(filter)).status, 400, filter);
  });

  it('lists the tickets of the last eighteen months', async () => {
    await created('csp-1');
    azure.later(19 * 31 * 86_400);

    const listed = itemsOf(await azure.ask(`${azure.support('Production')}/supportTickets`));

    assert.deepEqual([listed, azure.cloud.state.tickets.all().length], [[], 1]);
  });
});
