import type {
  FileAnswerRequest,
  InvokeAnswer,
  InvokeRequest,
  PageControl,
  PageEvent,
  PageState,
  SayAnswer,
  SayRequest,
  SendFileRequest,
  SubmitRequest,
} from './wire.ts';

/** The page's calls to its server. Each rejects when the server does not do it. */
export interface Connection {
  state(lang: string): Promise<PageState>;
  say(request: Omit<SayRequest, 'as'>): Promise<SayAnswer>;
  sendFile(request: Omit<SendFileRequest, 'as'>): Promise<void>;
  submit(request: Omit<SubmitRequest, 'as'>): Promise<void>;
  invoke(request: Omit<InvokeRequest, 'as'>): Promise<InvokeAnswer>;
  /** Whether the app heard it. */
  answerFile(request: Omit<FileAnswerRequest, 'as'>): Promise<boolean>;
  read(conversation: string, id: string): Promise<void>;
  control(id: string, choice?: string): Promise<readonly PageControl[]>;
  /** Follows the events after `seq` for as long as the page is open. */
  follow(seq: number, on: { event(event: PageEvent): void; link(up: boolean): void }): void;
}

export function connect(as: string): Connection {
  const post = async <T>(path: string, body: object): Promise<T> => {
    const response = await fetch(`/page/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as, ...body }),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as T;
  };

  return {
    async state(lang) {
      const response = await fetch(`/page/state?as=${encodeURIComponent(as)}&lang=${lang}`);
      if (!response.ok) throw new Error(`The state answered ${response.status}`);
      return (await response.json()) as PageState;
    },
    say: (request) => post('messages', request),
    sendFile: (request) => post('files', request),
    submit: (request) => post('submit', request),
    invoke: (request) => post('invoke', request),
    answerFile: async (request) => (await post<{ readonly ok: boolean }>('file', request)).ok,
    read: (conversation, id) => post('read', { conversation, id }),
    control: (id, choice) => post('control', { id, choice }),
    follow: (seq, on) => follow(as, seq, on),
  };
}

/**
 * A hidden page closes its stream and resumes when it is shown: a browser has six connections to one server,
 * and six tabs with open streams would leave none for anything else.
 */
function follow(as: string, seq: number, on: Parameters<Connection['follow']>[1]): void {
  let last = seq;
  let source: EventSource | undefined;
  const open = (): void => {
    source = new EventSource(`/page/events?as=${encodeURIComponent(as)}&after=${last}`);
    source.addEventListener('open', () => on.link(true));
    source.addEventListener('error', () => on.link(false));
    source.addEventListener('message', (message: MessageEvent<string>) => {
      if (message.lastEventId !== '') last = Number(message.lastEventId);
      on.event(JSON.parse(message.data) as PageEvent);
    });
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      source?.close();
      source = undefined;
    } else if (source === undefined) {
      open();
    }
  });
  if (!document.hidden) open();
}
