import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BadQuery, filtered, ordered } from '../../../src/sandbox/cloud/odata.ts';

const name = fc.string({ unit: 'grapheme', maxLength: 12 });

describe('sandbox cloud: OData', () => {
  it('finds an entity by its own name, whatever quotes and words it holds', () => {
    fc.assert(
      fc.property(fc.oneof(name, fc.constant("Rock and Roll's eq 'x' and more")), (value) => {
        const item = { value, open: true };

        assert.deepEqual(filtered([item], `value eq '${value.replaceAll("'", "''")}' and open eq true`), [item]);
      }),
    );
  });

  it('understands a filter or says that it does not', () => {
    fc.assert(
      fc.property(fc.string(), (filter) => {
        try {
          assert.ok(Array.isArray(filtered([{ a: 1 }], filter)));
        } catch (error) {
          assert.ok(error instanceof BadQuery);
        }
      }),
    );
  });

  it('compares dates as instants and texts without regard to case', () => {
    const items = [{ at: '2026-03-02T08:00:00.5Z', kind: 'Incident' }];

    assert.equal(filtered(items, "at ge 2026-03-02T08:00:00Z and kind eq 'incident'").length, 1);
    assert.equal(filtered(items, 'at gt 2026-03-02T08:00:01Z').length, 0);
  });

  it('orders by one property, either way', () => {
    const items = [{ n: 'b' }, { n: 'c' }, { n: 'a' }];

    assert.deepEqual(
      ordered(items, 'n desc').map(({ n }) => n),
      ['c', 'b', 'a'],
    );
  });
});
