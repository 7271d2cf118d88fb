import assert from 'node:assert/strict';
import { customerCard } from '../../cards/customer.ts';
import { customersCard } from '../../cards/customers.ts';
import { errorCard } from '../../cards/error.ts';
import { helpCard } from '../../cards/help.ts';
import { languageCard } from '../../cards/language.ts';
import { noticeCard } from '../../cards/notice.ts';
import { whoAmICard } from '../../cards/who-am-i.ts';
import { ABILITIES } from '../../src/domain/permissions.ts';
import { words } from '../../src/locales/words.ts';
import { buttonOn, buttonsOn, textsOn, verbsOn } from './looking.ts';
import { customerNamed, NOW, personNamed } from './sample-data.ts';

const t = words('en');
const CONTOSO = customerNamed('Contoso');

describe('help', () => {
  it('shows what the role does not allow, and who may, instead of hiding it (B8)', () => {
    const card = helpCard('en', { scope: 'personal', abilities: ['search-customers', 'see-health', 'see-requests'], customer: CONTOSO });

    assert.match(textsOn(card), /Report a problem: Global administrator, User administrator, Admin agent, or Helpdesk agent may/);
    assert.ok(!buttonsOn(card).some(({ title }) => title === t('commands.report.title')));
  });

  it('shows the customer in force', () => {
    assert.match(textsOn(helpCard('en', { scope: 'team', abilities: ABILITIES, customer: CONTOSO })), /Customer: Contoso/);
    assert.ok(textsOn(helpCard('en', { scope: 'team', abilities: ABILITIES, customer: undefined })).includes(t('words.noCustomer')));
  });
});

describe('who am i', () => {
  it('names roles and rights, and who has the other rights (B2, B8)', () => {
    const card = whoAmICard('en', {
      person: personNamed('Adele Vance'),
      customer: undefined,
      abilities: [
        { ability: 'see-health', may: true, who: [] },
        { ability: 'report', may: false, who: ['admin-agent'] },
      ],
    });

    assert.match(textsOn(card), /Helpdesk agent/);
    assert.match(textsOn(card), /✓ see the service health of customers/);
    assert.match(textsOn(card), /✗ report a problem \(Admin agent may\)/);
  });
});

describe('the language card', () => {
  it('names each language in itself, whatever is spoken now', () => {
    for (const locale of ['en', 'fr', 'ru'] as const) {
      assert.deepEqual(
        buttonsOn(languageCard(locale)).map(({ title }) => title),
        ['English', 'Français', 'Русский'],
      );
    }
  });
});

describe('the customer cards', () => {
  it('go on to what was asked after a choice', () => {
    const card = customersCard('en', {
      query: 'con',
      matches: [CONTOSO],
      recent: [],
      favourites: [],
      inForce: undefined,
      tags: new Map(),
      refreshedAt: NOW,
      now: NOW,
      goal: 'health',
    });
    const [search, row] = buttonsOn(card);

    assert.deepEqual(Object.entries(search?.data ?? {}), [['goal', 'health']]);
    assert.deepEqual(Object.entries(row?.data ?? {}), [
      ['tenantId', CONTOSO.tenantId],
      ['goal', 'health'],
    ]);
    assert.equal(row?.associatedInputs, 'none');
  });

  it('count what was found and say when nothing was', () => {
    const found = (count: number) =>
      textsOn(
        customersCard('ru', {
          query: 'con',
          matches: Array.from({ length: count }, () => CONTOSO),
          recent: [],
          favourites: [],
          inForce: undefined,
          tags: new Map(),
          refreshedAt: NOW,
          now: NOW,
          goal: 'customer',
        }),
      );

    assert.match(found(2), /найдено 2 клиента/);
    assert.ok(found(0).includes(words('ru')('customers.nothing', { query: 'con' })));
  });

  it('say whether the person has access, and what to do if not', () => {
    const denied = textsOn(customerCard('en', { customer: CONTOSO, access: 'denied', favourite: false, tags: [], mayTag: true }));

    assert.ok(denied.includes(t('customer.accessText.denied')));
  });

  it('toggle the favourite', () => {
    assert.deepEqual(
      buttonOn(customerCard('en', { customer: CONTOSO, access: 'granted', favourite: true, tags: [], mayTag: true }), 'customer.favourite')
        .data,
      {
        tenantId: CONTOSO.tenantId,
        on: false,
      },
    );
  });

  it('say that CSP support does not cover the own tenant (B44)', () => {
    const card = customerCard('en', {
      customer: { ...CONTOSO, sources: ['own-tenant'] },
      access: 'granted',
      favourite: false,
      tags: [],
      mayTag: true,
    });

    assert.ok(textsOn(card).includes(t('customer.ownTenantText')));
  });
});

describe('notices and errors', () => {
  it('say what happened, what it means, what to do, and the number to quote', () => {
    const texts = textsOn(
      errorCard('en', { code: 'SIGN_IN_NEEDED', backEnd: 'partner-center', errorId: 'k3v9p2', correlationId: 'c0ffee' }),
    );

    for (const part of ['what', 'means', 'next'] as const) assert.ok(texts.includes(t(`errors.SIGN_IN_NEEDED.${part}`)));
    assert.match(texts, /k3v9p2/);
    assert.match(texts, /c0ffee/);
  });

  it('give guests and strangers no buttons', () => {
    for (const name of ['guest', 'no-role', 'unknown-person', 'other-tenant'] as const)
      assert.deepEqual(verbsOn(noticeCard('en', { name })), []);
  });

  it('explain a refusal with who may (B8)', () => {
    assert.match(
      textsOn(noticeCard('en', { name: 'not-permitted', ability: 'report', who: ['admin-agent', 'helpdesk-agent'] })),
      /Admin agent or Helpdesk agent/,
    );
  });

  it('lead on from what was not understood', () => {
    assert.equal(verbsOn(noticeCard('en', { name: 'unknown-input', query: 'xyzzy' })).length, 4);
  });

  it('are there as plain text too', () => {
    assert.equal(
      noticeCard('en', { name: 'nothing-to-cancel' }).fallbackText,
      'There is nothing to cancel. You have no report in progress.',
    );
    assert.match(noticeCard('en', { name: 'unknown-input', query: 'a*b' }).fallbackText, /“a\*b”/);
  });
});
