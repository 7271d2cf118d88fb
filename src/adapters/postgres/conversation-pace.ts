/**
 * The pace of one conversation: a message each 2.1 s, and 5 at once after a silence, which stays below all of Teams' limits for a conversation (7 in 1 s, 8 in
 * 2 s, 60 in 30 s, 1,800 in an hour; teams-platform 3). `paced_until`, of places and of conversations, is when it is as if nothing had been sent.
 */
export const SEND_APART = `interval '2.1 seconds'`;
export const BURST = `interval '8.4 seconds'`;

/** $1 the conversation, $2 now. The place is taken, in how many milliseconds it may be. */
export const TAKE_PLACE = {
  name: 'take-place',
  text: `
    insert into conversation_pace as known (conversation_id, paced_until) values ($1, $2::timestamptz + ${SEND_APART})
    on conflict (conversation_id) do update set paced_until = greatest(known.paced_until, $2) + ${SEND_APART}
    returning greatest(0, extract(epoch from paced_until - ${SEND_APART} - ${BURST} - $2::timestamptz) * 1000)::double precision as wait_ms`,
};
