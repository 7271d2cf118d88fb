import answer from './parts/answer.json' with { type: 'json' };
import badge from './parts/badge.json' with { type: 'json' };
import badgedHeader from './parts/badged-header.json' with { type: 'json' };
import buttons from './parts/buttons.json' with { type: 'json' };
import header from './parts/header.json' with { type: 'json' };
import incidentRows from './parts/incident-rows.json' with { type: 'json' };
import links from './parts/links.json' with { type: 'json' };
import notes from './parts/notes.json' with { type: 'json' };
import problems from './parts/problems.json' with { type: 'json' };

/** Pieces of layout that several cards share, by the name that a layout says in `$part`. */
export const PARTS = {
  answer,
  badge,
  'badged-header': badgedHeader,
  buttons,
  header,
  'incident-rows': incidentRows,
  links,
  notes,
  problems,
};
