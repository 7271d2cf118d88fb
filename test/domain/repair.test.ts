import assert from 'node:assert/strict';
import { ADMIN_SERVICES } from '../../src/domain/admin-service.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { PROBLEM_CATEGORIES } from '../../src/domain/problem-category.ts';
import { repairOf, REPAIR_IDS, REPAIRS_DATE, repairsOf } from '../../src/domain/repair.ts';
import { repairSteps } from '../../src/locales/repair-steps.ts';

describe('repairs', () => {
  it('cover every duty of the partner (B62)', () => {
    const categories = new Set(REPAIR_IDS.map((id) => repairOf(id).category));

    assert.deepEqual([...categories].toSorted(), PROBLEM_CATEGORIES.toSorted());
  });

  it('have a page of Microsoft’s and a date as their source (B78)', () => {
    for (const id of REPAIR_IDS) assert.match(repairOf(id).source, /^https:\/\/(learn|support)\.microsoft\.com\//, id);
    assert.match(REPAIRS_DATE, /^\d{4}-\d\d-\d\d$/);
  });

  it('have three to six steps, as many in every language', () => {
    for (const id of REPAIR_IDS) {
      const counts = LOCALES.map((locale) => repairSteps(locale, id).length);
      assert.ok(
        counts.every((count) => count === counts[0] && count >= 3 && count <= 6),
        id,
      );
    }
  });

  it('name the English label in brackets beside the one in the person’s language (B77)', () => {
    for (const id of REPAIR_IDS)
      for (const locale of ['fr', 'ru'] as const) {
        const labels = repairSteps(locale, id).flatMap((step) => step.match(/«[^»]+»(?! \()/g) ?? []);
        assert.deepEqual(labels, [], `${locale} ${id}`);
      }
  });

  it('fit on the card of their service', () => {
    for (const service of ADMIN_SERVICES) assert.ok(repairsOf(service).length <= 6, service);
    assert.equal(ADMIN_SERVICES.flatMap(repairsOf).length, REPAIR_IDS.length);
  });
});
