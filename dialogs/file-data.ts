import * as z from 'zod';
import { FIGURES_BY } from '../src/domain/case-figures.ts';
import { MONTH } from '../src/domain/month.ts';
import { FilterData } from './board-data.ts';
import { issueId } from './incident-data.ts';
import { RequestsData } from './requests-data.ts';

const moment = z.iso.datetime().transform((text) => new Date(text));

/** What figures are of. */
export const FiguresData = z.object({ month: z.string().regex(MONTH), by: z.enum(FIGURES_BY) });
export type FiguresData = z.infer<typeof FiguresData>;

/** What an offered file is made from, as the offer carries it and people can forge it; earlier offers name no kind. */
export const OfferedFile = z.preprocess(
  (data) => (typeof data === 'object' && data !== null && !('kind' in data) ? { ...data, kind: 'incidents' } : data),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('incidents'), ...FilterData.shape }),
    z.object({ kind: z.literal('plan') }),
    z.object({ kind: z.literal('requests'), ...RequestsData.shape }),
    z.object({ kind: z.literal('digest'), from: moment, to: moment }),
    z.object({ kind: z.literal('deliveries'), issueId }),
    z.object({ kind: z.literal('statistics'), ...FiguresData.shape }),
    z.object({ kind: z.literal('case'), caseId: z.guid() }),
    z.object({ kind: z.literal('on-call'), rota: z.string().max(200) }),
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

export const StatisticsAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('statistics.show'), ...FiguresData.shape }),
  z.object({ verb: z.literal('statistics.csv'), ...FiguresData.shape }),
]);
