import { readPlan } from '../../domain/escalation-plan-schema.ts';
import type { PlanUploadStore } from '../../ports/plan-upload-store.ts';
import type { Database } from './database.ts';
import { jsonText } from './json-text.ts';

const KEPT_MS = 24 * 3_600_000;

export function postgresPlanUploads({ kysely }: Database): PlanUploadStore {
  return {
    async keep(personId, { id, plan: { version, ...content } }, at) {
      const row = { person_id: personId, id, version, plan: jsonText(content), at };
      await kysely
        .insertInto('plan_upload')
        .values(row)
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
        .execute();
    },

    async find(personId, id, now) {
      const row = await kysely
        .selectFrom('plan_upload')
        .select(['version', 'plan'])
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .where('at', '>', new Date(now.getTime() - KEPT_MS))
        .executeTakeFirst();
      return row && readPlan(row.version, row.plan);
    },

    async forget(personId, id) {
      await kysely.deleteFrom('plan_upload').where('person_id', '=', personId).where('id', '=', id).execute();
    },
  };
}
