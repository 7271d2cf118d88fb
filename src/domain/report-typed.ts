import { prefill, readIntent, titleOf } from './intent.ts';
import { cut, storable, type Answered } from './report-answers.ts';
import type { ReportFields, ReportStep } from './report-draft.ts';
import { TEXT_LIMITS, type FieldProblem } from './report-problems.ts';
import { answersFor, asksImpact, proposal, type Severity } from './severity.ts';

/** What of a typed text stands at the end of a field now. */
export interface Added {
  readonly field: 'tried' | 'description';
  readonly text: string;
}

/** `added`: undefined when the text answered something instead of adding to it. */
export interface Typed extends Answered {
  readonly added?: Added | undefined;
}

/** Takes over a text that was typed while a card was due: what it says goes into the fields of that card, and adds to what is there. */
export function applyTyped(before: ReportFields, step: ReportStep, typed: string, now: Date): Typed {
  const text = storable(typed);
  if (text === '') return { fields: before, problems: [] };
  switch (step) {
    case 'subject':
      return onSubject(before, text);
    case 'health':
      return added({ ...before, healthSeenAt: now }, 'tried', text);
    case 'form':
      return onForm(before, text);
    case 'review':
      return added(before, 'description', text);
  }
}

/** Takes away what a text added; where the field was changed since, the person has it in hand. */
export function withoutAdded(before: ReportFields, { field, text }: Added): ReportFields {
  const all = before[field];
  if (all === undefined || !all.endsWith(text)) return before;
  const rest = all.slice(0, -text.length).trimEnd();
  const title = before.title === titleOf(text) ? undefined : before.title;
  return { ...before, title: field === 'description' ? title : before.title, [field]: rest === '' ? undefined : rest };
}

/** On the first card people name the product or the nature anew, to correct it. What else they say after the first sentence adds to it. */
function onSubject(before: ReportFields, text: string): Typed {
  const said = readIntent(text);
  const corrected = {
    ...before,
    product: said.product ?? before.product,
    nature: said.nature ?? before.nature,
    category: said.category ?? before.category,
  };
  const isWordOfChoice = text.split(/\s+/u).length <= 2 && (said.product !== undefined || said.nature !== undefined);
  if (isWordOfChoice) return { fields: corrected, problems: [] };
  const { description } = before;
  const filled = prefill(text, { ...corrected, description: undefined }, said);
  if (description === undefined) return { fields: filled, problems: [], added: { field: 'description', text: filled.description ?? '' } };
  return added({ ...filled, description }, 'description', text);
}

const ADDRESS_ALONE = /^\S+@\S+\.\S+$/u;
const SEVERITY_OF_LETTER: Readonly<Record<string, Severity>> = {
  a: 'critical',
  b: 'moderate',
  c: 'minimal',
  а: 'critical',
  б: 'moderate',
  в: 'minimal',
};

/** An address is the contact's, a severity's letter answers the impact questions; everything else is the description, and the title when there is none. */
function onForm(before: ReportFields, text: string): Typed {
  // The length first: on a long text of `@` and `.` the pattern would run for minutes.
  if (text.length <= TEXT_LIMITS.contactEmail && ADDRESS_ALONE.test(text)) {
    const contact = { givenName: '', surname: '', phone: undefined, ...before.contact, email: text };
    return { fields: { ...before, contact }, problems: [] };
  }
  const severity = SEVERITY_OF_LETTER[text.toLowerCase()];
  if (severity !== undefined) {
    if (before.nature !== undefined && !asksImpact(before.nature)) return { fields: { ...before, severity }, problems: [] };
    // Fraud is going on or not: nothing in between.
    const answers = before.nature === 'fraud' ? { ongoing: severity === 'critical' } : answersFor(severity);
    const { impact } = proposal(answers);
    return { fields: { ...before, ...answers, impact, severity, severityReason: undefined }, problems: [] };
  }
  return added({ ...before, title: before.title ?? titleOf(text) }, 'description', text);
}

function added(before: ReportFields, field: Added['field'], text: string): Typed {
  const start = before[field] === undefined ? '' : `${before[field]}\n`;
  const all = `${start}${text}`;
  const problems: readonly FieldProblem[] = all.length > TEXT_LIMITS[field] ? [{ field, problem: 'too-long' }] : [];
  const kept = cut(all, TEXT_LIMITS[field]);
  const end = kept.slice(start.length);
  return { fields: { ...before, [field]: kept }, problems, added: end === '' ? undefined : { field, text: end } };
}
