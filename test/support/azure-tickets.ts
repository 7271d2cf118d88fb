import type { AzureTicket } from '../../src/domain/azure-ticket.ts';

let made = 0;

/** A ticket of Azure Support that a colleague filed in the portal; each has a number of its own. */
export function anAzureTicket(some: Partial<AzureTicket> = {}): AzureTicket {
  const number = some.number ?? `26112100500${String(made++).padStart(5, '0')}`;
  return {
    subscriptionId: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5',
    name: `portal-${number}`,
    number,
    title: 'VPN gateway drops the tunnel',
    description: 'Since this morning.',
    status: 'open',
    severity: 'moderate',
    createdAt: new Date('2026-11-20T08:30:00Z'),
    ...some,
  };
}
