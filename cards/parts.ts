import answer from './parts/answer.json' with { type: 'json' };
import azureElsewhere from './parts/azure-elsewhere.json' with { type: 'json' };
import badge from './parts/badge.json' with { type: 'json' };
import badgedHeader from './parts/badged-header.json' with { type: 'json' };
import buttons from './parts/buttons.json' with { type: 'json' };
import caseEntries from './parts/case-entries.json' with { type: 'json' };
import caseFacts from './parts/case-facts.json' with { type: 'json' };
import caseNoteForm from './parts/case-note-form.json' with { type: 'json' };
import caseRemark from './parts/case-remark.json' with { type: 'json' };
import caseState from './parts/case-state.json' with { type: 'json' };
import handOver from './parts/hand-over.json' with { type: 'json' };
import header from './parts/header.json' with { type: 'json' };
import incidentRows from './parts/incident-rows.json' with { type: 'json' };
import links from './parts/links.json' with { type: 'json' };
import notes from './parts/notes.json' with { type: 'json' };
import openIssue from './parts/open-issue.json' with { type: 'json' };
import openIssues from './parts/open-issues.json' with { type: 'json' };
import problems from './parts/problems.json' with { type: 'json' };
import requestOwn from './parts/request-own.json' with { type: 'json' };
import requestSeverity from './parts/request-severity.json' with { type: 'json' };
import requestWording from './parts/request-wording.json' with { type: 'json' };
import similar from './parts/similar.json' with { type: 'json' };

/** Pieces of layout that several cards share, by the name that a layout says in `$part`. */
export const PARTS = {
  answer,
  'azure-elsewhere': azureElsewhere,
  badge,
  'badged-header': badgedHeader,
  buttons,
  'case-entries': caseEntries,
  'case-facts': caseFacts,
  'case-note-form': caseNoteForm,
  'case-remark': caseRemark,
  'case-state': caseState,
  'hand-over': handOver,
  header,
  'incident-rows': incidentRows,
  links,
  notes,
  'open-issue': openIssue,
  'open-issues': openIssues,
  problems,
  'request-wording': requestWording,
  'request-own': requestOwn,
  'request-severity': requestSeverity,
  similar,
};
