import type { Severity } from './severity.ts';

/** Where a case would go, and whom it would call first, if it were opened now. */
export interface CaseProspect {
  readonly severity: Severity;
  /** Undefined: no experts' channel is set up for it. */
  readonly channel: { readonly teamName: string | undefined; readonly name: string | undefined } | undefined;
  /** Undefined: nobody is called. */
  readonly firstCall: FirstCall | undefined;
}

export interface FirstCall {
  readonly at: Date;
  /** At once, not after some time in which somebody may take it. */
  readonly atOnce: boolean;
  readonly people: readonly string[];
  /** Rotas that nobody has at that moment. */
  readonly nobodyOn: readonly string[];
}
