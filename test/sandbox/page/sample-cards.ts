// Cards of the kinds the bot sends, for the tests of the page.

const execute = (title: string, verb: string, data: object = {}, more: object = {}) => ({
  type: 'Action.Execute',
  title,
  verb,
  data,
  ...more,
  fallback: { type: 'Action.Submit', title, data: { ...data, verb } },
});

const card = (fallbackText: string, body: readonly unknown[], actions: readonly unknown[] = [], more: object = {}) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  fallbackText,
  body,
  actions,
  ...more,
});

const badge = (text: string, style: string) => ({
  type: 'Badge',
  text,
  style,
  fallback: { type: 'TextBlock', text, weight: 'Bolder', color: 'Attention', wrap: true },
});

const cell = (text: string, color = 'Default', weight = 'Default') => ({
  type: 'TableCell',
  items: [{ type: 'TextBlock', text, color, weight, wrap: true }],
});

export const healthCard = card(
  'Service health of Contoso GmbH',
  [
    {
      type: 'ColumnSet',
      columns: [
        {
          type: 'Column',
          width: 'stretch',
          items: [
            { type: 'TextBlock', text: 'Contoso GmbH', style: 'heading', wrap: true },
            {
              type: 'TextBlock',
              text: 'Service health · checked 2 minutes ago',
              size: 'Small',
              isSubtle: true,
              spacing: 'None',
              wrap: true,
            },
          ],
        },
        { type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: [badge('1 incident', 'Attention')] },
      ],
    },
    {
      type: 'Container',
      style: 'emphasis',
      items: [
        { type: 'TextBlock', text: '**EX1083742** · Some users can’t send mail from Outlook on the web', wrap: true },
        {
          type: 'FactSet',
          facts: [
            { title: 'Service', value: 'Exchange Online' },
            { title: 'Status', value: 'Service degradation' },
            { title: 'Since', value: '20 Nov 2026, 09:12 (28 min)' },
          ],
        },
        { type: 'TextBlock', text: 'Microsoft: *We’re rerouting traffic.* [Read the full post](https://status.example/post)', wrap: true },
      ],
    },
    {
      type: 'Table',
      columns: [{ width: 2 }, { width: 2 }, { width: 1 }],
      firstRowAsHeader: true,
      rows: [
        { type: 'TableRow', cells: [cell('Service'), cell('State'), cell('Since')] },
        { type: 'TableRow', cells: [cell('Exchange Online'), cell('▲ Degraded', 'Warning', 'Bolder'), cell('09:12')] },
        { type: 'TableRow', cells: [cell('Microsoft Teams'), cell('● Healthy', 'Good'), cell('–')] },
        { type: 'TableRow', cells: [cell('Azure (West Europe)'), cell('◆ Advisory', 'Accent', 'Bolder'), cell('Tue')] },
      ],
    },
  ],
  [
    execute('Check again', 'health.refresh', { tenantId: 't-1' }),
    execute('Report a problem', 'command', { command: 'report' }, { style: 'positive' }),
    { type: 'Action.Submit', title: 'Mark as read', data: { verb: 'seen', id: 7 } },
    { type: 'Action.OpenUrl', title: 'Admin center', url: 'https://admin.example/' },
    execute('History', 'health.history', {}, { mode: 'secondary' }),
  ],
  { msteams: { width: 'Full' } },
);

export const checkedCard = card('Checked again', [{ type: 'TextBlock', text: 'Checked just now', style: 'heading', wrap: true }]);

/** Its form unfolds, and is drawn only then. */
export const foldedCard = card(
  'Hand over',
  [{ type: 'TextBlock', text: 'Hand over', style: 'heading', wrap: true }],
  [
    {
      type: 'Action.ShowCard',
      title: 'Hand to…',
      card: {
        type: 'AdaptiveCard',
        body: [
          {
            type: 'Input.ChoiceSet',
            id: 'to',
            label: 'To whom?',
            style: 'filtered',
            choices: [],
            'choices.data': { type: 'Data.Query', dataset: 'customers' },
          },
        ],
        actions: [execute('Hand over now', 'report.answer', { caseId: 'c-1' })],
      },
    },
  ],
);

export const formCard = card(
  'Report a problem',
  [
    { type: 'TextBlock', text: 'Report a problem', style: 'heading', wrap: true },
    { type: 'TextBlock', text: 'Step 1 of 4 · who and what', size: 'Small', isSubtle: true, spacing: 'None', wrap: true },
    {
      type: 'Input.ChoiceSet',
      id: 'customer',
      label: 'Customer',
      style: 'filtered',
      isRequired: true,
      errorMessage: 'Choose a customer from the list',
      placeholder: 'Type a name or domain',
      choices: [{ title: 'Fabrikam SAS', value: 't-fabrikam' }],
      'choices.data': { type: 'Data.Query', dataset: 'customers' },
    },
    {
      type: 'Input.ChoiceSet',
      id: 'product',
      label: 'Product',
      style: 'compact',
      value: 'm365',
      choices: [
        { title: 'Microsoft 365', value: 'm365' },
        { title: 'Azure', value: 'azure' },
      ],
    },
    { type: 'Input.Text', id: 'title', label: 'Short title', isRequired: true, errorMessage: 'Say in a few words what does not work' },
    {
      type: 'Input.Text',
      id: 'tried',
      label: 'What happens, and what was tried',
      isMultiline: true,
      placeholder: 'Steps, error text, times',
    },
    {
      type: 'Input.ChoiceSet',
      id: 'impact',
      label: 'Impact',
      style: 'expanded',
      value: 'B',
      choices: [
        { title: 'A · Critical: business stopped', value: 'A' },
        { title: 'B · Moderate: work is slowed', value: 'B' },
      ],
    },
    { type: 'Input.Toggle', id: 'consent', label: 'Diagnostics', title: 'Microsoft may run diagnostics in this tenant', value: 'false' },
    {
      type: 'Container',
      style: 'warning',
      items: [{ type: 'TextBlock', text: 'Proposed: **severity B**, first response within 4 hours. <b>not html</b>', wrap: true }],
    },
  ],
  [
    execute('Continue', 'report.answer', { draftId: 'd-1', version: 1 }, { style: 'positive' }),
    { ...execute('Discard', 'report.cancel', { draftId: 'd-1' }), style: 'destructive', associatedInputs: 'none' },
  ],
);
