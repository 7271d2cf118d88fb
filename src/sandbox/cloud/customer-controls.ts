import { choiceControl, switchControl } from '../control.ts';
import type { Control } from '../control.ts';
import { customerNamed, NEWCOMER } from './customers.ts';
import type { WorldCustomer } from './customers.ts';
import { graphFailure, partnerCenterFailed } from './failures.ts';
import { faultSwitch } from './fault-switch.ts';
import type { CloudScript, Fault } from './script.ts';
import type { CloudState } from './state.ts';

/** What changes about the customers themselves: who is one, their relationship, and what is known of them. */
export function customerControls(state: CloudState, script: CloudScript): Control[] {
  return [relationship(state), ...comingAndGoing(state), relationshipsFail(script), portals(script)];
}

function relationship(state: CloudState): Control {
  const { tenantId } = customerNamed('Contoso');
  const becomes = (gdap: WorldCustomer['gdap']) => (): (() => void) => {
    const set = (value: WorldCustomer['gdap']): void => {
      const change = { gdap: value, changedAt: state.now() };
      state.customers = state.customers.map((customer) => (customer.tenantId === tenantId ? { ...customer, ...change } : customer));
    };
    set(gdap);
    return () => set('standard');
  };
  return choiceControl(
    'relationship.contoso',
    'customers',
    { en: 'Relationship with Contoso', fr: 'Relation avec Contoso', ru: 'Отношения с Contoso' },
    [
      { id: 'in-force', title: { en: 'In force', fr: 'En vigueur', ru: 'Действуют' } },
      {
        id: 'expiring',
        title: { en: 'Expires in 6 days', fr: 'Expire dans 6 jours', ru: 'Истекают через 6 дней' },
        begin: becomes('expiring'),
      },
      { id: 'ended', title: { en: 'Ended', fr: 'Terminée', ru: 'Прекращены' }, begin: becomes('terminated') },
    ],
  );
}

function comingAndGoing(state: CloudState): Control[] {
  const leaver = customerNamed('Wingtip Toys');
  return [
    switchControl(
      'customers.newcomer',
      'customers',
      { en: 'Tailwind Traders is a customer', fr: 'Tailwind Traders est client', ru: 'Tailwind Traders — клиент' },
      () => {
        state.customers = [...state.customers, NEWCOMER];
        return () => void (state.customers = state.customers.filter(({ tenantId }) => tenantId !== NEWCOMER.tenantId));
      },
    ),
    switchControl(
      'customers.leaver',
      'customers',
      { en: 'Wingtip Toys has left', fr: 'Wingtip Toys est parti', ru: 'Wingtip Toys больше не клиент' },
      () => {
        state.customers = state.customers.filter(({ tenantId }) => tenantId !== leaver.tenantId);
        return () => void (state.customers = [...state.customers, leaver]);
      },
    ),
  ];
}

function relationshipsFail(script: CloudScript): Control {
  return faultSwitch(
    script,
    'relationships.fail',
    'customers',
    { en: 'Relationships fail', fr: 'Les relations échouent', ru: 'Отношения не читаются' },
    {
      api: 'graph',
      path: /\/delegatedAdminRelationships/i,
      reply: graphFailure(500, 'generalException', 'An error has occurred while processing the request.'),
    },
  );
}

function portals(script: CloudScript): Control {
  const failing: Readonly<Record<'graph' | 'partner-center', Fault>> = {
    graph: {
      api: 'graph',
      path: /\/serviceManagementDetails/i,
      reply: graphFailure(500, 'generalException', 'An error has occurred while processing the request.'),
    },
    'partner-center': { api: 'partner-center', path: /\/managedservices/i, reply: partnerCenterFailed() },
  };
  const fail =
    (...apis: readonly (keyof typeof failing)[]) =>
    (): (() => void) => {
      const lifts = apis.map((api) => script.fault({ times: Infinity, ...failing[api] }));
      return () => {
        for (const lift of lifts) lift();
      };
    };
  return choiceControl('portals', 'customers', { en: 'Portal links', fr: 'Liens vers les portails', ru: 'Ссылки на порталы' }, [
    { id: 'work', title: { en: 'Work', fr: 'Fonctionnent', ru: 'Работают' } },
    { id: 'graph', title: { en: "Graph's fail", fr: 'Ceux de Graph échouent', ru: 'Из Graph недоступны' }, begin: fail('graph') },
    {
      id: 'partner-center',
      title: { en: "Partner Center's fail", fr: "Ceux de l'Espace partenaires échouent", ru: 'Из Центра партнёров недоступны' },
      begin: fail('partner-center'),
    },
    {
      id: 'both',
      title: { en: 'All of them fail', fr: 'Tous échouent', ru: 'Все недоступны' },
      begin: fail('graph', 'partner-center'),
    },
  ]);
}
