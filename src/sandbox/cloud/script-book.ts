import type { CloudRequest } from './exchange.ts';
import { header } from './exchange.ts';
import type { CloudScript, Fault, Hook, Matching, Moment, SeenRequest } from './script.ts';
import type { CloudState } from './state.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What goes wrong with one request. */
export interface Struck extends Fault {
  /** Kept when what is silent was lifted. */
  readonly lifted?: Promise<void> | undefined;
}

/** The script's books as the server uses them. */
export interface ScriptBook {
  readonly script: CloudScript;
  /** Notes a request down; its status is filled in later. */
  note(request: CloudRequest): Mutable<SeenRequest>;
  /** What goes wrong with this request; nothing, when empty. */
  strike(seen: SeenRequest): Struck;
  reach(moment: Moment, seen: SeenRequest): Promise<void>;
}

const MOST_REQUESTS = 2000;
const SECRETS = ['client_secret', 'refresh_token', 'client_assertion', 'code', 'code_verifier'];

export function createScriptBook(state: CloudState): ScriptBook {
  const faults: { readonly fault: Fault; readonly lifted: Promise<void>; left: number }[] = [];
  const hooks: { readonly moment: Moment; readonly matching: Matching; readonly hook: Hook }[] = [];
  const requests: Mutable<SeenRequest>[] = [];
  let noted = 0;

  const script: CloudScript = {
    behaviour: state.behaviour,
    requests,

    fault(fault) {
      const { promise: lifted, resolve } = Promise.withResolvers<void>();
      const lift = register(faults, { fault, lifted, left: fault.times ?? 1 });
      return () => {
        lift();
        resolve();
      };
    },

    at(moment, matching, hook) {
      return register(hooks, { moment, matching, hook });
    },

    count: (matching = {}) => requests.filter((request) => fits(matching, request)).length,

    forget() {
      requests.length = 0;
      noted = 0;
    },

    revokeAccessTokens() {
      state.revokedUpTo = state.tokensIssued;
    },
  };

  return {
    script,

    note(request) {
      noted += 1;
      const seen = seenOf(request, noted);
      requests.push(seen);
      if (requests.length > MOST_REQUESTS) forgetOne(requests);
      return seen;
    },

    strike(seen) {
      const fitting = faults.filter(({ fault }) => fits(fault, seen));
      const lasting = fitting.filter(({ left }) => left === Infinity);
      const next = fitting.find(({ left }) => left !== Infinity);
      if (next !== undefined) {
        next.left -= 1;
        if (next.left <= 0) faults.splice(faults.indexOf(next), 1);
      }
      const silent = [...lasting, ...(next === undefined ? [] : [next])].find(({ fault }) => fault.silent);
      return Object.assign({}, ...lasting.map(({ fault }) => fault), next?.fault, { lifted: silent?.lifted }) as Struck;
    },

    async reach(moment, seen) {
      for (const each of hooks.filter((registered) => registered.moment === moment && fits(registered.matching, seen)))
        await each.hook(seen);
    },
  };
}

/** Forgets the oldest; what polls the health of every customer again and again must not push everything else out. */
function forgetOne(requests: SeenRequest[]): void {
  const polling = requests.findIndex(({ path }) => path.startsWith('/v1.0/admin/serviceAnnouncement/'));
  requests.splice(Math.max(polling, 0), 1);
}

function register<T>(entries: T[], entry: T): () => void {
  entries.push(entry);
  return () => {
    const index = entries.indexOf(entry);
    if (index !== -1) entries.splice(index, 1);
  };
}

function fits(matching: Matching, { api, method, path, tenantId, body }: SeenRequest): boolean {
  return (
    (matching.api ?? api) === api &&
    (matching.method === undefined || [matching.method].flat().includes(method)) &&
    (matching.path?.test(path) ?? true) &&
    (matching.tenantId ?? tenantId) === tenantId &&
    (matching.body?.test(body) ?? true)
  );
}

function seenOf(request: CloudRequest, number: number): Mutable<SeenRequest> {
  const { api, method, target, claims } = request;
  const kind = claims?.['idtyp'];
  return {
    number,
    api,
    method,
    path: target,
    tenantId: typeof claims?.['tid'] === 'string' ? claims['tid'] : undefined,
    tokenKind: kind === 'app' || kind === 'user' ? kind : undefined,
    requestId: header(request, 'ms-requestid'),
    body: api === 'login' ? withoutSecrets(request.body) : request.body,
    status: undefined,
  };
}

function withoutSecrets(body: string): string {
  const form = new URLSearchParams(body);
  for (const name of SECRETS) if (form.has(name)) form.set(name, '…');
  return form.toString();
}
