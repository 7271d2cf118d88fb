import type { FilingRoute } from '../domain/filing-route.ts';

/** What the ledger of requests tells of people, to spare them a question. */
export interface PastRequests {
  /** ISO code of the country of the contact in the newest request to Azure Support among the person's latest ones; undefined when there is none. */
  lastCountry(personId: string): Promise<string | undefined>;
  /** Who filed requests by one of these routes since then: those of this customer first, then the latest; at most `limit`. */
  lastFilers(
    about: { readonly tenantId: string; readonly routes: readonly FilingRoute[] },
    since: Date,
    limit: number,
  ): Promise<readonly string[]>;
}
