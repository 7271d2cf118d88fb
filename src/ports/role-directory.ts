import type { Colleague } from '../domain/roles.ts';

/** Who the people of the partner tenant are. */
export interface RoleDirectory {
  /**
   * The person with this Entra object id, or this sign-in name (`adele@northwindcloud.example`); undefined when the tenant does not know them.
   *
   * @throws {BackEndError}
   */
  colleague(personId: string, signal: AbortSignal): Promise<Colleague | undefined>;
}
