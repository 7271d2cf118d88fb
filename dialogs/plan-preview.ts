import type { TurnContext } from 'botbuilder';
import * as z from 'zod';
import { planPreviewCard, type PlanPreviewAsked } from '../cards/plan-preview.ts';
import { LOCALES } from '../src/domain/locale.ts';
import { PRODUCTS } from '../src/domain/product.ts';
import { SEVERITIES } from '../src/domain/severity.ts';
import { wallMoment } from '../src/domain/shift-change.ts';
import { wallTimeOf } from '../src/domain/wall-time.ts';
import { readAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'plans' | 'escalationChannels' | 'previewEscalation'>;

const PreviewAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('plan.preview') }),
  z.object({
    verb: z.literal('plan.previewAt'),
    product: z.enum(PRODUCTS),
    severity: z.enum(SEVERITIES),
    language: z.enum(LOCALES),
    day: z.string().max(40).default(''),
    time: z.string().max(40).default(''),
  }),
]);

/** `plan.preview`: who would be called, if a case were opened now; `plan.previewAt`: a chosen one, at a chosen moment. */
export async function actOnPlanPreview(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  if (!(await permitted(context, 'see-on-call'))) return;
  const action = readAction(PreviewAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  const { locale, timeZone } = turnInput(context);
  const asked = action.verb === 'plan.preview' ? presently(context) : action;
  const [plan, channels] = await Promise.all([deps.plans.current(), deps.escalationChannels.list()]);
  const at = wallMoment(asked, timeZone);
  const { product, severity, language } = asked;
  const about = { product, severity, language, tenantId: undefined, tags: [] };
  const preview = at && (await deps.previewEscalation(plan, about, at));
  const routeNumber = preview === undefined ? 0 : plan.routes.indexOf(preview.route) + 1;
  await reply(context, planPreviewCard(locale, { asked, preview, routeNumber, channels, timeZone }));
}

/** The gravest case of a product, now. */
function presently(context: TurnContext): PlanPreviewAsked {
  const { locale, timeZone, now } = turnInput(context);
  const two = (number: number): string => `${number}`.padStart(2, '0');
  const { year, month, day, hour, minute } = wallTimeOf(timeZone, now);
  return {
    product: 'azure',
    severity: 'critical',
    language: locale,
    day: `${year}-${two(month)}-${two(day)}`,
    time: `${two(hour)}:${two(minute)}`,
  };
}
