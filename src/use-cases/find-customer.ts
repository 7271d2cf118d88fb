import type { Customer } from '../domain/customer.ts';
import { likelyName } from '../domain/likely-name.ts';
import { extended, nameSpans, without, type Span } from '../domain/name-spans.ts';
import { searchText } from '../domain/search-text.ts';
import type { CustomerMatch, CustomerStore } from '../ports/customer-store.ts';

export type FoundCustomer =
  /** Certain enough to go on; `rest` is what of the text was not the name. */
  | { readonly kind: 'one'; readonly customer: Customer; readonly rest: string }
  | { readonly kind: 'several'; readonly customers: readonly Customer[]; readonly rest: string }
  /** `near`: customers whose names are like a word of the sentence, best first. `unknownName`: it seems to name somebody who is not on the list. */
  | { readonly kind: 'none'; readonly near: readonly Customer[]; readonly unknownName: boolean };

const NONE: FoundCustomer = { kind: 'none', near: [], unknownName: false };

/** Finds the customer a text names, alone (`whole`) or at the beginning or anywhere in a sentence ("Contoso can't send mail since 9"). */
export type FindCustomer = (text: string, how: 'whole' | 'in-sentence') => Promise<FoundCustomer>;

const MOST_SHOWN = 6;
/** Searches one sentence may cost. */
const MOST_SEARCHES = 6;
/** Below it a match is a guess: offered for a choice, never taken. */
const GOOD = 0.6;
/** The same name in another script or without its legal form, or nearly so (scores of `CustomerStore.search`). */
const SAME_NAME = 0.95;
/** How far the best must be ahead of the next to be taken without asking. */
const CLEAR_LEAD = 0.1;

export function findCustomer(deps: { readonly customers: CustomerStore }): FindCustomer {
  const { customers } = deps;
  return (text, how) => (how === 'whole' ? whole(text.trim()) : inSentence(text));

  async function whole(text: string): Promise<FoundCustomer> {
    if (text === '') return NONE;
    const matches = await customers.search(text, MOST_SHOWN);
    const [best] = matches;
    if (best === undefined) return NONE;
    return best.score >= GOOD && rivals(matches).length === 1
      ? { kind: 'one', customer: best, rest: '' }
      : { kind: 'several', customers: matches, rest: '' };
  }

  async function inSentence(sentence: string): Promise<FoundCustomer> {
    const near = new Map<string, CustomerMatch>();
    let best: { readonly span: Span; readonly matches: readonly CustomerMatch[]; readonly score: number } | undefined;
    for (const span of nameSpans(sentence, MOST_SEARCHES)) {
      const all = await customers.search(span.text, MOST_SHOWN);
      const matches = all.filter((match) => names(span.text, match));
      for (const match of all)
        if (match.score >= GOOD && match.score > (near.get(match.tenantId)?.score ?? 0)) near.set(match.tenantId, match);
      const score = matches[0]?.score ?? 0;
      if (score > (best?.score ?? 0)) best = { span, matches, score };
      if (score === 1) break;
    }
    if (best === undefined) {
      const nearest = [...near.values()].toSorted((a, b) => b.score - a.score).slice(0, MOST_SHOWN);
      return { kind: 'none', near: nearest, unknownName: likelyName(sentence) !== undefined };
    }
    const { span } = best;
    const named = best.matches.map((customer) => ({ customer, span: extended(sentence, span, customer.name) }));
    // Of "Fabrikam" and "Fabrikam Residences" the one is meant whose name goes on in the sentence.
    const end = Math.max(...named.map((one) => one.span.end));
    const likely = rivals(named.filter((one) => one.span.end === end).map(({ customer }) => customer));
    const rest = without(sentence, { start: span.start, end, text: sentence.slice(span.start, end) });
    const [customer, ...others] = likely;
    return customer === undefined || others.length > 0 ? { kind: 'several', customers: likely, rest } : { kind: 'one', customer, rest };
  }
}

/**
 * In a sentence any word is searched for, so the beginning of a word or a likeness does not name a customer; whole words of its name do, a single one only if
 * the name begins with it: "Power BI" is not City Power & Light.
 */
function names(text: string, match: CustomerMatch): boolean {
  if (match.score >= SAME_NAME) return true;
  const ofName = searchText(match.name).sounds;
  const said = searchText(text).sounds;
  return said.length === 1 ? said[0] === ofName[0] : said.every((sound) => ofName.includes(sound));
}

/** The best match and those it is not clearly ahead of: an exact name is ahead of all that is not, the same name in another spelling of all likenesses. */
function rivals(matches: readonly CustomerMatch[]): readonly CustomerMatch[] {
  const best = matches[0]?.score ?? 0;
  const least = [1, SAME_NAME].find((score) => best >= score) ?? best - CLEAR_LEAD;
  return matches.filter(({ score }) => score >= least);
}
