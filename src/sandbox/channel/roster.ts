import { OUTSIDERS, PARTNER, PEOPLE, type SandboxOutsider, type SandboxPerson } from '../world.ts';
import { badArgument, ChannelError } from './channel-error.ts';
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
  const isIn = ({ key }: { readonly key: string }): boolean => room.members.has(key);
  return [...PEOPLE.filter(isIn).map(memberOf), ...OUTSIDERS.filter(isIn).map(outsiderOf)];
}

/** Finds by account id (`29:…`), object id or user principal name. @throws {ChannelError} 404 */
export function oneMember(room: Room, id: string): RosterMember {
  const found = roster(room).find((member) => [member.id, member.objectId, member.userPrincipalName].includes(id));
  if (found === undefined) throw new ChannelError(404, 'MemberNotFoundInConversation', 'The member was not found in the conversation.');
  return found;
}

/** A page of a roster; the page size is clamped to 50…500 as Teams does. @throws {ChannelError} 400 for a token that this did not give */
export function rosterPage<T>(all: readonly T[], pageSize: number, token: string | undefined) {
  const size = Math.min(500, Math.max(50, Number.isNaN(pageSize) ? 200 : pageSize));
  const start = token === undefined ? 0 : startOf(token);
  const next = start + size;
  return { members: all.slice(start, next), ...(next < all.length ? { continuationToken: tokenFor(next) } : {}) };
}

/** Nothing a bot could count on: it has to hand the token back as it came. */
const tokenFor = (start: number): string => Buffer.from(`members/${start}`).toString('base64url');

function startOf(token: string): number {
  const start = /^members\/(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (start === undefined) throw badArgument('The continuation token is not valid.');
  return Number(start);
}

/** A guest is an account of this tenant, known by its user principal name only; `userRole` says no more of guests (teams-platform.md 2.2). */
function memberOf(person: SandboxPerson): RosterMember {
  const { email, guest } = person;
  return rosterMember(person, PARTNER.tenantId, guest ? `${email.replace('@', '_')}#EXT#@${PARTNER.domain}` : email);
}

/** In a shared channel people stay accounts of their own tenant. */
function outsiderOf(person: SandboxOutsider): RosterMember {
  return rosterMember(person, person.tenantId, person.email);
}

function rosterMember(person: SandboxPerson | SandboxOutsider, tenantId: string, userPrincipalName: string): RosterMember {
  const { accountId: id, id: objectId, givenName, surname, email } = person;
  return { id, objectId, name: personName(person), givenName, surname, email, userPrincipalName, tenantId, userRole: 'user' };
}
