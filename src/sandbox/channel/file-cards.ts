import { z } from 'zod';
import type { PageFile } from '../page/wire.ts';

const Offered = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.card.file.consent'),
  name: z.string().min(1),
  content: z.object({
    description: z.string().default(''),
    sizeInBytes: z.number().int().positive(),
    acceptContext: z.unknown(),
    declineContext: z.unknown(),
  }),
});
const Given = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.card.file.info'),
  name: z.string().min(1),
  contentUrl: z.url(),
  content: z.object({ uniqueId: z.string(), fileType: z.string() }),
});

/** The file that an attachment offers or gives; undefined for any other, and for one that Teams would not draw. */
export function fileOf(attachment: unknown): PageFile | undefined {
  const offered = Offered.safeParse(attachment).data;
  if (offered !== undefined) return { kind: 'offered', name: offered.name, ...offered.content };
  const given = Given.safeParse(attachment).data;
  return given && { kind: 'given', name: given.name, url: given.contentUrl };
}
