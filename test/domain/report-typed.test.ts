import assert from 'node:assert/strict';
import fc from 'fast-check';
import { REPORT_STEPS } from '../../src/domain/report-draft.ts';
import { applyTyped, withoutAdded } from '../../src/domain/report-typed.ts';

const NOW = new Date('2026-11-20T09:00:00Z');

describe('A text typed into a report', () => {
  it('adds to what is there, and can be taken out again', () => {
    const before = { title: 'Mail', description: 'Nobody can send' };
    const { fields, added } = applyTyped(before, 'review', 'It began at 9', NOW);

    assert.equal(fields.description, 'Nobody can send\nIt began at 9');
    assert.deepEqual(added && withoutAdded(fields, added), before);
  });

  it('takes the title along that was made of it', () => {
    const { fields, added } = applyTyped({}, 'form', 'It began at 9', NOW);

    assert.equal(fields.title, 'It began at 9');
    assert.deepEqual(added && withoutAdded(fields, added), { title: undefined, description: undefined });
  });

  it('leaves what was written anew since', () => {
    const { added } = applyTyped({}, 'form', 'It began at 9', NOW);

    assert.ok(added);
    assert.equal(withoutAdded({ description: 'Something else' }, added).description, 'Something else');
  });

  it('adds nothing where it answers', () => {
    assert.equal(applyTyped({}, 'form', 'A', NOW).added, undefined);
    assert.equal(applyTyped({}, 'form', 'adele@northwindcloud.example', NOW).added, undefined);
    assert.equal(applyTyped({}, 'subject', 'Outlook', NOW).added, undefined);
  });

  it('stands at the end of its field, whatever it is', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(texts, texts, fc.constantFrom(...REPORT_STEPS), (description, text, step) => {
        const { fields, added } = applyTyped({ description, title: 'x' }, step, text, NOW);
        return added === undefined || (fields[added.field] ?? '').endsWith(added.text);
      }),
    );
  });
});
