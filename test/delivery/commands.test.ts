import assert from 'node:assert/strict';
import fc from 'fast-check';
import manifestFr from '../../manifest/fr.json' with { type: 'json' };
import manifest from '../../manifest/manifest.json' with { type: 'json' };
import manifestRu from '../../manifest/ru.json' with { type: 'json' };
import { commandParser } from '../../src/delivery/commands.ts';
import type { Command } from '../../src/domain/command.ts';
import { COMMAND_WORDS, FILTER_WORDS } from '../../src/locales/command-words.ts';

const parse = commandParser(COMMAND_WORDS, FILTER_WORDS);

describe('commandParser', () => {
  const understood: readonly (readonly [string, Command])[] = [
    ['help', { name: 'help' }],
    ['  HELP!  ', { name: 'help' }],
    ['Aide', { name: 'help' }],
    ['помощь', { name: 'help' }],
    ['who am I?', { name: 'whoami' }],
    ['Qui suis-je ?', { name: 'whoami' }],
    ['кто я', { name: 'whoami' }],
    ['cancel', { name: 'cancel' }],
    ['arreter', { name: 'cancel' }],
    ['отмена', { name: 'cancel' }],
    ['language', { name: 'language', locale: undefined }],
    ['language French', { name: 'language', locale: 'fr' }],
    ['langue русский', { name: 'language', locale: 'ru' }],
    ['язык en', { name: 'language', locale: 'en' }],
    ['English', { name: 'language', locale: 'en' }],
    ['language Klingon', { name: 'language', locale: undefined }],
    ['customers fab', { name: 'customers', text: 'fab' }],
    ['mes clients', { name: 'customers', text: '' }],
    ['customer Contoso', { name: 'customer', text: 'Contoso' }],
    ['Client : Contoso SA', { name: 'customer', text: 'Contoso SA' }],
    ['клиент Фабрикам', { name: 'customer', text: 'Фабрикам' }],
    ['health', { name: 'health', customer: '' }],
    ['health of Contoso', { name: 'health', customer: 'Contoso' }],
    ['ÉTAT des services chez Contoso', { name: 'health', customer: 'Contoso' }],
    ['etat Contoso', { name: 'health', customer: 'Contoso' }],
    ['intégrité Contoso', { name: 'health', customer: 'Contoso' }],
    ['состояние служб Contoso', { name: 'health', customer: 'Contoso' }],
    ["report Contoso's mail is down", { name: 'report', text: "Contoso's mail is down" }],
    ['report a problem', { name: 'report', text: '' }],
    ['signaler un problème: Contoso ne reçoit plus de mails', { name: 'report', text: 'Contoso ne reçoit plus de mails' }],
    ['сообщить о проблеме', { name: 'report', text: '' }],
    ['requests', { name: 'requests', filter: '' }],
    ['requests open', { name: 'requests', filter: 'open' }],
    ['demandes toutes', { name: 'requests', filter: 'all' }],
    ['запросы мои', { name: 'requests', filter: 'mine' }],
    ['requests for Fabrikam', { name: 'requests', filter: 'Fabrikam' }],
    ['requests waiting', { name: 'requests', filter: 'waiting' }],
    ['demandes en attente de nous', { name: 'requests', filter: 'waiting' }],
    ['обращения ждут нас', { name: 'requests', filter: 'waiting' }],
    ['requests open Fabrikam', { name: 'requests', filter: 'open', customer: 'Fabrikam' }],
    ['requests for Fabrikam Residences waiting', { name: 'requests', filter: 'waiting', customer: 'Fabrikam Residences' }],
    ['demandes à traiter de Fabrikam', { name: 'requests', filter: 'waiting', customer: 'Fabrikam' }],
    ['azure requests', { name: 'requests', filter: 'azure' }],
    ['Azure requests for Contoso', { name: 'requests', filter: 'azure', customer: 'Contoso' }],
    ['azure tickets Fabrikam Residences', { name: 'requests', filter: 'azure', customer: 'Fabrikam Residences' }],
    ['requests azure contoso', { name: 'requests', filter: 'azure', customer: 'contoso' }],
    ['requests for Contoso at Azure', { name: 'requests', filter: 'azure', customer: 'Contoso' }],
    ['demandes Azure de Contoso', { name: 'requests', filter: 'azure', customer: 'Contoso' }],
    ['mes demandes chez Azure', { name: 'requests', filter: 'azure' }],
    ['tickets d’Azure pour Contoso', { name: 'requests', filter: 'azure', customer: 'Contoso' }],
    ['запросы в Azure у Contoso', { name: 'requests', filter: 'azure', customer: 'Contoso' }],
    ['заявки Contoso в поддержке Azure', { name: 'requests', filter: 'azure', customer: 'Contoso' }],
    ['requests closed', { name: 'requests', filter: 'closed' }],
    ['closed requests of Contoso', { name: 'requests', filter: 'closed', customer: 'Contoso' }],
    ['requests mine open', { name: 'requests', filter: '' }],
    ['requests open mine', { name: 'requests', filter: '' }],
    ['my open requests', { name: 'requests', filter: '' }],
    ['open requests', { name: 'requests', filter: 'open' }],
    ['my requests', { name: 'requests', filter: '' }],
    ['my requests closed', { name: 'requests', filter: 'mine' }],
    ['demandes ouvertes', { name: 'requests', filter: 'open' }],
    ['mes demandes ouvertes', { name: 'requests', filter: '' }],
    ['demandes closes', { name: 'requests', filter: 'closed' }],
    ['открытые обращения', { name: 'requests', filter: 'open' }],
    ['мои открытые заявки', { name: 'requests', filter: '' }],
    ['закрытые запросы Contoso', { name: 'requests', filter: 'closed', customer: 'Contoso' }],
    ['2611210010000001', { name: 'request', id: '2611210010000001' }],
    ['TrackingID#2611210010000001', { name: 'request', id: '2611210010000001' }],
    ['status PSR-7K3M9Q', { name: 'request', id: 'PSR-7K3M9Q' }],
    ['état psr-7k3m9q', { name: 'request', id: 'PSR-7K3M9Q' }],
    ['requests PSR-7K3M9Q', { name: 'request', id: 'PSR-7K3M9Q' }],
    ['request PSR-7K3M9Q', { name: 'request', id: 'PSR-7K3M9Q' }],
    ['psr-7k3m9q', { name: 'request', id: 'PSR-7K3M9Q' }],
    [' CASE-7K3M9Q ', { name: 'case', id: 'CASE-7K3M9Q' }],
    ['demande n°615-2', { name: 'request', id: 'n°615-2' }],
    ['запрос 119120116000123', { name: 'request', id: '119120116000123' }],
    ['request psr-jmqtqm', { name: 'request', id: 'psr-jmqtqm' }],
    ['request #615', { name: 'request', id: '615' }],
    ['request', { name: 'requests', filter: '' }],
    ['incident ex1083742', { name: 'incident', id: 'EX1083742' }],
    ['incident chez Contoso', { name: 'incidents', customer: 'Contoso' }],
    ['открытые проблемы у Contoso', { name: 'incidents', customer: 'Contoso' }],
    ['my access to Contoso', { name: 'access', customer: 'Contoso' }],
    ['accès à Contoso', { name: 'access', customer: 'Contoso' }],
    ['доступ к Contoso', { name: 'access', customer: 'Contoso' }],
    ['access A. Datum', { name: 'access', customer: 'A. Datum' }],
    ['access Missing Link', { name: 'access', customer: 'Missing Link' }],
    ['admin Contoso Exchange', { name: 'admin', text: 'Contoso Exchange' }],
    ['админ Contoso', { name: 'admin', text: 'Contoso' }],
    ['request open', { name: 'requests', filter: 'open' }],
    ['cases', { name: 'cases', filter: '' }],
    ['my cases', { name: 'cases', filter: 'mine' }],
    ['Mes dossiers', { name: 'cases', filter: 'mine' }],
    ['мои кейсы', { name: 'cases', filter: 'mine' }],
    ['open cases of Contoso', { name: 'cases', filter: 'Contoso' }],
    ['dossier CASE-7K3M9Q', { name: 'case', id: 'CASE-7K3M9Q' }],
    ['who is on duty?', { name: 'oncall', text: '' }],
    ['qui est de garde ?', { name: 'oncall', text: '' }],
    ['кто дежурит', { name: 'oncall', text: '' }],
    ['who is on call for Azure', { name: 'oncall', text: 'Azure' }],
    ['escalade configurer', { name: 'escalation', text: 'setup' }],
    ['статистика за октябрь', { name: 'statistics', text: 'октябрь' }],
    ['escalate Contoso mail is down since 9', { name: 'escalate', text: 'Contoso mail is down since 9' }],
  ];
  for (const [typed, command] of understood) {
    it(`understands ${JSON.stringify(typed)} as ${command.name} (B75)`, () => {
      assert.deepEqual(parse(typed), command);
    });
  }

  const prose = [
    "help, Contoso's mail is down",
    'cancel the subscription of Contoso',
    'customers cannot log in since this morning',
    "customer Contoso can't send mail since 9",
    'request a refund for Contoso',
    'hello everybody',
    "clients de Contoso : l'accès ne fonctionne plus",
    'клиенты жалуются, что почта не работает',
    "Contoso's mail is down",
    'access denied for a user at Contoso',
    'access to SharePoint is broken',
    'permissions are wrong in SharePoint',
    'admin cannot log in',
    'portal is slow today',
    'incident: mail is down',
    'incident at Contoso since 9',
    'issue with Teams calls',
    'Issue: Outlook crashes',
    'issues since this morning',
    'status is wrong',
    'customer is angry',
    'accès refusé chez Contoso',
    'case in point: mail is down at Contoso',
    'dossier partagé de Contoso inaccessible',
    'accès bloqué chez Contoso',
    'mes accès ne marchent plus',
    'incident sur Exchange chez Contoso',
    'incident chez Contoso depuis 9h',
    'avis de paiement erroné',
    'portail Azure inaccessible',
    'portail inaccessible chez Contoso',
    'доступ пропал у Contoso',
    'доступ закрыт',
    'права доступа не работают',
    'инцидент: почта не работает',
    'инцидент с почтой у Contoso',
    'инцидент у Contoso с утра',
    'уведомления о счетах',
    'уведомления Teams пропали',
    'портал не открывается',
    'админ не может войти',
    '',
    '   ',
    '!!!',
  ];
  for (const typed of prose) {
    it(`takes ${JSON.stringify(typed)} as text`, () => {
      assert.equal(parse(typed), undefined);
    });
  }

  it('understands every example of the command lists', () => {
    const examples = JSON.stringify([manifest, manifestFr, manifestRu]).matchAll(/[^"]*: ([^":]*Contoso[^"]*)"/g);
    const found = [...examples].map((match) => match[1] ?? '');

    assert.ok(found.length >= 20, `${found.length}`);
    assert.deepEqual(
      found.filter((example) => parse(example) === undefined),
      [],
    );
  });

  it('takes any text at all without failing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('request ', 'health ').chain((start) => fc.string().map((end) => start + end)),
        ),
        (text) => {
          const command = parse(text);
          return command === undefined || COMMAND_WORDS.some(({ name }) => name === command.name);
        },
      ),
    );
  });
});
