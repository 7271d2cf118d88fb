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

  it('wants both of a question', () => {
    const question = readIntent('How do I share a calendar?');

    assert.deepEqual([isProblemReport(question, false), isProblemReport(question, true)], [false, true]);
  });
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
