import type { SandboxControls } from '../controls.ts';
import type { Signing } from '../signing.ts';
import { createArm } from './arm.ts';
import { createControls } from './controls.ts';
import { createGraph } from './graph.ts';
import { createLogin } from './login.ts';
import { createPartnerCenter } from './partner-center.ts';
import { createScriptBook } from './script-book.ts';
import type { CloudScript } from './script.ts';
import { startServer } from './server.ts';
import { createState } from './state.ts';
import type { CloudState, KeptFiles } from './state.ts';

export interface CloudOptions extends KeptFiles {
  readonly signing: Signing;
  /** A free one unless told. */
  readonly port?: number;
  readonly now?: () => Date;
}

/** The sandbox's Microsoft cloud: Entra ID, Graph, Partner Center and ARM on loopback. */
export interface SandboxCloud {
  readonly baseUrls: { readonly login: string; readonly graph: string; readonly partnerCenter: string; readonly arm: string };
  readonly controls: SandboxControls;
  readonly script: CloudScript;
  readonly state: CloudState;
  stop(): Promise<void>;
}

export async function startCloud({ signing, port = 0, now = () => new Date(), ...keptFiles }: CloudOptions): Promise<SandboxCloud> {
  const state = createState(now, keptFiles);
  const book = createScriptBook(state);
  const apis = {
    login: createLogin(state, signing),
    graph: createGraph(state),
    'partner-center': createPartnerCenter(state),
    arm: createArm(state, signing),
  };
  const server = await startServer({ apis, signing, book, port });
  const base = `http://127.0.0.1:${server.port}`;
  return {
    baseUrls: { login: `${base}/login`, graph: `${base}/graph`, partnerCenter: `${base}/pc`, arm: `${base}/arm` },
    controls: createControls(state, book.script),
    script: book.script,
    state,
    stop: () => server.stop(),
  };
}
