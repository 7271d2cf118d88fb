import type { Customer } from '../src/domain/customer.ts';
import { PRODUCTS, type Product } from '../src/domain/product.ts';
import { SEVERITIES, type Severity } from '../src/domain/severity.ts';
import type { Words } from '../src/locales/words.ts';
import type { Button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { plain } from './safe-text.ts';
import { severityName } from './severity-words.ts';

/** Which requests a list has, by how they stand: the person's own open ones, all of the person's own, open ones, those that wait for us, closed ones, all. */
export const REQUEST_STANDS = ['mine-open', 'mine', 'open', 'waiting', 'closed', 'all'] as const;
export type RequestStand = (typeof REQUEST_STANDS)[number];

/** What a list of requests is narrowed to. */
export interface RequestsFilter {
  readonly stand: RequestStand;
  readonly customer: Customer | undefined;
  readonly product: Product | undefined;
  readonly severity: Severity | undefined;
  /** The partner's own ticket number. */
  readonly ownTicket: string | undefined;
}

/** An input must have a value: this one stands for "no matter which". */
export const ANY = '*';

/** The filter as buttons carry it: ids and words, each of which is looked at anew when it comes back. */
export function requestsData({
  stand,
  customer,
  product,
  severity,
  ownTicket,
}: RequestsFilter): Readonly<Record<string, string>> & Button['data'] {
  return {
    stand,
    ...(customer === undefined ? {} : { tenantId: customer.tenantId }),
    ...(product === undefined ? {} : { product }),
    ...(severity === undefined ? {} : { severity }),
    ...(ownTicket === undefined ? {} : { ownTicket }),
  };
}

/** The folded box in which the list is narrowed (`requests.filter`): inputs `stand`, `product`, `severity`, `customer`. */
export function filterInputs(t: Words, { stand, customer, product, severity }: RequestsFilter) {
  const all = { title: t('board.filter.all'), value: ANY };
  return {
    stand,
    stands: REQUEST_STANDS.map((value) => ({ title: t(`requests.stands.${value}`), value })),
    product: product ?? ANY,
    products: [all, ...PRODUCTS.map((value) => ({ title: t(`products.${value}`), value }))],
    severity: severity ?? ANY,
    severities: [all, ...SEVERITIES.map((value) => ({ title: severityName(t, value), value }))],
    customer: customer?.tenantId ?? null,
    customers: customer === undefined ? [] : [{ title: plain(customer.name, LIMITS.listedName), value: customer.tenantId }],
  };
}
