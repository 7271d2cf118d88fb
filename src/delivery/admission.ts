import type { Activity } from 'botbuilder';
import { type Colleague } from '../domain/roles.ts';
import type { RecognisePerson } from '../use-cases/recognise-person.ts';
import { channelDataOf, scopeOf } from './activity.ts';

export type NotAdmitted = 'other-tenant' | 'personal-or-team-only' | 'unknown-person' | 'guest' | 'no-role';

type Admission =
  | { readonly kind: 'admitted'; readonly person: Colleague; readonly scope: 'personal' | 'team' }
  | { readonly kind: 'refused'; readonly reason: NotAdmitted };

/** Whether somebody may talk to the bot at all (design.md 7). @throws {BackEndError} when the person's roles could not be told. */
export type Admit = (activity: Activity, signal: AbortSignal) => Promise<Admission>;

export function admission({
  partnerTenantId,
  recognise,
}: {
  readonly partnerTenantId: string;
  readonly recognise: RecognisePerson;
}): Admit {
  return async (activity, signal) => {
    if (!isOfTenant(activity, partnerTenantId)) return refused('other-tenant');
    const scope = scopeOf(activity);
    if (scope === undefined) return refused('personal-or-team-only');
    const personId = activity.from.aadObjectId;
    if (personId === undefined || personId === '') return refused('unknown-person');
    const person = await recognise(personId, signal);
    if (person === undefined) return refused('unknown-person');
    if (person.guest) return refused('guest');
    return person.roles.length === 0 ? refused('no-role') : { kind: 'admitted', person, scope };
  };
}

/** Whether an activity of any type comes from a conversation of this tenant. Each place that names a tenant must name this one. */
export function isOfTenant(activity: Activity, tenantId: string): boolean {
  const named = [activity.conversation.tenantId, channelDataOf(activity).tenant?.id].filter((id) => id !== undefined && id !== '');
  return named.length > 0 && named.every((id) => id?.toLowerCase() === tenantId.toLowerCase());
}

const refused = (reason: NotAdmitted): Admission => ({ kind: 'refused', reason });
