import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { postgresCustomerStore } from '../src/adapters/postgres/customer-store.ts';
import { openDatabase } from '../src/adapters/postgres/database.ts';
import { startEmbeddedServer } from '../src/adapters/postgres/embedded-server.ts';
import type { Customer } from '../src/domain/customer.ts';
import { median, print } from './line.ts';

const CUSTOMERS = 10_000;
const FIRST = [
  'Alpine',
  'Müller',
  'Северный',
  'Contoso',
  'Fabrikam',
  'Énergie',
  'Woodgrove',
  'Лесной',
  'Blue Yonder',
  'Tailspin',
  'Gráfica',
  'Adatum',
];
const SECOND = [
  'Logistik',
  'Bank',
  'Стройка',
  'Foods',
  'Santé',
  'Motors',
  'Textile',
  'Аптека',
  'Legal',
  'Travel',
  'Energy',
  'Media',
  'Farms',
  'Tools',
];
const THIRD = ['GmbH', 'SAS', 'ООО', 'Ltd', 'AG', 'Inc.', 'AB', 'SpA'];
const QUERIES = [
  'contoso',
  'Muller bank',
  'северный стройка',
  'severny stroyka',
  'blu yonder farms',
  'bank woodgrove',
  'enrgie sante',
  'fabrikam 77',
  'a',
  'zzzz',
];

/** Search over 10,000 customers in the embedded database, as the typeahead asks it. */
export async function benchSearch(): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const server = await startEmbeddedServer(directory);
  const database = await openDatabase(server.url);
  try {
    const store = postgresCustomerStore(database);
    await store.replaceAll({ customers: Array.from({ length: CUSTOMERS }, (_, n) => customer(n)), missing: [] }, new Date());
    const times: number[] = [];
    for (let round = 0; round < 20; round++)
      for (const query of QUERIES) {
        const begun = performance.now();
        await store.search(query, 15);
        if (round > 0) times.push(performance.now() - begun);
      }
    const sorted = times.toSorted((a, b) => a - b);
    const how = `${QUERIES.length} queries (exact, typos, word order, other alphabet, one letter, nothing) × 19 rounds, from the call to the parsed rows; ${os.availableParallelism()} cores`;
    print({ figure: `customer search at ${CUSTOMERS}, median`, value: median(times), unit: 'ms', bar: 20, how });
    print({
      figure: `customer search at ${CUSTOMERS}, 99th percentile`,
      value: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
      unit: 'ms',
      bar: 20,
      how,
    });
  } finally {
    await database.close();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function customer(n: number): Customer {
  const name = `${FIRST[n % FIRST.length]} ${SECOND[Math.floor(n / 7) % SECOND.length]} ${n} ${THIRD[n % THIRD.length]}`;
  const domain = `customer${n}.onmicrosoft.com`;
  return {
    tenantId: `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    name,
    domain,
    domains: [domain],
    sources: ['partner-center'],
  };
}
