import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { CardAction, TurnInput } from '../../dialogs/turn-input.ts';
import type { ParseInput } from './commands.ts';
import { LONGEST_TEXT, typedText } from './typed-text.ts';

type Input = TurnInput['input'];

const Data = z.record(z.string(), z.unknown());
const Execute = z.object({ action: z.object({ verb: z.string().max(200), data: Data.catch({}) }) });

/** Teams gives a file's address in personal chats only; other attachments come along with ordinary messages. */
const SentFile = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().max(400).catch(''),
  // It comes back with the button that asks what the file is for, and cards must stay small.
  content: z.object({ downloadUrl: z.string().max(3_000) }),
});

/** What a message says: a pressed button, a file, a command, or text; undefined when the text is too long to be meant. */
export function readMessage(activity: Activity, parseInput: ParseInput): Input | undefined {
  const { text, value } = activity;
  if (text.trim() === '' && value !== undefined && value !== null) return { kind: 'action', action: submitted(value) };
  const file = sentFile(activity);
  if (file !== undefined) return file;
  const typed = typedText(activity);
  if (typed.length > LONGEST_TEXT) return undefined;
  // A mention alone, or a picture without a word: what is there to ask for?
  if (typed === '') return { kind: 'command', command: { name: 'help' } };
  const command = parseInput(typed);
  return command === undefined ? { kind: 'text', text: typed } : { kind: 'command', command };
}

/** The first one where there are several. */
function sentFile({ attachments }: Activity): Input | undefined {
  const found = (Array.isArray(attachments) ? attachments : []).map((one) => SentFile.safeParse(one)).find(({ success }) => success)?.data;
  return found && { kind: 'file', name: found.name, url: found.content.downloadUrl };
}

/** The button of an `adaptiveCard/action` invoke; undefined when it is malformed. */
export function readExecute(value: unknown): CardAction | undefined {
  const parsed = Execute.safeParse(value);
  return parsed.success ? parsed.data.action : undefined;
}

const Consent = z.object({ action: z.enum(['accept', 'decline']), context: Data.catch({}), uploadInfo: Data.optional() });

/** The answer to an offered file (teams-platform 1.8), as a button `file.accept` or `file.decline`; undefined when it is malformed. */
export function readFileConsent(value: unknown): CardAction | undefined {
  const parsed = Consent.safeParse(value);
  if (!parsed.success) return undefined;
  const { action, ...data } = parsed.data;
  return { verb: `file.${action}`, data };
}

/** The data of an `Action.Submit`; `messageBack` may give it as JSON text. Without a verb it is no button of ours, which the dialog answers. */
function submitted(value: unknown): CardAction {
  const parsed = Data.safeParse(typeof value === 'string' ? fromJson(value) : value);
  const { verb, ...data } = parsed.success ? parsed.data : {};
  return { verb: typeof verb === 'string' ? verb : '', data };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not ours: no verb
  }
}
