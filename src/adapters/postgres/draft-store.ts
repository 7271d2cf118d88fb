import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { ReportDraft } from '../../domain/report-draft.ts';
import type { DraftStore } from '../../ports/draft-store.ts';
import type { Database } from './database.ts';
import { DraftFields } from './draft-fields.ts';
import { isUuid } from './identifiers.ts';
import { jsonText } from './json-text.ts';
import type { ReportDraftTable } from './schema.ts';

const KEEP_MS = 7 * 24 * 3_600_000;

// Every card of a report reads and writes its draft. Named columns: a prepared `*` breaks when a newer release adds one.
const COLUMNS = 'id, version, person_id, conversation_id, fields, editing, created_at, updated_at';
const READ = { name: 'read-draft', text: `select ${COLUMNS} from report_draft where id = $1` };
const SAVE = {
  name: 'save-draft',
  text: `update report_draft set version = version + 1, fields = $3, editing = $4, updated_at = $5
    where id = $1 and version = $2 returning version, person_id, conversation_id, created_at`,
};

export function postgresDraftStore({ kysely, run }: Database): DraftStore {
  const oldest = (at: Date): Date => new Date(at.getTime() - KEEP_MS);
  const begun: DraftStore['begun'] = async (personId, at, limit) => {
    const rows = await kysely
      .selectFrom('report_draft')
      .selectAll()
      .where('person_id', '=', personId)
      .where('updated_at', '>=', oldest(at))
      .orderBy('updated_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(toDraft);
  };
  return {
    async create(personId, conversationId, fields, at) {
      const row = {
        id: randomUUID(),
        version: 1,
        person_id: personId,
        conversation_id: conversationId,
        fields: jsonText(fields),
        editing: null,
        created_at: at,
        updated_at: at,
      };
      return toDraft(await kysely.insertInto('report_draft').values(row).returningAll().executeTakeFirstOrThrow());
    },

    async byId(id) {
      if (!isUuid(id)) return undefined;
      const [row] = await run<DraftRow>(READ, [id]);
      return row && toDraft(row);
    },

    async open(personId, at) {
      const [newest] = await begun(personId, at, 1);
      return newest;
    },

    begun,

    async ofCase(personId, caseId, at) {
      const row = await kysely
        .selectFrom('report_draft')
        .selectAll()
        .where('person_id', '=', personId)
        .where('updated_at', '>=', oldest(at))
        .where(sql`fields ->> 'caseId'`, '=', caseId)
        .orderBy('updated_at', 'desc')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return row && toDraft(row);
    },

    async save(id, version, fields, editing, at) {
      if (!isUuid(id)) return undefined;
      const text = jsonText(fields);
      const [row] = await run<SavedRow>(SAVE, [id, version, text, editing ?? null, at]);
      return row && { ...fields, ...ownOf(row), id, editing, updatedAt: at };
    },

    async give(id, version, { from, to }, fields, at) {
      if (!isUuid(id)) return undefined;
      const row = await kysely
        .updateTable('report_draft')
        .set({ version: version + 1, person_id: to, fields: jsonText(fields), editing: null, updated_at: at })
        .where('id', '=', id)
        .where('version', '=', version)
        .where('person_id', '=', from)
        .returningAll()
        .executeTakeFirst();
      return row && toDraft(row);
    },

    async discard(id) {
      if (isUuid(id)) await kysely.deleteFrom('report_draft').where('id', '=', id).execute();
    },

    async prune(at) {
      const { numDeletedRows } = await kysely.deleteFrom('report_draft').where('updated_at', '<', oldest(at)).executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

type DraftRow = Selectable<ReportDraftTable>;

function toDraft(row: DraftRow): ReportDraft {
  return { ...DraftFields.parse(row.fields), ...ownOf(row), id: row.id, editing: row.editing ?? undefined, updatedAt: row.updated_at };
}

/** What of a row a saving does not say. */
type SavedRow = Pick<DraftRow, 'version' | 'person_id' | 'conversation_id' | 'created_at'>;

function ownOf(row: SavedRow): Pick<ReportDraft, 'version' | 'personId' | 'conversationId' | 'createdAt'> {
  return { version: row.version, personId: row.person_id, conversationId: row.conversation_id, createdAt: row.created_at };
}
