/** How the partner may administer a customer (GDAP). */
export type Gdap =
  /** Helpdesk and admin agents hold roles. */
  | 'standard'
  /** Active, but only admin agents hold roles; the helpdesk's assignment is being deleted. */
  | 'admins-only'
  /** Active, with roles that may not read service health. */
  | 'directory-only'
  /** In force until its end date, which is near. */
  | 'expiring'
  /** The customer asked for its end; in force until then. */
  | 'termination-requested'
  /** Active; its access assignments cannot be read. */
  | 'unreadable'
  | 'expired'
  | 'terminated'
  /** Waiting for the customer's approval. */
  | 'approval-pending'
  /** Reseller relationship only. */
  | 'none';

/** What a customer subscribes to; decides the services of its health page. */
export type Estate = 'business' | 'enterprise' | 'dynamics' | 'azure';

export interface WorldCustomer {
  readonly tenantId: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Initial domain. */
  readonly domain: string;
  readonly customDomains: readonly string[];
  readonly estate: Estate;
  readonly gdap: Gdap;
  /** Buys through the partner: Partner Center and the contracts list it. */
  readonly reseller: boolean;
  /** The partner's application is consented in the customer's tenant. */
  readonly consent: boolean;
  /** When its relationship was changed from the control strip. */
  readonly changedAt?: Date;
}

type Extra = Partial<Pick<WorldCustomer, 'gdap' | 'reseller' | 'consent'>>;
type Row = readonly [name: string, country: string, prefix: string, customDomains: string, estate: Estate, extra?: Extra];

/** Invented companies. Exactly one is named plainly `Contoso`. */
const ROWS: readonly Row[] = [
  ['Contoso', 'GB', 'contoso', 'contoso.example www.contoso.example', 'enterprise'],
  ['Contoso GmbH', 'DE', 'contosogmbh', 'contoso-gmbh.example', 'business'],
  ['Contoso Énergie SAS', 'FR', 'contosoenergie', 'contoso-energie.example', 'enterprise'],
  ['Fabrikam', 'US', 'fabrikam', 'fabrikam.example', 'dynamics'],
  ['Woodgrove Bank', 'GB', 'woodgrovebank', 'woodgrove.example', 'enterprise'],
  ['Adventure Works Cycles', 'US', 'adventureworks', 'adventure-works.example', 'dynamics'],
  ['Alpine Ski House', 'CH', 'alpineskihouse', 'alpineski.example', 'business'],
  ['Bellows College', 'IE', 'bellowscollege', 'bellows.example', 'business'],
  ['Blue Yonder Airlines', 'NL', 'blueyonderair', 'blueyonder.example', 'enterprise'],
  ['Boulangerie Lefèvre', 'FR', 'boulangerielefevre', 'lefevre.example', 'business'],
  ['City Power & Light', 'GB', 'citypowerlight', 'citypower.example', 'azure'],
  ['Čapek Robotika s.r.o.', 'CZ', 'capekrobotika', 'capek.example', 'dynamics'],
  ['Éditions Soleil Levant', 'FR', 'soleillevant', 'soleil-levant.example', 'business'],
  ['First Up Consultants', 'DE', 'firstupconsultants', 'firstup.example', 'business', { gdap: 'expiring' }],
  ['Fourth Coffee', 'PT', 'fourthcoffee', 'fourthcoffee.example', 'business', { gdap: 'none' }],
  ['Graphic Design Institute', 'AT', 'graphicdesigninst', 'graphicdesign.example', 'business'],
  ['Grön Skog AB', 'SE', 'gronskog', 'gronskog.example', 'azure'],
  ['Humongous Insurance', 'GB', 'humongousins', 'humongous.example', 'enterprise', { gdap: 'admins-only' }],
  ['Lamna Healthcare', 'DE', 'lamnahealthcare', 'lamna.example', 'enterprise', { consent: false }],
  ['Litware', 'ES', 'litware', 'litware.example', 'business'],
  ['Lucerne Publishing', 'CH', 'lucernepublishing', 'lucerne.example', 'business', { gdap: 'unreadable' }],
  ["Margie's Travel", 'IT', 'margiestravel', 'margies.example', 'business'],
  ['Müller Präzisionstechnik GmbH', 'DE', 'muellerpraezision', 'mueller-praezision.example', 'dynamics'],
  ["Munson's Pickles and Preserves", 'US', 'munsonspickles', 'munsons.example', 'business', { gdap: 'expired' }],
  ['Nod Publishers', 'BE', 'nodpublishers', 'nod.example', 'business', { gdap: 'terminated' }],
  ['Østfjord Shipping AS', 'NO', 'ostfjordshipping', 'ostfjord.example', 'enterprise'],
  ['Proseware', 'FR', 'proseware', 'proseware.example', 'business', { gdap: 'directory-only' }],
  ['Relecloud', 'IE', 'relecloud', 'relecloud.example', 'azure', { reseller: false }],
  ['School of Fine Art', 'IT', 'schooloffineart', 'fineart.example', 'business', { gdap: 'approval-pending' }],
  ['Southridge Video', 'GB', 'southridgevideo', 'southridge.example', 'business'],
  ['Tailspin Toys', 'PT', 'tailspintoys', 'tailspin.example', 'enterprise'],
  ['Trey Research', 'NL', 'treyresearch', 'treyresearch.example', 'azure'],
  ['VanArsdel Ltd.', 'GB', 'vanarsdel', 'vanarsdel.example', 'business', { gdap: 'termination-requested' }],
  ['Wide World Importers', 'US', 'wideworldimporters', 'wideworld.example', 'dynamics'],
  ['Wingtip Toys', 'US', 'wingtiptoys', 'wingtip.example', 'business'],
  ['Żubr Logistyka', 'PL', 'zubrlogistyka', 'zubr.example', 'business'],
  ['Азимут Логистика', 'RS', 'azimutlogistika', 'azimut.example', 'enterprise'],
  ['Полярная звезда', 'KZ', 'polarnayazvezda', 'polar.example', 'business'],
  ['Северный ветер', 'RS', 'severnyveter', 'severnyveter.example', 'dynamics'],
  ['Ювелирный дом «Янтарь»', 'LT', 'yantar', 'yantar.example', 'business'],
];

/** The customers when the sandbox starts. */
export const CUSTOMERS: readonly WorldCustomer[] = ROWS.map(customerOf);

/** A company that becomes a customer when the control strip says so. */
export const NEWCOMER: WorldCustomer = customerOf(
  ['Tailwind Traders', 'IE', 'tailwindtraders', 'tailwind.example', 'enterprise'],
  ROWS.length,
);

function customerOf([name, country, prefix, customDomains, estate, extra]: Row, index: number): WorldCustomer {
  return {
    tenantId: `c0570000-0000-4000-8000-0000000000${String(index + 1).padStart(2, '0')}`,
    name,
    country,
    domain: `${prefix}.onmicrosoft.com`,
    customDomains: customDomains.split(' '),
    estate,
    gdap: 'standard',
    reseller: true,
    consent: true,
    ...extra,
  };
}

export function customerById(customers: readonly WorldCustomer[], tenantId: string): WorldCustomer | undefined {
  return customers.find((customer) => customer.tenantId === tenantId.toLowerCase());
}

/** The customer with this name. Throws when there is none: a name written in the sandbox or a test. */
export function customerNamed(name: string): WorldCustomer {
  const customer = [...CUSTOMERS, NEWCOMER].find((each) => each.name === name);
  if (customer === undefined) throw new Error(`The sandbox has no customer named ${name}`);
  return customer;
}
