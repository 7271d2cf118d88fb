import assert from 'node:assert/strict';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresShiftStore } from '../../../src/adapters/postgres/shift-store.ts';
import type { ShiftStore } from '../../../src/ports/shift-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { ADELE, anEnteredShift, CAMILLE } from '../../support/rotas.ts';

const NOW = new Date('2026-11-05T12:00Z');
const FROM = new Date('2026-11-01T00:00Z');
const TO = new Date('2026-12-01T00:00Z');
const BY = CAMILLE.id;

describe('entered shifts', () => {
  let database: Database;
  let shifts: ShiftStore;
  beforeEach(async () => {
    database = await freshDatabase();
    shifts = postgresShiftStore(database);
  });
  afterEach(() => database.close());

  const audit = () => database.kysely.selectFrom('change_audit').selectAll().orderBy('id').execute();

  it('are kept as they were entered, under the rota’s name in whatever case', async () => {
    const shift = anEnteredShift('2026-11-06T08:00Z', '2026-11-07T08:00Z', ADELE, { uid: 'x' });

    await shifts.enter([shift], BY, NOW);

    assert.deepEqual(await shifts.of('azure', FROM, TO), [shift]);
    assert.deepEqual(await shifts.of('other', FROM, TO), []);
    assert.deepEqual(await shifts.all(FROM, TO), [shift]);
  });

  it('are those that touch a span, in the order in which they were entered', async () => {
    const late = anEnteredShift('2026-11-06T08:00Z', '2026-11-07T08:00Z', ADELE, { enteredAt: new Date('2026-11-03T00:00Z') });
    const early = anEnteredShift('2026-11-07T08:00Z', '2026-11-09T08:00Z', ADELE, { enteredAt: new Date('2026-11-02T00:00Z') });
    const outside = anEnteredShift('2026-11-08T08:00Z', '2026-11-09T08:00Z');

    await shifts.enter([late, early, outside], BY, NOW);

    assert.deepEqual(await shifts.of('Azure', new Date('2026-11-06T12:00Z'), new Date('2026-11-08T08:00Z')), [early, late]);
  });

  it('are entered once, however often the same ones come, and written down once', async () => {
    const shift = anEnteredShift('2026-11-06T08:00Z', '2026-11-07T08:00Z', ADELE);

    await shifts.enter([shift], BY, NOW);
    await shifts.enter([shift], BY, NOW);

    const [change, ...more] = await audit();
    assert.deepEqual(more, []);
    assert.deepEqual([change?.actor, change?.subject, change?.subject_id, change?.action], [BY, 'on-call', shift.id, 'enter']);
    assert.deepEqual(change?.after, {
      rota: 'Azure',
      personId: ADELE.id,
      from: '2026-11-06T08:00:00.000Z',
      to: '2026-11-07T08:00:00.000Z',
      source: 'override',
    });
  });

  it('are taken away', async () => {
    const shift = anEnteredShift('2026-11-06T08:00Z', '2026-11-07T08:00Z');
    await shifts.enter([shift], BY, NOW);

    assert.equal(await shifts.remove(shift.id, BY, NOW), true);
    assert.equal(await shifts.remove(shift.id, BY, NOW), false);

    assert.deepEqual(await shifts.of('Azure', FROM, TO), []);
    assert.deepEqual(
      (await audit()).map(({ action }) => action),
      ['enter', 'remove'],
    );
  });

  it('end when they are taken away after they began', async () => {
    const shift = anEnteredShift('2026-11-05T08:00Z', '2026-11-07T08:00Z');
    await shifts.enter([shift], BY, NOW);

    await shifts.remove(shift.id, BY, NOW);

    assert.deepEqual(await shifts.of('Azure', FROM, TO), [{ ...shift, to: NOW }]);
  });

  it('stay as they were once they are over', async () => {
    const shift = anEnteredShift('2026-11-03T08:00Z', '2026-11-04T08:00Z');
    await shifts.enter([shift], BY, NOW);

    assert.equal(await shifts.remove(shift.id, BY, NOW), false);
    assert.deepEqual(await shifts.of('Azure', FROM, TO), [shift]);
  });

  it('of a swap are taken away together', async () => {
    const half = { source: 'swap', uid: 'pair' } as const;
    const [one, other] = [
      anEnteredShift('2026-11-06T08:00Z', '2026-11-07T08:00Z', ADELE, half),
      anEnteredShift('2026-11-08T08:00Z', '2026-11-09T08:00Z', CAMILLE, half),
    ];
    const third = anEnteredShift('2026-11-10T08:00Z', '2026-11-11T08:00Z', ADELE, { ...half, uid: 'another' });
    await shifts.enter([one, other, third], BY, NOW);

    await shifts.remove(other.id, BY, NOW);

    assert.deepEqual(await shifts.of('Azure', FROM, TO), [third]);
  });

  it('that were imported are replaced by the next import; those entered by hand, and other rotas’, are not', async () => {
    const imported = { source: 'calendar', uid: 'e' } as const;
    const running = anEnteredShift('2026-11-05T08:00Z', '2026-11-06T08:00Z', ADELE, imported);
    const coming = anEnteredShift('2026-11-06T08:00Z', '2026-11-07T08:00Z', ADELE, imported);
    const byHand = anEnteredShift('2026-11-06T08:00Z', '2026-11-07T08:00Z');
    const elsewhere = anEnteredShift('2026-11-06T08:00Z', '2026-11-07T08:00Z', ADELE, { ...imported, rota: 'Other' });
    await shifts.enter([running, coming, byHand, elsewhere], BY, NOW);
    const next = anEnteredShift('2026-11-09T08:00Z', '2026-11-10T08:00Z', CAMILLE, { ...imported, enteredAt: NOW });

    assert.equal(await shifts.replaceImported('AZURE', [next], BY, NOW), 1);

    assert.deepEqual(await shifts.of('Azure', FROM, TO), [{ ...running, to: NOW }, byHand, next]);
    assert.deepEqual(await shifts.of('Other', FROM, TO), [elsewhere]);
    const change = (await audit()).at(-1);
    assert.deepEqual(
      [change?.action, change?.subject_id, change?.before, change?.after],
      ['import', 'azure', { shifts: 2 }, { shifts: 1 }],
    );
  });

  it('are forgotten long after they ended', async () => {
    await shifts.enter(
      [anEnteredShift('2025-09-01T08:00Z', '2025-09-02T08:00Z'), anEnteredShift('2026-09-01T08:00Z', '2026-09-02T08:00Z')],
      BY,
      NOW,
    );

    assert.equal(await shifts.prune(NOW), 1);
  });
});
