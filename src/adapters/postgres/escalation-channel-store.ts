import type { Selectable } from 'kysely';
import type { EscalationChannel, EscalationChannels } from '../../ports/escalation-channels.ts';
import { recordChange } from './change-audit.ts';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';

/** Most that any reader gets. */
const MOST = 200;
const SUBJECT = 'escalation-channel';

export function postgresEscalationChannels({ kysely }: Database): EscalationChannels {
  return {
    async setUp(channel) {
      const row = toRow(channel);
      await kysely.transaction().execute(async (transaction) => {
        const before = await transaction
          .selectFrom('escalation_channel')
          .selectAll()
          .where('conversation_id', '=', row.conversation_id)
          .forUpdate()
          .executeTakeFirst();
        await transaction
          .insertInto('escalation_channel')
          .values(row)
          .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
          .execute();
        await recordChange(transaction, {
          at: channel.setUpAt,
          actor: channel.setUpBy.id,
          subject: SUBJECT,
          subjectId: channel.conversationId,
          action: 'set-up',
          before: before && audited(toChannel(before)),
          after: audited(channel),
        });
      });
    },

    remove: (conversationId, actor, at) =>
      kysely.transaction().execute(async (transaction) => {
        const gone = await transaction
          .deleteFrom('escalation_channel')
          .where('conversation_id', '=', conversationId)
          .returningAll()
          .executeTakeFirst();
        if (gone === undefined) return false;
        const change = { at, actor, subject: SUBJECT, subjectId: conversationId, action: 'remove' };
        await recordChange(transaction, { ...change, before: audited(toChannel(gone)), after: undefined });
        return true;
      }),

    async byId(conversationId) {
      const row = await kysely
        .selectFrom('escalation_channel')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst();
      return row && toChannel(row);
    },

    async list() {
      const rows = await kysely
        .selectFrom('escalation_channel')
        .selectAll()
        .orderBy('team_name')
        .orderBy('name', (order) => order.nullsFirst())
        .orderBy('conversation_id')
        .limit(MOST)
        .execute();
      return rows.map(toChannel);
    },
  };
}

/** What matters of it later. */
const audited = ({ kind, locale, timeZone, outsidersAllowed }: EscalationChannel) => ({ kind, locale, timeZone, outsidersAllowed });

function toRow(channel: EscalationChannel) {
  return {
    conversation_id: channel.conversationId,
    team_id: channel.teamId ?? null,
    team_name: channel.teamName ?? null,
    name: channel.name ?? null,
    kind: channel.kind,
    locale: channel.locale,
    time_zone: channel.timeZone,
    outsiders_allowed: channel.outsidersAllowed,
    set_up_by: channel.setUpBy.id,
    set_up_by_name: channel.setUpBy.name,
    set_up_at: channel.setUpAt,
  };
}

const toChannel = (row: Selectable<Tables['escalation_channel']>): EscalationChannel => ({
  conversationId: row.conversation_id,
  teamId: row.team_id ?? undefined,
  teamName: row.team_name ?? undefined,
  name: row.name ?? undefined,
  kind: row.kind,
  locale: row.locale,
  timeZone: row.time_zone,
  outsidersAllowed: row.outsiders_allowed,
  setUpBy: { id: row.set_up_by, name: row.set_up_by_name },
  setUpAt: row.set_up_at,
});
