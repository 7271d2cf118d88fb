import type { Product } from './product.ts';
import type { Severity } from './severity.ts';
import type { CaseCause, CaseTarget } from './support-case.ts';

/** How cases that were opened in one span of time went so far. Durations are medians in minutes by the wall clock; undefined: of none. */
export interface CaseFigures {
  readonly opened: number;
  /** Now. */
  readonly resolved: number;
  readonly stillOpen: number;
  /** That were opened again, once or more often. */
  readonly reopened: number;
  readonly minutesToTake: number | undefined;
  readonly minutesToFirstResponse: number | undefined;
  readonly minutesToResolve: number | undefined;
  /** How often each promise was missed. */
  readonly breaches: Readonly<Record<CaseTarget, number>>;
}

/** What they are counted by. */
export const FIGURES_BY = ['all', 'customer', 'product', 'severity', 'month', 'cause'] as const;
export type FiguresBy = (typeof FIGURES_BY)[number];

/** What the cases of a row have in common. */
export type FiguresGroup =
  | { readonly by: 'all' }
  /** Undefined: of no single customer. */
  | { readonly by: 'customer'; readonly tenantId: string | undefined; readonly name: string | undefined }
  | { readonly by: 'product'; readonly product: Product }
  | { readonly by: 'severity'; readonly severity: Severity }
  /** `yyyy-MM`. */
  | { readonly by: 'month'; readonly month: string }
  /** Undefined: not resolved. */
  | { readonly by: 'cause'; readonly cause: CaseCause | undefined };

export interface FiguresRow extends CaseFigures {
  readonly group: FiguresGroup;
}
