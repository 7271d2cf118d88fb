import { followedBy } from '../src/domain/followed-request.ts';
import { SEVERITIES } from '../src/domain/severity.ts';
import type { Words } from '../src/locales/words.ts';
import type { RequestView } from './request.ts';
import { severityName } from './severity-words.ts';

/** Another severity than the present one, with the reason (B54); where Microsoft's own portal alone can change it, it is asked for. */
export function severityForm(t: Words, { request, record }: Pick<RequestView, 'request' | 'record'>) {
  const present = record?.severity ?? request.desk?.severity ?? request.severity;
  return {
    severities: SEVERITIES.filter((severity) => severity !== present).map((value) => ({
      title: t('words.labelled', { label: severityName(t, value), text: t(`severities.${value}.definition`) }),
      value,
    })),
    changeSeverity: t(followedBy(request) === 'azure-support' ? 'impact.save' : 'impact.ask'),
  };
}
