import { json, type ApiName, type CloudReply } from '../../src/sandbox/cloud/exchange.ts';
import { armFailure, armThrottled, partnerCenterFailed, partnerCenterThrottled } from '../../src/sandbox/cloud/failures.ts';
import type { Fault } from '../../src/sandbox/cloud/script.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { CONTOSO, type FilingStep } from './filing-desks.ts';
import { FILING } from './lane-on.ts';

/** What can go wrong with one request, with the bot alive. */
export const FAULTS: Readonly<Record<string, (api: ApiName) => Fault>> = {
  'is reset before it is acted on': () => ({ reset: 'before' }),
  'is reset after it is acted on': () => ({ reset: 'after' }),
  'is reset in the middle of the answer': () => ({ reset: 'half-way' }),
  'is answered too late': () => ({ delayMs: FILING.timeoutSeconds * 1000 + 500 }),
  'is answered with half a body': () => ({ spoil: 'cut' }),
  'is answered with a page of HTML': () => ({ spoil: 'malformed' }),
  'is answered in an unknown form': () => ({ reply: json(200, { unexpected: true }), act: true }),
  'is answered 429 with a time': (api) => ({ reply: throttled(api, 1) }),
  'is answered 429 without a time': (api) => ({ reply: throttled(api) }),
  'is answered 500': (api) => ({ reply: failed(api) }),
  'is answered 503': () => ({ reply: { status: 503, headers: {}, body: 'Service Unavailable' } }),
  'is acted on, then answered 500': (api) => ({ reply: failed(api), act: true }),
};

function throttled(api: ApiName, seconds?: number): CloudReply {
  const { status, headers, body } = api === 'partner-center' ? partnerCenterThrottled(seconds ?? 1) : armThrottled(seconds ?? 1);
  const { 'retry-after': _, ...rest } = headers;
  return { status, headers: seconds === undefined ? rest : headers, body };
}

function failed(api: ApiName): CloudReply {
  if (api === 'login') return json(500, { error: 'server_error', error_description: 'AADSTS90033: A transient error has occurred.' });
  return api === 'partner-center'
    ? partnerCenterFailed()
    : armFailure(500, 'InternalServerError', 'The server encountered an internal error.');
}

/** Strikes this request so many times. */
export function strike({ cloud: { script } }: Sandbox, { matching }: FilingStep, fault: string, times: number): () => void {
  const of = FAULTS[fault];
  if (of === undefined) throw new Error(`no fault ${fault}`);
  return script.fault({ ...matching, ...of(matching.api ?? 'arm'), times });
}

/** What the world can be like when a request is filed with Azure; each gives what makes it as before. */
export const CONDITIONS = {
  'the tokens are revoked': ({ cloud: { script } }: Sandbox) => {
    script.revokeAccessTokens();
    return () => undefined;
  },
  'the consent is withdrawn': ({ cloud: { state } }: Sandbox) => {
    state.withoutConsent.add(CONTOSO);
    return () => void state.withoutConsent.delete(CONTOSO);
  },
  'MFA is asked for': ({ cloud: { state } }: Sandbox) => {
    state.askingMfa.add(CONTOSO);
    return () => void state.askingMfa.delete(CONTOSO);
  },
  'the rights are gone': behaves('azureRights', 'read-only'),
  'the plan is refused': behaves('azurePlan', 'refused'),
  'the plan is refused at once': behaves('azurePlan', 'refused-at-once'),
} as const;

function behaves<K extends 'azureRights' | 'azurePlan'>(name: K, value: Sandbox['cloud']['state']['behaviour'][K]) {
  return ({ cloud: { state } }: Sandbox): (() => void) => {
    const before = state.behaviour[name];
    state.behaviour[name] = value;
    return () => void (state.behaviour[name] = before);
  };
}
