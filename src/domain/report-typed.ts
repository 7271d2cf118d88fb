import { prefill, readIntent, titleOf } from './intent.ts';
import { cut, storable, type Answered } from './report-answers.ts';
import type { ReportFields, ReportStep } from './report-draft.ts';
import { TEXT_LIMITS, type FieldProblem } from './report-problems.ts';
import { answersFor, proposal, type Severity } from './severity.ts';

/** Takes over a text that was typed while a card was due: what it says goes into the fields of that card, and adds to what is there. */
export function applyTyped(before: ReportFields, step: ReportStep, typed: string, now: Date): Answered {
  const text = storable(typed);
  if (text === '') return { fields: before, problems: [] };
  switch (step) {
    case 'subject':
      return { fields: onSubject(before, text), problems: [] };
    case 'health':
      return { ...added({ ...before, healthSeenAt: now }, 'tried', text) };
    case 'form':
      return onForm(before, text);
    case 'review':
      return added(before, 'description', text);
  }
}

/** On the first card people name the product or the nature anew, to correct it. */
function onSubject(before: ReportFields, text: string): ReportFields {
  const said = readIntent(text);
  const corrected = {
    ...before,
    product: said.product ?? before.product,
    nature: said.nature ?? before.nature,
    category: said.category ?? before.category,
  };
  const isWordOfChoice = text.split(/\s+/u).length <= 2 && (said.product !== undefined || said.nature !== undefined);
  return isWordOfChoice ? corrected : prefill(text, corrected);
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
function onForm(before: ReportFields, text: string): Answered {
  // The length first: on a long text of `@` and `.` the pattern would run for minutes.
  if (text.length <= TEXT_LIMITS.contactEmail && ADDRESS_ALONE.test(text)) {
    const contact = { givenName: '', surname: '', phone: undefined, ...before.contact, email: text };
    return { fields: { ...before, contact }, problems: [] };
  }
  const severity = SEVERITY_OF_LETTER[text.toLowerCase()];
  if (severity !== undefined) {
    const answers = answersFor(severity);
    const { impact } = proposal(answers);
    return { fields: { ...before, ...answers, impact, severity, severityReason: undefined }, problems: [] };
  }
  return added({ ...before, title: before.title ?? titleOf(text) }, 'description', text);
}

function added(before: ReportFields, field: 'tried' | 'description', text: string): Answered {
  const all = before[field] === undefined ? text : `${before[field]}\n${text}`;
  const problems: readonly FieldProblem[] = all.length > TEXT_LIMITS[field] ? [{ field, problem: 'too-long' }] : [];
  return { fields: { ...before, [field]: cut(all, TEXT_LIMITS[field]) }, problems };
}
