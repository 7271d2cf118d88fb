import { z } from 'zod';
import { PlanForm } from './plan-form.ts';

/** The JSON Schema of the file, for editors: what people write, before it is read. */
export function planSchema(): Record<string, unknown> {
  return { title: 'Escalation plan', ...z.toJSONSchema(PlanForm, { io: 'input' }) };
}
