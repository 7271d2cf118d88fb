import assert from 'node:assert/strict';
import { ERROR_CODES, BACK_ENDS } from '../../src/domain/errors.ts';
import { HEALTH_REMEDIES } from '../../src/domain/health-remedy.ts';
import { FILING_ROUTES, ROUTE_COSTS, ROUTE_NEEDS, ROUTE_NEXTS, ROUTE_REASONS } from '../../src/domain/filing-route.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { ESCALATION_CRITERIA, PROBLEM_CATEGORIES } from '../../src/domain/problem-category.ts';
import { NATURES, PRODUCTS } from '../../src/domain/product.ts';
import { REPORT_FIELDS } from '../../src/domain/report-problems.ts';
import { ABILITIES } from '../../src/domain/permissions.ts';
import { PARTNER_ROLES } from '../../src/domain/roles.ts';
import { ROUTE_NOTES } from '../../src/domain/route-notes.ts';
import { HEALTH_STATUSES } from '../../src/domain/service-health.ts';
import { DESK_STATUSES, REQUEST_REMARKS, REQUEST_STATES } from '../../src/domain/service-request.ts';
import { AFFECTED, IMPACTS, SEVERITIES, SEVERITY_REASONS, YES_OR_NO } from '../../src/domain/severity.ts';
import { words, type SentenceKey } from '../../src/locales/words.ts';

function said(keys: readonly SentenceKey[]): void {
  for (const locale of LOCALES) for (const key of keys) assert.notEqual(words(locale)(key, {}), key, `${locale} ${key}`);
}

describe('words', () => {
  it('say every error: what happened, what it means, what to do next', () => {
    said(ERROR_CODES.flatMap((code) => [`errors.${code}.what`, `errors.${code}.means`, `errors.${code}.next`] as const));
    said(BACK_ENDS.map((backEnd) => `backEnds.${backEnd}` as const));
    said(HEALTH_REMEDIES.flatMap((remedy) => [`board.remedies.${remedy}.means`, `board.remedies.${remedy}.next`] as const));
  });

  it('say every way a problem can go, its reason, cost, needs and next step, its notes (B72)', () => {
    said(FILING_ROUTES.flatMap((route) => [`routes.names.${route}`, `routes.meanings.${route}`] as const));
    said(ROUTE_REASONS.map((reason) => `routes.reasons.${reason}` as const));
    said(ROUTE_NOTES.map((note) => `routes.notes.${note}` as const));
    said(ROUTE_COSTS.map((cost) => `routes.costs.${cost}` as const));
    said(ROUTE_NEEDS.map((need) => `routes.needs.${need}` as const));
    said(ROUTE_NEXTS.map((next) => `routes.next.${next}` as const));
  });

  it('say every choice of the report (B22, B23, B54, B62)', () => {
    said([...PRODUCTS.map((each) => `products.${each}` as const), ...NATURES.map((each) => `natures.${each}` as const)]);
    said([
      ...PROBLEM_CATEGORIES.map((each) => `categories.${each}` as const),
      ...ESCALATION_CRITERIA.map((each) => `criteria.${each}` as const),
    ]);
    said([...IMPACTS.map((each) => `impacts.${each}` as const), ...REPORT_FIELDS.map((each) => `fields.${each}` as const)]);
    said(SEVERITIES.flatMap((each) => [`severities.${each}.name`, `severities.${each}.definition`] as const));
    said(YES_OR_NO.flatMap((each) => [`impact.choices.ongoing.${each}`, `impact.said.ongoing.${each}`] as const));
    said(AFFECTED.flatMap((each) => [`impact.choices.affected.${each}`, `impact.said.affected.${each}`] as const));
    said([
      ...SEVERITY_REASONS.map((each) => `impact.reasons.${each}` as const),
      ...REQUEST_REMARKS.map((each) => `impact.remarks.${each}` as const),
    ]);
  });

  it('say every role, ability, health status and state of a request', () => {
    said([...PARTNER_ROLES.map((each) => `roles.${each}` as const), ...ABILITIES.map((each) => `abilities.${each}` as const)]);
    said([...HEALTH_STATUSES, 'unknown' as const].map((each) => `statuses.${each}` as const));
    said([
      ...REQUEST_STATES.flatMap((each) => [`states.${each}`, `request.says.${each}`] as const),
      ...DESK_STATUSES.map((each) => `deskStatuses.${each}` as const),
    ]);
  });

  it('choose the plural by the rules of the language', () => {
    const found = (locale: (typeof LOCALES)[number]) => [1, 2, 5, 21, 22].map((count) => words(locale)('report.problems', { count }));

    assert.deepEqual(found('ru'), [
      'Осталось дополнить или исправить 1 пункт',
      'Осталось дополнить или исправить 2 пункта',
      'Осталось дополнить или исправить 5 пунктов',
      'Осталось дополнить или исправить 21 пункт',
      'Осталось дополнить или исправить 22 пункта',
    ]);
    assert.equal(new Set(found('en')).size, 5);
    assert.match(words('fr')('customers.found', { count: 0, query: 'x' }), /^0 client correspond/);
  });

  it('put in values as they are, without looking for placeholders or other sentences in them', () => {
    const query = '{{query}} $t(words.back) $& $1 <b> ${x}';

    for (const locale of LOCALES) assert.ok(words(locale)('notices.unknown-input.text', { query }).includes(query), locale);
  });
});
