import { PARTNER, PEOPLE, type SandboxPerson } from '../world.ts';
import { ChannelError } from './channel-error.ts';
import { personName, type Room } from './rooms.ts';

/** A member as the roster calls of the Bot Connector give it. */
interface RosterMember {
  readonly id: string;
  readonly objectId: string;
  readonly name: string;
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
  readonly userPrincipalName: string;
  readonly tenantId: string;
  readonly userRole: 'user';
}

export function roster(room: Room): readonly RosterMember[] {
  return PEOPLE.filter((person) => room.members.has(person.key)).map(memberOf);
}

/** Finds by account id (`29:…`), object id or user principal name. @throws {ChannelError} 404 */
export function oneMember(room: Room, id: string): RosterMember {
  const found = roster(room).find((member) => [member.id, member.objectId, member.userPrincipalName].includes(id));
  if (found === undefined) throw new ChannelError(404, 'MemberNotFoundInConversation', 'The member was not found in the conversation.');
  return found;
}

/** A page of the roster; the page size is clamped to 50…500 as Teams does. */
export function rosterPage(room: Room, pageSize: number, token: string | undefined) {
  const size = Math.min(500, Math.max(50, Number.isNaN(pageSize) ? 200 : pageSize));
  const start = Number(token ?? 0);
  const members = roster(room);
  const next = start + size;
  return { members: members.slice(start, next), ...(next < members.length ? { continuationToken: String(next) } : {}) };
}

function memberOf(person: SandboxPerson): RosterMember {
  return {
    id: person.accountId,
    objectId: person.id,
    name: personName(person),
    givenName: person.givenName,
    surname: person.surname,
    email: person.email,
    userPrincipalName: person.guest ? `${person.email.replace('@', '_')}#EXT#@${PARTNER.domain}` : person.email,
    tenantId: PARTNER.tenantId,
    userRole: 'user',
  };
}
