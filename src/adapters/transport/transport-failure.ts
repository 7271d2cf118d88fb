import type { ErrorCode } from '../../domain/errors.ts';

/** Why no whole answer came back. `cancelled`: the caller's own deadline or stop. */
export type TransportFault = 'host-refused' | 'unreachable' | 'timed-out' | 'cancelled' | 'broken' | 'too-large';

const CODES: Readonly<Record<TransportFault, ErrorCode>> = {
  'host-refused': 'MISCONFIGURED',
  unreachable: 'UNREACHABLE',
  'timed-out': 'TIMED_OUT',
  cancelled: 'TIMED_OUT',
  broken: 'UNREACHABLE',
  'too-large': 'UNREADABLE',
};

/** A request that ended without a whole answer. Clients make a `BackEndError` of it, since they know whose request it was. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  readonly fault: TransportFault;
  readonly code: ErrorCode;
  /** False: the other side certainly saw nothing of the request. */
  readonly maybeReceived: boolean;

  constructor(fault: TransportFault, maybeReceived: boolean, options?: ErrorOptions) {
    super(fault, options);
    this.fault = fault;
    this.code = CODES[fault];
    this.maybeReceived = maybeReceived;
  }
}

/** Failures before a connection stood: nothing of the request can have left. */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Reads what `fetch` threw: `TypeError: fetch failed`, with the reason as its cause. */
export function networkFailure(error: unknown): TransportFailure {
  const before = BEFORE_SENDING.has(errnoOf(error));
  return new TransportFailure(before ? 'unreachable' : 'broken', !before, { cause: error });
}

function errnoOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
