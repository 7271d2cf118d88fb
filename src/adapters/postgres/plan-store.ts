import { sql } from 'kysely';
import { BUILT_IN_PLAN } from '../../domain/built-in-plan.ts';
import { readPlan } from '../../domain/escalation-plan-schema.ts';
import type { EscalationPlan } from '../../domain/escalation-plan.ts';
import type { PlanStore } from '../../ports/plan-store.ts';
import { recordChange } from './change-audit.ts';
import type { Database } from './database.ts';
import { jsonText } from './json-text.ts';

/** Versions never change: these many are kept as they were read, so that what is reckoned of their calendars is kept too. */
const MOST_KEPT = 20;

export function postgresPlanStore({ kysely }: Database): PlanStore {
  const kept = new Map<number, EscalationPlan>();

  function keep(plan: EscalationPlan): EscalationPlan {
    kept.delete(plan.version);
    kept.set(plan.version, plan);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return plan;
  }

  async function version(number: number): Promise<EscalationPlan | undefined> {
    if (number === BUILT_IN_PLAN.version) return BUILT_IN_PLAN;
    const known = kept.get(number);
    if (known !== undefined) return keep(known);
    const row = await kysely.selectFrom('escalation_plan').select('plan').where('version', '=', number).executeTakeFirst();
    return row && keep(readPlan(number, row.plan));
  }

  return {
    async current() {
      const { newest } = await kysely
        .selectFrom('escalation_plan')
        .select(({ fn }) => fn.max('version').as('newest'))
        .executeTakeFirstOrThrow();
      return (newest === null ? undefined : await version(newest)) ?? BUILT_IN_PLAN;
    },

    version,

    async save({ version: seen, ...content }, actor, at) {
      const saved = await kysely.transaction().execute(async (transaction) => {
        const next = seen + 1;
        // Whoever comes second finds the version taken, or waits for it and then does.
        const { rows } = await sql`
          insert into escalation_plan (version, plan, changed_by, changed_at)
          select ${next}, ${jsonText(content)}::jsonb, ${actor}, ${at}
          where coalesce((select max(version) from escalation_plan), 0) = ${seen}
          on conflict (version) do nothing returning version`.execute(transaction);
        if (rows.length === 0) return undefined;
        const subject = { subject: 'escalation-plan', subjectId: 'plan', action: 'change' };
        // All versions stay where they are: the audit names them.
        await recordChange(transaction, { at, actor, ...subject, before: { version: seen }, after: { version: next } });
        return next;
      });
      return saved === undefined ? undefined : version(saved);
    },
  };
}
