import { z } from 'zod';
import { PARTNER, PEOPLE, TEAM } from '../world.ts';
import { json, parsedJson, Refusal } from './exchange.ts';
import type { CloudReply, Route } from './exchange.ts';
import { atPartner } from './graph-turn.ts';
import type { GraphTurn } from './graph-turn.ts';
import { graphError } from './graph-errors.ts';
import { contextOf, directoryPage } from './graph-lists.ts';
import { GROUPS, groupsOf } from './groups.ts';
import { selected } from './odata.ts';
import type { Entity } from './odata.ts';

const USER = String.raw`^/v1\.0/(?:users/(?<id>[^/]+)|me)`;
const PAGE = { usual: 100, largest: 999 };

function ofUser(path: string): RegExp {
  return new RegExp(`${USER}${path}$`, 'i');
}

/** Users, groups and directory roles of the partner's tenant. */
export const DIRECTORY_ROUTES: readonly Route<GraphTurn>[] = [
  { method: 'GET', path: /^\/v1\.0\/groups$/i, handle: groups },
  { method: 'GET', path: /^\/v1\.0\/groups\/(?<id>[^/]+)\/owners$/i, handle: (turn, { id = '' }) => owners(turn, id.toLowerCase()) },
  { method: 'GET', path: ofUser(''), handle: (turn, { id = '' }) => user(turn, memberOf(turn, id)) },
  {
    method: 'POST',
    path: ofUser(String.raw`/(?:microsoft\.graph\.)?getMemberGroups`),
    handle: (turn, { id = '' }) => memberGroups(turn, memberOf(turn, id)),
  },
  {
    method: 'POST',
    path: ofUser(String.raw`/(?:microsoft\.graph\.)?checkMemberGroups`),
    handle: (turn, { id = '' }) => checkGroups(turn, memberOf(turn, id)),
  },
  {
    method: 'GET',
    path: ofUser(String.raw`/transitiveMemberOf/microsoft\.graph\.group`),
    handle: (turn, { id = '' }) => transitiveGroups(turn, memberOf(turn, id)),
  },
  {
    method: 'GET',
    path: ofUser(String.raw`/transitiveMemberOf/microsoft\.graph\.directoryRole`),
    handle: (turn, { id = '' }) => directoryRoles(turn, memberOf(turn, id)),
  },
];

/** Properties that a user has when `$select` does not say otherwise. */
const USUALLY =
  'businessPhones,displayName,givenName,jobTitle,mail,mobilePhone,officeLocation,preferredLanguage,surname,userPrincipalName,id';

const SERVICE_ACCOUNT: Entity = {
  id: PARTNER.serviceAccountId,
  displayName: 'Support bot service account',
  givenName: null,
  surname: null,
  mail: null,
  userPrincipalName: `support-bot@${PARTNER.domain}`,
  userType: 'Member',
  accountEnabled: true,
  businessPhones: [],
  mobilePhone: null,
  jobTitle: null,
  officeLocation: null,
  preferredLanguage: null,
};

const USERS: readonly Entity[] = [
  SERVICE_ACCOUNT,
  ...PEOPLE.map(({ id, givenName, surname, email, phone, guest, locale }) => ({
    id,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    mail: email,
    userPrincipalName: guest ? `${email.replace('@', '_')}#EXT#@${PARTNER.domain}` : email,
    userType: guest ? 'Guest' : 'Member',
    accountEnabled: true,
    businessPhones: [phone],
    mobilePhone: null,
    jobTitle: null,
    officeLocation: null,
    preferredLanguage: locale,
  })),
];

/** Template ids of the directory roles that count for support. */
const DIRECTORY_ROLES = {
  'global-administrator': ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator'],
  'user-administrator': ['fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator'],
} as const;

/** The user a request is about: by id or principal name, or the token's own. */
function memberOf(turn: GraphTurn, id: string): string {
  atPartner(turn);
  const { request, token } = turn;
  if (id === '' && token.idtyp === 'app') {
    throw new Refusal(graphError(request, 400, 'BadRequest', '/me request is only valid with delegated authentication flow.'));
  }
  const wanted = (id === '' ? token.oid : id).toLowerCase();
  const found = USERS.find((each) => [each['id'], each['userPrincipalName']].some((name) => String(name).toLowerCase() === wanted));
  if (found === undefined) throw new Refusal(notFound(turn));
  return String(found['id']);
}

function notFound({ request }: GraphTurn): CloudReply {
  return graphError(
    request,
    404,
    'Request_ResourceNotFound',
    'Resource does not exist or one of its queried reference-property objects are not present.',
  );
}

function user({ request }: GraphTurn, id: string): CloudReply {
  const entity = USERS.find((each) => each['id'] === id) ?? {};
  return json(200, { '@odata.context': contextOf('users/$entity'), ...selected(entity, request.query.get('$select') ?? USUALLY) });
}

function groupEntity(group: { id: string; displayName: string }): Entity {
  return { id: group.id, displayName: group.displayName, mailEnabled: false, securityEnabled: true, groupTypes: [] };
}

function groups(turn: GraphTurn): CloudReply {
  atPartner(turn);
  return directoryPage(turn, 'groups', GROUPS.map(groupEntity), PAGE);
}

/** The Microsoft 365 group behind the team is a group like others here. */
function owners(turn: GraphTurn, id: string): CloudReply {
  atPartner(turn);
  const keys: readonly string[] | undefined = id === TEAM.groupId ? TEAM.owners : GROUPS.some((group) => group.id === id) ? [] : undefined;
  if (keys === undefined) throw new Refusal(notFound(turn));
  const items = PEOPLE.filter(({ key }) => keys.includes(key)).map((person) => ({
    '@odata.type': '#microsoft.graph.user',
    id: person.id,
    displayName: `${person.givenName} ${person.surname}`,
  }));
  return directoryPage(turn, 'directoryObjects', items, PAGE);
}

const MemberGroups = z.object({ securityEnabledOnly: z.boolean() });
const CheckGroups = z.object({ groupIds: z.array(z.string()).min(1).max(20) });

function memberGroups(turn: GraphTurn, id: string): CloudReply {
  bodyOf(turn, MemberGroups);
  return ids(groupsOf(id));
}

function checkGroups(turn: GraphTurn, id: string): CloudReply {
  const { groupIds } = bodyOf(turn, CheckGroups);
  const own = groupsOf(id);
  return ids(groupIds.filter((each) => own.includes(each)));
}

function ids(value: readonly string[]): CloudReply {
  return json(200, { '@odata.context': contextOf('Collection(Edm.String)'), value });
}

function transitiveGroups(turn: GraphTurn, id: string): CloudReply {
  const own = groupsOf(id);
  return directoryPage(turn, 'groups', GROUPS.filter((group) => own.includes(group.id)).map(groupEntity), PAGE);
}

function directoryRoles(turn: GraphTurn, id: string): CloudReply {
  const roles = PEOPLE.find((person) => person.id === id)?.roles ?? [];
  const items = roles.flatMap((role) => {
    if (role !== 'global-administrator' && role !== 'user-administrator') return [];
    const [roleTemplateId, displayName] = DIRECTORY_ROLES[role];
    return [{ id: roleTemplateId.replace(/^.{8}/, 'd1ec0000'), displayName, roleTemplateId }];
  });
  return directoryPage(turn, 'directoryRoles', items, PAGE);
}

function bodyOf<T>({ request }: GraphTurn, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parsedJson(request.body));
  if (!parsed.success) throw new Refusal(graphError(request, 400, 'Request_BadRequest', 'The request body is not valid.'));
  return parsed.data;
}
