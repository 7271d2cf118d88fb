import type { CaseEvent } from '../src/domain/support-case.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { severityName } from './severity-words.ts';
import type { safe } from './safe-text.ts';

interface EventWords {
  readonly t: Words;
  /** For markdown or for plain text. */
  readonly write: typeof safe;
  readonly moment: (at: Date) => string;
}

/** What happened to a case, in a few words without a subject: "taken", "severity now A · Critical". People's own text is not among them. */
export function eventText({ t, write, moment }: EventWords, { kind, detail }: CaseEvent): string {
  const due = detail.dueAt === undefined ? '' : moment(new Date(detail.dueAt));
  const issue = write(detail.issueId ?? '', LIMITS.status);
  switch (kind) {
    case 'hand': {
      const owner = detail.after?.ownerName;
      return owner === undefined ? t('case.events.hand') : t('case.events.handTo', { owner: write(owner, LIMITS.name) });
    }
    case 'take-over': {
      const owner = detail.before?.ownerName;
      return owner === undefined ? t('case.events.take-over') : t('case.events.takeOverFrom', { owner: write(owner, LIMITS.name) });
    }
    case 'wait':
      return t(detail.waitingFor === 'microsoft' ? 'case.events.waitMicrosoft' : 'case.events.waitCustomer');
    case 'severity': {
      const severity = detail.after?.severity;
      return severity === undefined ? t('case.events.severity') : t('case.events.severityTo', { severity: severityName(t, severity) });
    }
    case 'link':
      return t('case.events.link', { issue });
    case 'resolve':
      return t('case.events.resolve', { cause: detail.cause === undefined ? t('words.unknown') : t(`case.causes.${detail.cause}`) });
    case 'request': {
      const { requestState: state = 'uncertain', number } = detail;
      if (state === 'filed' && number !== undefined) return t('case.events.request.filedAs', { number: write(number, LIMITS.name) });
      return t(`case.events.request.${state}`);
    }
    case 'incident':
      return t(`case.events.incident.${detail.incidentChange ?? 'post'}`, { issue });
    case 'call':
      return t((detail.round ?? 1) > 1 ? 'case.events.callAgain' : 'case.events.call', { level: detail.level ?? 1 });
    case 'warning':
    case 'breach':
      return t(`case.events.${kind}.${detail.target ?? 'acknowledge'}`, { moment: due });
    default:
      return t(`case.events.${kind}`);
  }
}
