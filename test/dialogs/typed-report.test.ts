import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import type { ReportDraft } from '../../src/domain/report-draft.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';
import { buttonsOf, inputOf, shows } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, OWN, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const CONTACT = { contactGivenName: 'Adele', contactSurname: 'Vance', contactEmail: 'adele@northwindcloud.example' };
const BILLING = { ...IMPACT_INPUTS.little, description: 'The invoice lists it again.', topicId: 'topic-1', ...CONTACT };

describe('What is typed', () => {
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    desk = await openHelpdesk();
    adele = desk.user();
  });

  const open = (): Promise<ReportDraft | undefined> => desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());
  const draft = async (): Promise<ReportDraft> => {
    const found = await open();
    assert.ok(found, 'no open draft');
    return found;
  };
  const toReview = async (): Promise<ReportDraft> => {
    await adele.says('Contoso was billed twice for a cancelled subscription');
    shows(await adele.clicks('report.answer', BILLING), t('report.review.title'));
    return draft();
  };

  describe('while a report of another customer is written', () => {
    const OTHER = 'Fabrikam Residences: storage account throws 503 since 2 hours';

    it('is asked about, and goes nowhere before that', async () => {
      const before = await toReview();
      const card = await adele.says(OTHER);

      shows(card, t('report.aside.title'), 'Fabrikam Residences', 'Contoso');
      assert.equal(inputOf(card, 'asideText')?.['value'], OTHER);
      assert.deepEqual(await draft(), before);
    });

    for (const text of [
      'no wait, it is fabrikam residences',
      'Нет, это Fabrikam Residences',
      'fabrikam residences',
      "Fabrikam Residences can't send mail",
    ]) {
      it(`is asked about after ${JSON.stringify(text)}`, async () => {
        const before = await toReview();

        shows(await adele.says(text), t('report.aside.title'));
        assert.deepEqual(await draft(), before);
      });
    }

    it('begins a report of its own, and the earlier one is kept', async () => {
      const before = await toReview();
      desk.clock.move(1000);
      await adele.says(OTHER);
      await adele.clicks('report.aside', { asideText: OTHER }, { do: 'new' });

      const { tenantId, product, description } = await draft();
      assert.deepEqual([tenantId, product, description], [FABRIKAM.tenantId, 'azure', OTHER]);
      assert.equal((await desk.deps.drafts.byId(before.id))?.description, BILLING.description);
    });

    it('changes the customer of this one, and a bare name adds nothing to it', async () => {
      await toReview();
      await adele.says('no wait, it is Fabrikam Residences');
      await adele.clicks('report.aside', { asideText: 'no wait, it is Fabrikam Residences' }, { do: 'change' });

      const { tenantId, description } = await draft();
      assert.deepEqual([tenantId, description], [FABRIKAM.tenantId, BILLING.description]);
    });

    it('is added all the same where the person wants it', async () => {
      await toReview();
      await adele.says(OTHER);
      shows(await adele.clicks('report.aside', { asideText: OTHER }, { do: 'add' }), t('report.typed.takeAway'));

      assert.equal((await draft()).description, `${BILLING.description}\n${OTHER}`);
      assert.equal((await draft()).tenantId, CONTOSO.tenantId);
    });

    it('lets the person pick where several may be meant', async () => {
      await toReview();
      desk.clock.move(1000);
      const card = await adele.says('Fabrikam has the same trouble');

      shows(card, 'Fabrikam Residences', 'Fabrikam Art');
      await adele.clicks('report.aside', { asideText: 'x', asideCustomer: FABRIKAM.tenantId }, { do: 'new' });
      assert.equal((await draft()).tenantId, FABRIKAM.tenantId);
    });

    it('begins a report of its own where this one has only its first sentence, and says that this one is kept', async () => {
      await adele.says("Contoso can't send mail since 9");
      const mail = await draft();
      desk.clock.move(1000);
      const card = await adele.says(OTHER);

      shows(card, t('report.typed.kept', { report: mail.title ?? '' }));
      assert.equal((await draft()).tenantId, FABRIKAM.tenantId);
      shows(await adele.clicks('report.resume'), t('report.health.title'), 'Contoso');
    });

    it('begins one report of two presses', async () => {
      await toReview();
      desk.clock.move(1000);
      await adele.says(OTHER);
      const button = adele.button('report.aside', { do: 'change' });
      await adele.press(button, { asideText: OTHER });
      const changed = await draft();
      await adele.press(button, { asideText: OTHER });

      assert.equal((await draft()).version, changed.version);
    });
  });

  describe('as an answer', () => {
    for (const word of ['back', 'retour', 'назад']) {
      it(`goes back by ${JSON.stringify(word)}`, async () => {
        await toReview();

        shows(await adele.says(word), t('report.form.title'));
      });
    }

    for (const word of ['yes', 'no', 'oui', 'да', 'нет', 'ok']) {
      it(`is no part of the report when it is ${JSON.stringify(word)}`, async () => {
        const before = await toReview();

        shows(await adele.says(word), t('report.review.title'), t('report.typed.unclear', { text: word }));
        assert.deepEqual(await draft(), before);
      });
    }

    for (const typed of ['another customer', 'un autre client', 'не тот клиент']) {
      it(`asks for the customer by ${JSON.stringify(typed)}`, async () => {
        const before = await toReview();

        shows(await adele.says(typed), t('report.subject.title'));
        assert.equal((await draft()).description, before.description);
      });
    }
  });

  describe('into the description', () => {
    it('is said, and taken out by one press', async () => {
      await toReview();
      const card = await adele.says('asdf');
      shows(card, t('report.typed.added', { field: t('fields.description'), text: 'asdf' }));
      assert.equal((await draft()).description, `${BILLING.description}\nasdf`);
      await adele.clicks('report.takeAway');

      assert.equal((await draft()).description, BILLING.description);
    });

    it('leaves what was written on the card meanwhile', async () => {
      await adele.says('Contoso was billed twice for a cancelled subscription');
      await adele.says('It began in November');
      const button = adele.button('report.takeAway');
      await adele.press(button, { ...BILLING, description: 'My own words' });

      assert.equal((await draft()).description, 'My own words');
    });

    it('is not lost on the first card either', async () => {
      await adele.says('report');
      await adele.says('Contoso lost its licences');
      await adele.says('back to the first sentence of the story');

      assert.match((await draft()).description ?? '', /^Contoso lost its licences\nback to the first/);
    });
  });

  describe('with a customer', () => {
    const understood: readonly (readonly [string, Partial<ReportDraft>])[] = [
      ['Contoso users cant log in to teams', { product: 'microsoft365', nature: 'break-fix' }],
      ['Power BI reports not refreshing for Contoso', { product: 'microsoft365', nature: 'break-fix' }],
      ['Teams calls keep dropping at Contoso', { product: 'microsoft365', nature: 'break-fix' }],
      ['Nobody at Contoso receives mail', { product: 'microsoft365', nature: 'break-fix' }],
      ['Contoso is locked out of admin center', { product: undefined, nature: 'break-fix' }],
      ['Contoso has strange blue lights on the wall', { product: undefined, nature: undefined }],
      ['plus de messagerie chez Contoso', { product: 'microsoft365', nature: 'break-fix' }],
      ['Contoso : Teams rame depuis 9h', { product: 'microsoft365', nature: 'break-fix', since: 'depuis 9h' }],
      ['Contoso a un souci avec SharePoint, ça mouline', { product: 'microsoft365', nature: 'break-fix' }],
      ['Contoso a perdu l’accès à Outlook', { product: 'microsoft365', nature: 'break-fix' }],
      ['plus aucun mail ne part chez Contoso', { product: 'microsoft365', nature: 'break-fix' }],
      ['у Contoso не уходит почта', { product: 'microsoft365', nature: 'break-fix' }],
      ['письма не доходят у Contoso', { product: 'microsoft365', nature: 'break-fix' }],
      ['у Contoso почта легла', { product: 'microsoft365', nature: 'break-fix' }],
      ['не могу подключиться по RDP к серверу Contoso', { product: undefined, nature: 'break-fix' }],
      ['глючит SharePoint у Contoso', { product: 'microsoft365', nature: 'break-fix' }],
      ['у Contoso не синхронизируется OneDrive', { product: 'microsoft365', nature: 'break-fix' }],
      ['у Contoso не сохраняются заказы в Dynamics', { product: 'dynamics365', nature: 'break-fix' }],
    ];
    for (const [text, expected] of understood) {
      it(`is a report: ${JSON.stringify(text)}`, async () => {
        await adele.says(text);

        const found = await draft();
        assert.equal(found.tenantId, CONTOSO.tenantId);
        assert.equal(found.description, text);
        assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, found[key as keyof ReportDraft]])), expected);
      });
    }

    it('is a report of the customer chosen before, to be confirmed', async () => {
      await adele.says('customer Contoso');
      const card = await adele.says('web app in Azure returns 502');

      shows(card, t('report.subject.title'));
      assert.equal(inputOf(card, 'customer')?.['value'], CONTOSO.tenantId);
      assert.equal((await draft()).product, 'azure');
    });

    for (const [text, sentence] of [
      ['contoso', 'Contoso'],
      ['show me Contoso', 'Contoso'],
      ['Contoso health', 'Service health'],
      ['contoso état', 'Service health'],
      ['Contoso requests', 'Requests for Contoso'],
    ] as const) {
      it(`is no report: ${JSON.stringify(text)}`, async () => {
        shows(await adele.says(text), sentence);

        assert.equal(await open(), undefined);
      });
    }

    for (const question of [
      'how do I add a licence for Contoso',
      'comment ajouter une licence chez Contoso ?',
      'как добавить лицензию для Contoso',
    ]) {
      it(`is helped with where it asks: ${JSON.stringify(question)}`, async () => {
        const card = await adele.says(question);

        shows(card, t('notices.question.title'));
        assert.equal(await open(), undefined);
        assert.ok(buttonsOf(card).some(({ data }) => data['command'] === 'admin' && data['tenantId'] === CONTOSO.tenantId));
        await adele.clicks('command', {}, { command: 'report' });
        assert.equal((await draft()).description, question);
      });
    }
  });

  describe('with a name that is misspelt', () => {
    it('never means the customer chosen last, and offers the nearest', async () => {
      await adele.says('customer Contoso');
      const card = await adele.says('fabrkam residences cannot send emails');

      shows(card, t('report.subject.title'), t('problems.not-found'), 'Fabrikam Residences');
      assert.equal(inputOf(card, 'customer')?.['value'], undefined);
      assert.equal((await draft()).tenantId, undefined);
    });

    it('never means the customer chosen last where nobody is called alike', async () => {
      await adele.says('customer Contoso');
      await adele.says('Zzyzx cannot send emails');

      assert.equal((await draft()).tenantId, undefined);
    });

    it('is not mixed with what is told of another customer next', async () => {
      await adele.says('Zzyzx cannot send emails');
      const first = await draft();
      desk.clock.move(1000);
      await adele.says('Contoso cannot open Teams');

      assert.equal((await draft()).description, 'Contoso cannot open Teams');
      assert.equal((await desk.deps.drafts.byId(first.id))?.description, 'Zzyzx cannot send emails');
    });

    it('is asked about while another customer’s report is written', async () => {
      const before = await toReview();

      shows(await adele.says('fabrkam: storage account throws 503'), t('report.aside.title'));
      assert.deepEqual(await draft(), before);
    });
  });

  describe('and not understood', () => {
    it('goes along into the report, with the customer it names', async () => {
      await adele.says('customer Contoso');
      await adele.says('good morning my friends');
      await adele.clicks('command', {}, { command: 'report' });

      assert.equal((await draft()).description, 'good morning my friends');
    });

    for (const [typed, line] of [
      ['helth Contoso', 'health Contoso'],
      ['reqests', 'requests'],
      ['custmers', 'customers'],
      ['custmers cont', 'customers cont'],
      ['incidants Contoso', 'incidents Contoso'],
      ['запрсы', 'запросы'],
    ] as const) {
      it(`is offered as ${JSON.stringify(line)} when it is ${JSON.stringify(typed)}`, async () => {
        const card = await adele.says(typed);

        shows(card, t('notices.did-you-mean.title', { line }));
        assert.equal(await open(), undefined);
      });
    }

    it('is carried out by one press where it was meant so', async () => {
      await adele.says('helth Contoso');

      shows(await adele.clicks('command', {}, { command: 'health' }), 'Service health', 'Contoso');
    });
  });

  describe('as a number', () => {
    let ticket: string;
    beforeEach(() => {
      ticket = `INC-${randomInt(1e9)}`;
    });
    const filed = async (): Promise<string> => {
      await toReview();
      const card = await adele.clicks('report.submit');
      const { requests } = await desk.deps.requests.list({ personId: desk.people.adele.id }, { limit: 1, offset: 0 });
      assert.ok(requests[0], JSON.stringify(card));
      await desk.deps.requests.setOwnTicket(requests[0].id, ticket, 'adele', desk.clock.now());
      return requests[0].reference;
    };

    for (const [how, typedOf] of [
      ['alone', () => ticket],
      ['in small letters', () => ticket.toLowerCase()],
      ['behind the command of the list', () => `requests ${ticket}`],
    ] as const) {
      it(`opens the request: ${how}`, async () => {
        const reference = await filed();

        shows(await adele.says(typedOf()), reference);
      });
    }

    it('opens the request while a report is written, which it is no part of', async () => {
      const reference = await filed();
      const report = await toReview();

      shows(await adele.says(ticket), reference);
      assert.deepEqual(await draft(), report);
    });

    it('is text where there is no such request', async () => {
      await toReview();
      await adele.says('0x80070005');

      assert.match((await draft()).description ?? '', /0x80070005$/);
    });

    it('lists those that are closed', async () => {
      // The newest on the page, whatever other tests have closed.
      desk.clock.move(86_400_000);
      const reference = await filed();
      const { requests } = await desk.deps.requests.list({ personId: desk.people.adele.id }, { limit: 1, offset: 0 });
      await desk.closes(requests[0]?.id ?? '');

      shows(await adele.says('requests closed'), t('requests.stands.closed'), reference);
    });
  });

  describe('about reports begun earlier', () => {
    const begin = async (text: string): Promise<void> => {
      await desk.user(desk.people.adele, { conversationId: 'another chat' }).says(text);
      desk.clock.move(1000);
    };

    it('drops the only one by "cancel", and says which', async () => {
      await begin("Contoso can't send mail");
      shows(await adele.says('cancel'), t('notices.cancelled.title'), "Contoso can't send mail");

      assert.equal(await open(), undefined);
    });

    it('asks which of several, and drops one after the other', async () => {
      await begin("Contoso can't send mail");
      await begin("report Contoso can't open Teams");
      shows(await adele.says('cancel'), t('report.resume.title'), "Contoso can't open Teams");
      shows(await adele.clicks('report.cancel'), t('notices.cancelled.title'), "Contoso can't send mail");
      shows(await adele.clicks('report.cancel'), t('notices.cancelled.title'));

      assert.equal(await open(), undefined);
    });

    it('offers to drop it by "report"', async () => {
      await begin("Contoso can't send mail");
      shows(await adele.says('report'), t('report.resume.title'), t('report.cancel'));
    });

    it('forgets what ended with the answer that somebody else must act, where nothing was typed', async () => {
      await adele.says(`customer ${OWN.name}`);
      await adele.says('report');
      shows(
        await adele.clicks('report.answer', { customer: OWN.tenantId, product: 'azure', nature: 'break-fix', category: 'usage' }),
        t('routes.names.own-plan'),
      );
      desk.clock.move(1000);

      shows(await adele.says('report'), t('report.subject.title'));
      await adele.says('cancel');
      shows(await adele.says('cancel'), t('notices.nothing-to-cancel.title'));
    });

    it('keeps what was typed before such an answer', async () => {
      await adele.says(`${OWN.name} cannot send mail`);
      desk.clock.move(1000);

      shows(await adele.says('report'), t('report.resume.title'), `${OWN.name} cannot send mail`);
    });
  });

  describe('as the bot’s own example', () => {
    const EXAMPLES: Readonly<Record<Locale, RegExp>> = {
      en: /“([^”{]*Contoso[^”]*)”/g,
      fr: /«\u00a0([^»{]*Contoso[^»]*)\u00a0»/g,
      ru: /«([^»{]*Contoso[^»]*)»/g,
    };
    for (const locale of ['en', 'fr', 'ru'] as const) {
      const spoken = words(locale);
      const texts = [
        spoken('welcome.personal'),
        spoken('welcome.team'),
        spoken('help.example'),
        spoken('notices.unknown-input.text', { query: '' }),
      ];
      const examples = [...new Set(texts.flatMap((text) => [...text.matchAll(EXAMPLES[locale])].map((match) => match[1] ?? '')))];

      it(`is found in ${locale}`, () => {
        assert.ok(examples.length >= 2, examples.join());
      });

      for (const example of examples) {
        it(`is understood: ${JSON.stringify(example)}`, async () => {
          const card = await adele.says(example);

          const title = buttonsOf(card).length > 0 ? JSON.stringify(card) : '';
          assert.ok(!title.includes(t('notices.unknown-input.title')), example);
          const inForce = await desk.deps.customers.chosen(desk.people.adele.id, `chat-of-${desk.people.adele.id}`);
          assert.equal(inForce?.tenantId, CONTOSO.tenantId);
        });
      }
    }
  });
});
