import facts from './facts/subscription-products.json' with { type: 'json' };
import { PRODUCTS, type Product } from './product.ts';
import { folded, wordMatch } from './word-match.ts';

/** What Partner Center tells of a subscription that says what it is. */
interface Offer {
  readonly offerName: string;
  readonly billingType: string | undefined;
  readonly publisher: string | undefined;
  readonly isMicrosoftProduct: boolean | undefined;
}

const MICROSOFT = wordMatch(facts.microsoftPublishers);
const RULES = facts.rules.map(({ product, offers }) => ({ product: productNamed(product), offers: wordMatch(offers) }));

/** The product that a subscription is of; Partner Center tells none, so the rules of the facts file do. */
export function productOfOffer({ offerName, billingType, publisher, isMicrosoftProduct }: Offer): Product {
  if (isMicrosoftProduct === false || (publisher !== undefined && !MICROSOFT.test(folded(publisher)))) return 'marketplace';
  if (billingType?.toLowerCase() === 'usage') return productNamed(facts.usage);
  const name = folded(offerName);
  return RULES.find(({ offers }) => offers.test(name))?.product ?? 'microsoft365';
}

function productNamed(name: string): Product {
  const product = PRODUCTS.find((each) => each === name);
  if (product === undefined) throw new Error(`The facts about subscriptions name no product of ours: ${name}`);
  return product;
}
