import { sql, type Kysely } from 'kysely';

/** A turn begins with the item of the bot's state it will want: one round trip instead of two. `begin_turn` stays for the release before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(BEGIN_TURN_WITH_STATE).execute(db);
}

// The state is read by a statement of its own, after the lease was won: it must see what the turn before has written.
const BEGIN_TURN_WITH_STATE = `create function begin_turn_with_state(
    of_conversation text, of_person text, of_activity text, by_holder text, at_time timestamptz, until_time timestamptz, of_state text
  ) returns table (
    kind text, locale text, tenant_id text, name text, domain text, domains text[], sources text[], state jsonb, state_version integer
  ) language plpgsql as $function$
  begin
    select turn.* into kind, locale, tenant_id, name, domain, domains, sources
      from begin_turn(of_conversation, of_person, of_activity, by_holder, at_time, until_time) turn;
    if kind = 'begun' then
      select stored.value, stored.version into state, state_version from bot_state stored where stored.key = of_state;
    end if;
    return next;
  end
  $function$`;
