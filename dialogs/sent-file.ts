import type { TurnContext } from 'botbuilder';
import { takeCalendar } from './on-call-import.ts';
import { importPlanFile } from './plan-file.ts';
import { notify, permitted } from './reply.ts';
import { sentText } from './sent-text.ts';

type Needs = Parameters<typeof takeCalendar>[1] & Parameters<typeof importPlanFile>[1];

/** A file that a person sent in the own chat: a calendar of shifts (`.ics`), or an escalation plan (`.yaml`). */
export async function takeFile(context: TurnContext, deps: Needs, file: { readonly name: string; readonly url: string }): Promise<void> {
  switch (/\.(ics|ya?ml)$/i.exec(file.name)?.[1]?.toLowerCase()) {
    case 'ics':
      return takeCalendar(context, deps, file);
    case 'yaml':
    case 'yml': {
      if (!(await permitted(context, 'set-up-escalation'))) return;
      const text = await sentText(context, deps, file.url);
      return text === undefined ? undefined : importPlanFile(context, deps, text);
    }
    default:
      return notify(context, { name: 'sent-file-unknown' });
  }
}
