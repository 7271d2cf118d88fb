import type { TurnContext } from 'botbuilder';
import { fileOffer, type FileKind } from '../cards/file-offer.ts';
import type { NamedSheet } from '../cards/sheet.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify } from './reply.ts';
import { turnInput } from './turn-input.ts';

/** Lines of one file. */
export const MOST_LINES = 10_000;

/** A file ready to be offered or written, with the button that asks for it once more. */
export interface MadeFile {
  readonly of: FileKind;
  readonly sheet: Pick<NamedSheet, 'name'> & { readonly rows: readonly unknown[] };
  readonly bytes: Uint8Array;
  /** Lines that there would be without a bound. */
  readonly total: number;
  /** What it is made from: of the offer, and of the button. */
  readonly data: Readonly<Record<string, string>>;
  readonly verb: string;
}

/** Offers a file in the person's own chat: Teams gives files nowhere else. Nothing is kept of it until it is accepted. */
export async function offerFile(
  context: TurnContext,
  { files }: Pick<DialogDependencies, 'files'>,
  { of, sheet, bytes, total, data }: MadeFile,
): Promise<void> {
  if (total === 0) return notify(context, { name: 'file-empty' });
  const { locale, person, scope } = turnInput(context);
  const offer = fileOffer(locale, {
    of,
    name: sheet.name,
    lines: sheet.rows.length,
    total,
    sizeInBytes: bytes.byteLength,
    // The first kind of file has none: its offers are older than the others.
    context: of.kind === 'incidents' ? data : { kind: of.kind, ...data },
  });
  if (!(await files.offer(person.id, offer))) return notify(context, { name: 'file-no-chat' });
  if (scope === 'team') await notify(context, { name: 'file-in-own-chat' });
}
