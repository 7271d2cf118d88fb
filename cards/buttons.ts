import type { CommandName } from '../src/domain/command.ts';
import type { Words } from '../src/locales/words.ts';

/** A button of the shared part `buttons`: it gathers no inputs. */
export interface Button {
  readonly title: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
  /** Never the only sign of a meaning: some clients do not show it. */
  readonly style: 'positive' | 'destructive' | null;
  /** `secondary` goes behind "…". */
  readonly mode: 'secondary' | null;
}

export function button(title: string, verb: string, data: Button['data'], look: Partial<Pick<Button, 'style' | 'mode'>> = {}): Button {
  return { title, verb, data, style: look.style ?? null, mode: look.mode ?? null };
}

/** A button that does what typing the command does. */
export function commandButton(
  t: Words,
  command: CommandName,
  extra: { readonly text?: string; readonly tenantId?: string; readonly requestId?: string } = {},
  look: Partial<Pick<Button, 'style' | 'mode'>> = {},
): Button {
  return button(t(`commands.${command}.title`), 'command', { command, ...extra }, look);
}
