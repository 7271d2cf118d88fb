import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isProblemReport, prefill, readIntent, titleOf, type Intent } from '../../src/domain/intent.ts';

describe('readIntent', () => {
  const sentences: readonly (readonly [string, Partial<Intent>])[] = [
    [
      "Contoso can't send mail since 9",
      { product: 'microsoft365', nature: 'break-fix', category: 'performance-availability', since: 'since 9' },
    ],
    ["Contoso's mail is down", { product: 'microsoft365', nature: 'break-fix' }],
    [
      'Contoso was billed twice for a cancelled subscription',
      { product: 'commercial', nature: 'billing', category: 'billing-subscription' },
    ],
    ['The Azure invoice of Fabrikam is wrong', { product: 'azure', nature: 'billing', category: 'billing-subscription' }],
    ['Fraudulent VMs in the Azure subscription of Fabrikam', { product: 'azure', nature: 'fraud' }],
    ['Please add 20 licences for Fabrikam', { product: 'commercial', nature: 'subscription', category: 'billing-subscription' }],
    ['Our Azure subscription shows errors in every VM', { product: 'azure', nature: 'break-fix' }],
    ['How do we set up conditional access in Intune?', { product: 'ems', nature: 'question', category: 'provisioning' }],
    ['Business Central is slow for 35 users', { product: 'dynamics365', nature: 'break-fix', peopleHit: 35 }],
    ['The virtual machine does not start', { product: 'azure', nature: 'break-fix' }],
    ['Virtual machines of Fabrikam do not start', { product: 'azure', nature: 'break-fix' }],
    ['Fabrikam n’accède plus à ses machines virtuelles', { product: 'azure', nature: 'break-fix' }],
    ['Tailspin Toys gets its mail with a delay', { product: 'microsoft365', nature: 'break-fix' }],
    ['La machine virtuelle ne démarre plus', { product: 'azure', nature: 'break-fix' }],
    ['Почта перестала приходить', { product: 'microsoft365', nature: 'break-fix' }],
    ['After the update Outlook crashes', { product: 'microsoft365', nature: 'break-fix', category: 'updates' }],
    ['The marketplace app does not start, error 500', { product: 'marketplace', nature: 'break-fix' }],
    [
      'Les utilisateurs de Contoso ne reçoivent plus de mails depuis ce matin',
      { product: 'microsoft365', nature: 'break-fix', since: 'depuis ce matin' },
    ],
    ['Fabrikam a été facturé deux fois', { product: 'commercial', nature: 'billing' }],
    ['La machine virtuelle de Fabrikam est en panne depuis 14 h', { product: 'azure', nature: 'break-fix', since: 'depuis 14 h' }],
    ['Comment faire pour configurer Intune ?', { product: 'ems', nature: 'question' }],
    ["12 personnes n'arrivent pas à ouvrir SharePoint", { product: 'microsoft365', nature: 'break-fix', peopleHit: 12 }],
    ['У Контосо не работает почта с 9 утра', { product: 'microsoft365', nature: 'break-fix', since: 'с 9 утра' }],
    ['Контосо: со вчера не открывается SharePoint', { product: 'microsoft365', nature: 'break-fix', since: 'со вчера' }],
    ['Фабрикам дважды выставили счёт', { product: 'commercial', nature: 'billing' }],
    ['Проблемы с почтой у 15 сотрудников', { product: 'microsoft365', nature: 'break-fix', since: undefined, peopleHit: 15 }],
    ['Как настроить двухфакторный вход в Intune?', { product: 'ems', nature: 'question' }],
    ['Since 9 nobody at Contoso can open Teams, error 500', { product: 'microsoft365', nature: 'break-fix', since: 'Since 9' }],
    [
      'Since the last update of Outlook it crashes',
      { nature: 'break-fix', category: 'updates', since: 'Since the last update of Outlook' },
    ],
    ['Contoso users cant log in to teams', { product: 'microsoft365', nature: 'break-fix' }],
    ['Office365 is down at Contoso', { product: 'microsoft365', nature: 'break-fix' }],
    ['Dynamics365 of Contoso is down', { product: 'dynamics365', nature: 'break-fix' }],
    ['web app in Azure returns 502', { product: 'azure', nature: 'break-fix' }],
    ['Trey Research: storage account throws 503 since 2 hours', { product: 'azure', nature: 'break-fix', since: 'since 2 hours' }],
    ['Power BI reports not refreshing for Contoso', { product: 'microsoft365', nature: 'break-fix' }],
    ['Teams calls keep dropping at Contoso', { product: 'microsoft365', nature: 'break-fix' }],
    ['Nobody at Contoso receives mail', { product: 'microsoft365', nature: 'break-fix' }],
    ['Contoso is locked out of admin center', { product: undefined, nature: 'break-fix' }],
    ['fabrkam cannot send emails', { product: 'microsoft365', nature: 'break-fix' }],
    ['plus de messagerie chez Contoso', { product: 'microsoft365', nature: 'break-fix' }],
    ['Contoso : Teams rame depuis 9h', { product: 'microsoft365', nature: 'break-fix', since: 'depuis 9h' }],
    ['Contoso a un souci avec SharePoint, ça mouline', { product: 'microsoft365', nature: 'break-fix' }],
    ['Contoso a perdu l’accès à Outlook', { product: 'microsoft365', nature: 'break-fix' }],
    ['plus de 20 utilisateurs de Contoso veulent Teams', { product: 'microsoft365', nature: undefined }],
    ['plus aucun mail ne part chez Contoso', { product: 'microsoft365', nature: 'break-fix' }],
    ['у Contoso не уходит почта', { product: 'microsoft365', nature: 'break-fix' }],
    ['письма не доходят у Contoso', { product: 'microsoft365', nature: 'break-fix' }],
    ['у Contoso почта легла', { product: 'microsoft365', nature: 'break-fix' }],
    ['не могу подключиться по RDP к серверу Contoso', { product: undefined, nature: 'break-fix' }],
    ['глючит SharePoint у Contoso', { product: 'microsoft365', nature: 'break-fix' }],
    ['у Contoso не синхронизируется OneDrive', { product: 'microsoft365', nature: 'break-fix' }],
    ['у Contoso не сохраняются заказы в Dynamics', { product: 'dynamics365', nature: 'break-fix' }],
    ['у Contoso почта не идёт', { product: 'microsoft365', nature: 'break-fix' }],
    ['не знаю, как настроить Teams', { product: 'microsoft365', nature: 'question' }],
    ['good morning', { product: undefined, nature: undefined, category: undefined, since: undefined, peopleHit: undefined }],
    ['', { product: undefined, nature: undefined }],
  ];
  for (const [sentence, expected] of sentences) {
    it(`reads ${JSON.stringify(sentence)}`, () => {
      const intent = readIntent(sentence);

      const read = Object.fromEntries(Object.keys(expected).map((key) => [key, intent[key as keyof Intent]]));
      assert.deepEqual(read, expected);
    });
  }

  it('reads any text without failing, and quickly', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => typeof readIntent(text) === 'object'));
    const begun = process.threadCpuUsage();
    readIntent('не работает почта '.repeat(3000));
    assert.ok(process.threadCpuUsage(begun).user < 500_000, 'in microseconds of the processor’s time');
  });
});

describe('isProblemReport', () => {
  it('wants something wrong and either what with or for whom', () => {
    assert.equal(isProblemReport(readIntent("can't send mail"), false), true);
    assert.equal(isProblemReport(readIntent('everything is down'), true), true);
    assert.equal(isProblemReport(readIntent('everything is down'), false), false);
    assert.equal(isProblemReport(readIntent('Contoso'), true), false);
  });

  for (const question of [
    'How do I share a calendar?',
    'how do I add a licence for Contoso',
    'Comment ajouter une licence pour Contoso ?',
    'как добавить лицензию для Contoso',
    'Can Contoso use Teams Premium?',
  ]) {
    it(`takes ${JSON.stringify(question)} for a question`, () => {
      const intent = readIntent(question);

      assert.deepEqual([intent.asks, isProblemReport(intent, true)], [true, false]);
    });
  }

  for (const report of ['Why is the mail of Contoso so slow?', 'How come Outlook crashes?', 'Why was Contoso billed twice?']) {
    it(`takes ${JSON.stringify(report)} for a report`, () => {
      assert.equal(isProblemReport(readIntent(report), true), true);
    });
  }
});

describe('prefill', () => {
  it('keeps what is known already', () => {
    const fields = prefill('Outlook crashes', { product: 'azure', title: 'Mine' });

    assert.equal(fields.product, 'azure');
    assert.equal(fields.title, 'Mine');
    assert.equal(fields.description, 'Outlook crashes');
  });

  it('leaves everything open when nothing was said', () => {
    assert.deepEqual(prefill('  \0 '), {});
  });
});

describe('titleOf', () => {
  it('takes the first sentence', () => {
    assert.equal(titleOf('Mail is down. It began at 9.'), 'Mail is down.');
  });

  it('cuts a long one between words', () => {
    const title = titleOf('word '.repeat(100));

    assert.match(title, /^(word )+word…$/);
    assert.ok(title.length <= 120);
  });

  it('leaves no half character', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 100, maxLength: 300 }), (text) => titleOf(text).isWellFormed()));
  });
});
