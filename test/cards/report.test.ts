import assert from 'node:assert/strict';
import { reportFormCard, type ReportFormView } from '../../cards/report-form.ts';
import { reportHealthCard } from '../../cards/report-health.ts';
import { reportReviewCard } from '../../cards/report-review.ts';
import { reportSubjectCard } from '../../cards/report-subject.ts';
import { routeAdviceCard } from '../../cards/route-advice.ts';
import { resumeDraftCard } from '../../cards/resume-draft.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import type { Product } from '../../src/domain/product.ts';
import { firstResponseTarget } from '../../src/domain/response-clock.ts';
import { SEVERITIES } from '../../src/domain/severity.ts';
import { words } from '../../src/locales/words.ts';
import { buttonOn, buttonsOn, inputsOn, partOn, textsOn, verbsOn } from './looking.ts';
import {
  ADMIN_CENTER,
  answerFor,
  COMMERCIAL,
  customerNamed,
  EMPTY_DRAFT,
  FILED,
  FULL_DRAFT,
  HEALTHY,
  issueTitled,
  NOW,
  OWN_PLAN,
  PUBLISHER,
  TIME_ZONE,
  TROUBLED,
} from './sample-data.ts';

const t = words('en');
const CUSTOMER = customerNamed('Contoso');
const CONTACT = { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined };

function form(over: Partial<ReportFormView>, locale: (typeof LOCALES)[number] = 'en') {
  return reportFormCard(locale, {
    draft: FULL_DRAFT,
    customer: CUSTOMER,
    answer: COMMERCIAL,
    contact: CONTACT,
    topics: [],
    similar: [],
    timeZone: TIME_ZONE,
    problems: [],
    ...over,
  });
}

describe('the report, card 1', () => {
  it('shows the chosen customer by name, with the recent ones, and searches the rest', () => {
    const card = reportSubjectCard('en', {
      draft: FULL_DRAFT,
      customer: CUSTOMER,
      closed: false,
      recent: [CUSTOMER, { ...customerNamed('Fabrikam'), tenantId: 'f' }],
      problems: [],
    });
    const { customer } = inputsOn(card);

    assert.equal(customer?.value, CUSTOMER.tenantId);
    assert.deepEqual(
      customer?.choices.map(({ value }) => value),
      [CUSTOMER.tenantId, 'f'],
    );
    assert.deepEqual(Reflect.get(customer ?? {}, 'choices.data'), { type: 'Data.Query', dataset: 'customers' });
  });

  it('fills in what the draft knows and leaves the rest open', () => {
    const empty = inputsOn(reportSubjectCard('en', { draft: EMPTY_DRAFT, customer: undefined, closed: false, recent: [], problems: [] }));
    const full = inputsOn(reportSubjectCard('en', { draft: FULL_DRAFT, customer: CUSTOMER, closed: false, recent: [], problems: [] }));

    assert.deepEqual(
      Object.values(empty).map(({ value }) => value),
      [undefined, undefined, undefined, undefined, undefined],
    );
    assert.deepEqual(
      Object.values(full).map(({ value }) => value),
      [CUSTOMER.tenantId, FULL_DRAFT.title, 'microsoft365', 'break-fix', 'performance-availability'],
    );
  });

  it('says a problem on top and at its field', () => {
    const card = reportSubjectCard('en', {
      draft: EMPTY_DRAFT,
      customer: undefined,
      closed: false,
      recent: [],
      problems: [{ field: 'product', problem: 'missing' }],
    });

    assert.match(inputsOn(card)['product']?.label ?? '', new RegExp(t('problems.missing')));
    assert.equal(textsOn(card).split(t('problems.missing')).length, 3);
  });
});

describe('the report, card 2', () => {
  const view = {
    draft: FULL_DRAFT,
    customer: CUSTOMER,
    answer: ADMIN_CENTER,
    similar: [],
    issues: [],
    others: [],
    snapshot: HEALTHY,
    failure: undefined,
    now: NOW,
    timeZone: TIME_ZONE,
    problems: [],
  };

  it('offers each open issue as the cause (B19)', () => {
    const card = reportHealthCard('en', { ...view, snapshot: TROUBLED, issues: [issueTitled('One'), issueTitled('Two', { id: 'SP1' })] });
    const linking = buttonsOn(card).filter(({ verb }) => verb === 'report.linkIssue');

    assert.deepEqual(
      linking.map(({ data }) => data),
      [
        { draftId: FULL_DRAFT.id, version: 7, issueId: 'EX842196' },
        { draftId: FULL_DRAFT.id, version: 7, issueId: 'SP1' },
      ],
    );
  });

  it('says "no open issue" only when that is known', () => {
    const none = t('report.health.none', { product: t('products.microsoft365') });

    assert.ok(textsOn(reportHealthCard('en', view)).includes(none));
    const unknown = textsOn(reportHealthCard('en', { ...view, snapshot: undefined, failure: { code: 'UNAVAILABLE', errorId: 'x1' } }));
    assert.ok(!unknown.includes(none));
    assert.ok(unknown.includes(t('health.notKnown')));
  });

  it('says where to look when nobody can be asked about the product', () => {
    const texts = textsOn(reportHealthCard('en', { ...view, draft: { ...FULL_DRAFT, product: 'azure' }, snapshot: undefined }));

    assert.ok(texts.includes(t('report.health.notSeen', { product: 'Azure' })));
    assert.ok(!texts.includes(t('health.notKnownText')));
  });

  it('leads to where Azure tells its own health (B19)', () => {
    const azureHealth = { url: 'https://portal.azure.com/contoso.example#health', portal: 'Azure portal' };
    const card = reportHealthCard('en', { ...view, draft: { ...FULL_DRAFT, product: 'azure' }, snapshot: undefined, azureHealth });

    assert.ok(buttonsOn(card).some(({ url, title }) => url === azureHealth.url && title === t('administer.azureHealth')));
  });

  it('links Microsoft’s page of the criteria beside the question, and that of the health check (B20, B22)', () => {
    const texts = textsOn(reportHealthCard('en', view));

    assert.match(texts, /escalate-problems-to-microsoft\)/);
    assert.match(texts, /check-service-health\)/);
  });

  it('asks for the reason and for what was tried (B22, B24)', () => {
    const { criterion, tried } = inputsOn(reportHealthCard('en', view));

    assert.equal(criterion?.choices.length, 6);
    assert.equal(tried?.value, FULL_DRAFT.tried);
  });
});

describe('the report, card 3', () => {
  it('gives the answer before the form, with its notes as distinct blocks (B49, B59, B72, B73)', () => {
    const texts = textsOn(form({}));

    assert.ok(texts.indexOf(t('routes.names.partner-center')) < texts.indexOf(t('fields.affected')));
    assert.ok(texts.includes(`**${t('routes.kinds.tip')}** · ${t('routes.notes.own-contact')}`));
    assert.ok(texts.includes(t('routes.notes.english-only-target')) && texts.includes(t('routes.notes.no-phone-filing')));
  });

  it('shows A, B and C with definition and first-response target, in every language (B54–B57)', () => {
    for (const locale of LOCALES) {
      const say = words(locale);
      const card = form({}, locale);
      const { severity } = inputsOn(card);
      for (const [index, each] of SEVERITIES.entries()) {
        const target = say('targets.hours', { count: [2, 4, 8][index] ?? 0 });
        assert.ok(severity?.choices[index]?.title.includes(say(`severities.${each}.definition`)));
        assert.ok(severity?.choices[index]?.title.includes(target));
      }
      assert.ok(textsOn(form({ answer: ADMIN_CENTER }, locale)).includes(say('impact.hours', { critical: 2, moderate: 4, minimal: 8 })));
    }
  });

  it('asks who cannot work, whether it is production and whether there is another way, nothing chosen beforehand (B54)', () => {
    const { affected, production, workaround, impact } = inputsOn(form({ draft: EMPTY_DRAFT }));

    assert.deepEqual([affected?.choices.length, production?.choices.length, workaround?.choices.length], [4, 2, 2]);
    assert.deepEqual([affected?.value, production?.value, workaround?.value, impact], [undefined, undefined, undefined, undefined]);
  });

  it('shows what was answered, and the severity that follows with its reason (B54)', () => {
    const card = form({});
    const { affected, production, workaround } = inputsOn(card);

    assert.deepEqual([affected?.value, production?.value, workaround?.value], ['group', 'yes', 'no']);
    assert.ok(textsOn(card).includes(t('impact.proposed', { severity: 'B', reason: t('impact.reasons.group-stopped') })));
  });

  it('asks anew in a draft of an earlier release, whose severity followed from another question', () => {
    const draft = { ...FULL_DRAFT, affected: undefined, production: undefined, workaround: undefined };

    assert.equal(inputsOn(form({ draft }))['severity']?.value, undefined);
    assert.ok(textsOn(form({ draft })).includes(t('impact.willPropose')));
  });

  it('promises one business day, once, for what is not broken (B60)', () => {
    const texts = textsOn(form({ draft: { ...FULL_DRAFT, nature: 'billing' } }));

    assert.equal(texts.split(t('targets.business-days', { count: 1 })).length, 2);
    assert.doesNotMatch(texts, /within [248] hours/);
  });

  it('unfolds the severity where it differs from what the impact suggests, or its reason is missing (B54)', () => {
    const shown = (card: object) => partOn(card, 'severityChoice')?.['isVisible'];

    assert.equal(shown(form({})), false);
    assert.equal(shown(form({ draft: { ...FULL_DRAFT, severity: 'critical' } })), true);
    assert.equal(shown(form({ problems: [{ field: 'severityReason', problem: 'reason-needed' }] })), true);
    assert.equal(inputsOn(form({}))['severity']?.value, undefined);
    assert.equal(inputsOn(form({ draft: { ...FULL_DRAFT, severity: 'critical' } }))['severity']?.value, 'critical');
  });

  it('fills in the contact, folded while it is complete and accepted (B31, B35)', () => {
    const shown = (card: object) => partOn(card, 'contactInputs')?.['isVisible'];

    assert.equal(inputsOn(form({}))['contactEmail']?.value, CONTACT.email);
    assert.equal(shown(form({})), false);
    assert.equal(shown(form({ contact: { ...CONTACT, surname: '' } })), true);
    assert.equal(shown(form({ problems: [{ field: 'contactEmail', problem: 'address-of-customer' }] })), true);
  });

  it('asks for the topic only where the way needs one and there are some', () => {
    const topics = [{ id: 't1', name: 'Billing', description: '' }];

    assert.deepEqual(inputsOn(form({ topics }))['topicId']?.choices, [{ title: 'Billing', value: 't1' }]);
    assert.equal(inputsOn(form({ topics, answer: ADMIN_CENTER }))['topicId'], undefined);
    assert.equal(inputsOn(form({}))['topicId'], undefined);
    assert.ok(textsOn(form({})).includes(t('report.form.noTopics')));
  });

  it('keeps every character of a long description', () => {
    const description = 'line\n'.repeat(1599);

    assert.equal(inputsOn(form({ draft: { ...FULL_DRAFT, description } }))['description']?.value, description.trim());
  });
});

describe('the report, card 4', () => {
  const target = firstResponseTarget('break-fix', 'moderate', 'fr');

  function review(over: object) {
    return reportReviewCard('en', {
      draft: FULL_DRAFT,
      customer: CUSTOMER,
      answer: COMMERCIAL,
      target,
      topicName: undefined,
      problems: [],
      ...over,
    });
  }

  it('says the severity with its reason, and what was proposed where another one was chosen (B54)', () => {
    const reason = t('impact.reasons.group-stopped');

    assert.ok(textsOn(review({})).includes(t('impact.because', { severity: 'B', reason })));
    const changed = textsOn(review({ draft: { ...FULL_DRAFT, severity: 'critical', severityReason: 'Payday' } }));
    assert.ok(changed.includes(t('impact.chosen', { severity: 'A', proposed: 'B', reason })));
    assert.ok(changed.includes('Payday'));
  });

  it('lets each part be changed', () => {
    const edits = buttonsOn(review({})).filter(({ verb }) => verb === 'report.edit');

    assert.deepEqual(
      edits.map(({ data }) => data),
      ['subject', 'health', 'form'].map((step) => ({ draftId: FULL_DRAFT.id, version: 7, step })),
    );
  });

  it('leaves out the reasons where they were not asked', () => {
    assert.equal(
      buttonsOn(review({ draft: { ...FULL_DRAFT, criterion: undefined } })).filter(({ verb }) => verb === 'report.edit').length,
      2,
    );
  });

  it('says that the target holds in English only (B59)', () => {
    assert.ok(textsOn(review({})).includes(t('targets.englishOnly', { target: t('targets.hours', { count: 4 }) })));
  });

  it('calls the last step by what it does: send, or prepare for the portal', () => {
    assert.equal(buttonOn(review({}), 'report.submit').title, t('report.review.submit'));
    assert.equal(buttonOn(review({ answer: ADMIN_CENTER }), 'report.submit').title, t('report.review.handOver'));
  });
});

describe('the buttons of a report', () => {
  it('take along what is typed, except the one that drops it', () => {
    for (const card of [
      form({ similar: [FILED] }),
      reportSubjectCard('en', { draft: FULL_DRAFT, customer: undefined, closed: false, recent: [], problems: [] }),
    ]) {
      for (const { verb, associatedInputs } of buttonsOn(card))
        if (verb !== undefined) assert.equal(associatedInputs, verb === 'report.cancel' ? 'none' : undefined, JSON.stringify(verb));
    }
  });

  it('are not held up by an input that is still empty: the answer says what is missing, and a mark that it is needed', () => {
    assert.doesNotMatch(JSON.stringify(form({})), /isRequired/);
    assert.ok(textsOn(form({})).includes(`${t('fields.description')} *`));
  });

  it('carry the draft and its version, so that an old card changes nothing', () => {
    assert.deepEqual(buttonOn(form({}), 'report.answer').data, { draftId: FULL_DRAFT.id, version: 7, step: 'form' });
    assert.deepEqual(buttonOn(form({}), 'report.cancel').data, { draftId: FULL_DRAFT.id, version: 7 });
  });
});

describe('a report that is not filed', () => {
  const NOTHING_KNOWN = { colleagues: [], health: undefined, similar: [], mayAskExperts: true, now: NOW, timeZone: TIME_ZONE };

  it('names the publisher’s help and where to find it (B39, B40)', () => {
    const card = routeAdviceCard('en', { draft: FULL_DRAFT, customer: CUSTOMER, answer: PUBLISHER, ...NOTHING_KNOWN });

    assert.ok(textsOn(card).includes(t('routes.notes.find-publisher-contact')));
    assert.ok(!verbsOn(card).includes('report.submit'));
  });

  it('says of what CSP support covers that it is free, for partners and customers on trial too (B45, B47)', () => {
    for (const locale of LOCALES) {
      const answer = answerFor({ product: 'microsoft365' });
      const card = reportHealthCard(locale, {
        draft: FULL_DRAFT,
        customer: CUSTOMER,
        answer,
        similar: [],
        issues: [],
        others: [],
        snapshot: HEALTHY,
        failure: undefined,
        now: NOW,
        timeZone: TIME_ZONE,
        problems: [],
      });

      assert.ok(textsOn(card).includes(words(locale)('routes.costs.included')), locale);
    }
    assert.match(t('routes.costs.included'), /you and for the customer, paid or on trial/);
  });

  it('tells what CSP support covers where it does not cover this (B42)', () => {
    for (const answer of [PUBLISHER, OWN_PLAN])
      assert.ok(
        textsOn(routeAdviceCard('en', { draft: FULL_DRAFT, customer: CUSTOMER, answer, ...NOTHING_KNOWN })).includes(
          t('routes.notes.what-is-covered'),
        ),
      );
  });

  it('leads who supports the customer alone on to Microsoft’s pages: training (B69), the service’s own requirements (B70), the five subjects (B71)', () => {
    const own = (product: Product) =>
      routeAdviceCard('en', {
        draft: { ...FULL_DRAFT, product },
        customer: CUSTOMER,
        answer: answerFor({ product, plans: ['advanced'], criterion: 'none' }),
        ...NOTHING_KNOWN,
      });
    const linked = (product: Product) => buttonsOn(own(product)).map(({ url }) => String(url));

    assert.ok(linked('ems').some((url) => url.endsWith('/increasing-adoption-and-satisfaction')));
    for (const [product, anchor] of [
      ['dynamics365', '#M30'],
      ['azure', '#M31'],
      ['microsoft365', '#M32'],
      ['ems', '#M32'],
    ] as const)
      assert.ok(
        linked(product).some((url) => url.endsWith(anchor)),
        product,
      );
    const texts = textsOn(own('azure'));
    for (const page of [
      'customer-support',
      'billing-support',
      'technical-support',
      'customer-communication',
      'customer-self-support',
      'escalate-problems',
    ] as const)
      assert.ok(texts.includes(`[${t(`pages.${page}`)}](https://learn.microsoft.com/`), page);
    assert.ok(texts.includes(t('routes.notes.relationship-is-yours')));
  });

  it('takes along what was written for the colleague, whichever button is pressed', () => {
    const card = routeAdviceCard('en', { draft: FULL_DRAFT, customer: CUSTOMER, answer: OWN_PLAN, ...NOTHING_KNOWN });

    assert.ok(verbsOn(card).includes('report.back'));
    for (const { verb, associatedInputs } of buttonsOn(card)) assert.equal(associatedInputs, undefined, String(verb));
  });

  it('links the FAQ for the own tenant (B44, B52)', () => {
    const card = routeAdviceCard('en', { draft: FULL_DRAFT, customer: CUSTOMER, answer: OWN_PLAN, ...NOTHING_KNOWN });

    assert.ok(buttonsOn(card).some(({ url }) => String(url).includes('LinkId=717532')));
  });

  it('can be gone on with, begun anew or dropped', () => {
    const card = resumeDraftCard('en', { draft: FULL_DRAFT, customer: CUSTOMER, now: NOW, timeZone: TIME_ZONE });

    assert.deepEqual(verbsOn(card), ['report.resume', 'report.restart', 'report.cancel']);
    assert.match(textsOn(card), /25 minutes ago/);
  });
});
