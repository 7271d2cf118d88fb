import type { Impact } from '../../src/domain/severity.ts';

/** What the three questions of the report's form are answered, for each impact. */
export const IMPACT_INPUTS = {
  stopped: { affected: 'everybody', production: 'yes', workaround: 'no' },
  impaired: { affected: 'group', production: 'yes', workaround: 'no' },
  little: { affected: 'single', production: 'yes', workaround: 'yes' },
} as const satisfies Record<Impact, object>;
