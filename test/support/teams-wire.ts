import { createLimiter, TEAMS_LIMITS, type Limits } from '../../src/sandbox/channel/limits.ts';
import { ChannelError } from '../../src/sandbox/channel/channel-error.ts';
import { answerJson, loopbackServer } from './loopback-server.ts';

/** What a call of the connector is for. */
export type WireCallKind = 'open' | 'card' | 'update' | 'line';

export interface WireCall {
  readonly kind: WireCallKind;
  /** Without `;messageid=`; of `open` the account. */
  readonly conversation: string;
  readonly at: number;
}

/** What happens to a call: an answer instead of its own, or a connection that breaks before (`cut`) or after (`lost`) it was done, or no answer (`silence`). */
export type WireFault =
  { readonly status: number; readonly code?: string; readonly retryAfter?: number; readonly done?: boolean } | 'cut' | 'lost' | 'silence';

export interface WireMessage {
  readonly id: string;
  readonly conversation: string;
  /** The post it stands below. */
  readonly thread: string | undefined;
  readonly rings: boolean;
  /** Of a line. */
  readonly text: string | undefined;
  /** The account of everybody who is mentioned, of a line. */
  readonly mentions: readonly string[];
  /** The fallback text of a card, as it was each time. */
  readonly shows: string[];
}

interface Body {
  readonly text?: string;
  readonly attachments?: readonly { readonly content: { readonly fallbackText: string } }[];
  readonly channelData?: { readonly channel?: { readonly id: string }; readonly notification?: { readonly alert: boolean } };
  readonly entities?: readonly { readonly type: string; readonly text: string; readonly mentioned: { readonly id: string } }[];
  readonly members?: readonly { readonly id: string }[];
  readonly activity?: Body;
}

/** Teams as its connector is seen from the wire: what was written where, faults as told, and its limits if wanted. */
export async function startTeamsWire({ limits }: { readonly limits?: Limits | true } = {}) {
  const messages: WireMessage[] = [];
  const calls: WireCall[] = [];
  let nextId = 1_763_640_000_000;
  const limiter = limits === undefined ? undefined : createLimiter(limits === true ? TEAMS_LIMITS : limits, () => new Date());

  const wire = {
    url: '',
    messages,
    calls,
    /** Answered 429 by the limits. */
    throttled: 0,
    fault: (_call: WireCall): WireFault | undefined => undefined,
    /** Before a call is answered. */
    before: async (_call: WireCall): Promise<void> => undefined,
    cards: (conversation?: string) =>
      messages.filter((each) => each.shows.length > 0 && (conversation === undefined || each.conversation === conversation)),
    lines: (conversation?: string) =>
      messages.filter((each) => each.text !== undefined && (conversation === undefined || each.conversation === conversation)),
    stop: () => server.stop(),
  };

  function post(conversation: string, thread: string | undefined, body: Body): string {
    const id = String(++nextId);
    const card = body.attachments?.[0]?.content;
    const rings = body.channelData?.notification?.alert === true;
    // Teams mentions whom an entity names only where its text is found in the message.
    const mentions = (body.entities ?? []).filter(({ text }) => body.text?.includes(text)).map(({ mentioned }) => mentioned.id);
    messages.push({ id, conversation, thread, rings, text: body.text, mentions, shows: card === undefined ? [] : [card.fallbackText] });
    return id;
  }

  const server = await loopbackServer((request, response) => {
    void answer().catch((error: unknown) => {
      answerJson(response, 599, { error: String(error) });
    });
    async function answer(): Promise<void> {
      const body = (request.body === '' ? {} : JSON.parse(request.body)) as Body;
      const [, , , conversationId = '', , activityId] = request.url.split('/').map(decodeURIComponent);
      const [conversation = '', thread] = conversationId.split(';messageid=');
      const created = body.channelData?.channel?.id ?? body.members?.[0]?.id ?? '';
      const kind =
        request.method === 'PUT'
          ? 'update'
          : body.members !== undefined
            ? 'open'
            : (body.activity ?? body).text === undefined
              ? 'card'
              : 'line';
      const call: WireCall = { kind, conversation: conversationId === '' ? created : conversation, at: performance.now() };
      calls.push(call);
      await wire.before(call);

      const fault = wire.fault(call);
      if (fault === 'silence') return;
      if (fault === 'cut') {
        response.destroy();
        return;
      }
      try {
        if (fault === undefined)
          limiter?.count(kind === 'update' ? undefined : conversationId === '' ? 'create' : 'send', call.conversation);
      } catch (error) {
        if (!(error instanceof ChannelError)) throw error;
        wire.throttled++;
        answerJson(response, 429, { error: { code: error.code } }, { 'retry-after': String(error.retryAfterSeconds) });
        return;
      }
      const isDone = fault === undefined || fault === 'lost' || fault.done === true;
      const done = isDone ? act() : undefined;
      if (fault === 'lost') response.destroy();
      else if (fault !== undefined) {
        const headers: Record<string, string> = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
        answerJson(response, fault.status, { error: { code: fault.code ?? 'ServiceError' } }, headers);
      } else if (done === undefined) answerJson(response, 404, { error: { code: 'ActivityNotFoundInConversation' } });
      else answerJson(response, request.method === 'PUT' ? 200 : 201, done);

      /** undefined: there is no such message. */
      function act(): object | undefined {
        if (kind === 'open') return { id: `a:${created}` };
        if (kind === 'update') {
          const message = messages.find(({ id }) => id === activityId);
          message?.shows.push(body.attachments?.[0]?.content.fallbackText ?? '');
          return message && { id: message.id };
        }
        if (conversationId === '') {
          const id = post(created, undefined, body.activity ?? {});
          return { id: `${created};messageid=${id}`, activityId: id };
        }
        return { id: post(conversation, thread, body) };
      }
    }
  });
  wire.url = server.url;
  return wire;
}

export type TeamsWire = Awaited<ReturnType<typeof startTeamsWire>>;
