import { CASE_CAUSES, type SupportCase } from '../src/domain/support-case.ts';
import { SEVERITIES } from '../src/domain/severity.ts';
import type { Words } from '../src/locales/words.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { caseData, type CaseCardKind } from './case-data.ts';
import { issueKey } from './health-words.ts';
import { severityName } from './severity-words.ts';

/** What can be done with a case as it stands, in at most six buttons: some open a form, what is rarer is behind the last one. */
export function caseActions(
  t: Words,
  of: SupportCase,
  on: Exclude<CaseCardKind, 'requester'>,
  { ofRequester, stranded = false }: { readonly ofRequester: boolean; readonly stranded?: boolean },
) {
  const data = caseData(of, on);
  const form = of.state === 'resolved' ? [] : [{ data }];
  return {
    buttons: [...mainButtons(t, of, on, ofRequester), ...(stranded ? [button(t('case.buttons.post'), 'case.post', data)] : [])],
    handForm: form,
    noteForm: [{ data }],
    resolveForm: form.map((own) => ({
      ...own,
      causes: CAUSES.map((cause) => ({ title: capital(t(`case.causes.${cause}`)), value: cause })),
    })),
    reopenForm: of.state === 'resolved' ? [{ data }] : [],
    moreForm: form.map((own) => ({
      ...own,
      acts: rareButtons(t, of, on, ofRequester),
      severity: of.severity,
      severities: SEVERITIES.map((severity) => ({ title: severityName(t, severity), value: severity })),
    })),
  };
}

/** A case is withdrawn by its requester, with a button for that. */
const CAUSES = CASE_CAUSES.filter((cause) => cause !== 'withdrawn');

function mainButtons(t: Words, of: SupportCase, on: CaseCardKind, ofRequester: boolean): readonly Button[] {
  const data = caseData(of, on);
  const confirm = button(t('case.buttons.confirm'), 'case.confirm', data, { style: 'positive' });
  switch (of.state) {
    case 'open':
      return [button(t('case.buttons.take'), 'case.take', data, { style: 'positive' })];
    case 'taken':
      return [button(t('case.buttons.customer'), 'case.wait', { ...data, for: 'customer' }), filing(t, of, on)];
    case 'waiting':
      return [button(t('case.buttons.go-on'), 'case.goOn', data, { style: 'positive' }), filing(t, of, on)];
    case 'resolved':
      return [
        ...(ofRequester && of.confirmedAt === undefined && of.cause !== 'withdrawn' ? [confirm] : []),
        button(t('case.buttons.export'), 'case.export', data),
        ...(on === 'details' ? [] : [history(t, of)]),
      ];
  }
}

function rareButtons(t: Words, of: SupportCase, on: CaseCardKind, ofRequester: boolean): readonly Button[] {
  const data = caseData(of, on);
  const waits = of.state === 'waiting' && of.waitingFor === 'microsoft' ? 'customer' : 'microsoft';
  return [
    ...(of.state === 'open'
      ? [filing(t, of, on)]
      : [
          button(t(`case.buttons.${waits}`), 'case.wait', { ...data, for: waits }),
          button(t('case.buttons.release'), 'case.release', data),
          button(t('case.buttons.take-over'), 'case.takeOver', { ...data, ...(of.owner !== undefined && { from: of.owner.id }) }),
        ]),
    button(t('case.buttons.export'), 'case.export', data),
    ...(of.issueId === undefined ? [] : [button(t('case.buttons.issue'), 'command', { command: 'incident', text: issueKey(of.issueId) })]),
    ...(on === 'details' ? (ofRequester ? [button(t('case.buttons.withdrawDo'), 'case.withdraw', data)] : []) : [history(t, of)]),
  ];
}

/** One that has a request shows it; a second one would only double it. */
function filing(t: Words, of: SupportCase, on: CaseCardKind): Button {
  return of.requestId === undefined
    ? button(t('case.buttons.file'), 'case.file', caseData(of, on))
    : commandButton(t, 'request', { requestId: of.requestId });
}

/** The whole story, below: it is too long for a card that everybody has before them. */
function history(t: Words, { reference }: SupportCase): Button {
  return button(t('case.buttons.history'), 'command', { command: 'case', text: reference });
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
