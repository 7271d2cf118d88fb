import * as z from 'zod';
import { FilterData } from './board-data.ts';
import { issueId } from './incident-data.ts';

const moment = z.iso.datetime().transform((text) => new Date(text));

/** What an offered file is made from, as the offer carries it and people can forge it; earlier offers name no kind. */
export const OfferedFile = z.preprocess(
  (data) => (typeof data === 'object' && data !== null && !('kind' in data) ? { ...data, kind: 'incidents' } : data),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('incidents'), ...FilterData.shape }),
    z.object({ kind: z.literal('digest'), from: moment, to: moment }),
    z.object({ kind: z.literal('deliveries'), issueId }),
  ]),
);
export type OfferedFile = z.infer<typeof OfferedFile>;

/** The answer to an offered file, as delivery hands it on. */
export const FileAnswer = z.discriminatedUnion('verb', [
  z.object({
    verb: z.literal('file.accept'),
    context: OfferedFile,
    uploadInfo: z.object({
      uploadUrl: z.string().max(8_000),
      contentUrl: z.string().max(8_000),
      name: z.string().max(400),
      uniqueId: z.string().max(400).optional(),
      fileType: z.string().max(40).optional(),
    }),
  }),
  z.object({ verb: z.literal('file.decline') }),
]);

export const DigestAction = z.discriminatedUnion('verb', [
  /** `kind`: on a card that shows another one; without it the one that the place gets. */
  z.object({ verb: z.literal('digest.now'), kind: z.enum(['daily', 'weekly']).optional() }),
  z.object({ verb: z.literal('digest.csv'), from: moment, to: moment }),
]);
