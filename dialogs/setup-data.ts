import * as z from 'zod';
import { EVERYTHING } from '../cards/channel-setup.ts';
import { PRODUCTS } from '../src/domain/product.ts';

/** The data of the buttons of a channel's set-up. The channel itself is never in them: it is the one of the press. */
export const SetupAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('setup.allow') }),
  z.object({ verb: z.literal('setup.bring'), version: z.coerce.number().int().min(0), what: z.enum([EVERYTHING, ...PRODUCTS]) }),
  z.object({ verb: z.literal('setup.remove') }),
]);
