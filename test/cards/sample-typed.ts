import { noticeCard } from '../../cards/notice.ts';
import { otherCustomerCard } from '../../cards/other-customer.ts';
import { withTypedRemark } from '../../cards/typed-remark.ts';
import { azureForm, azureOffer } from './sample-azure.ts';
import * as data from './sample-data.ts';
import type { Sample } from './sample-cards.ts';

const CONTOSO = data.customerNamed('Contoso');
const FABRIKAM = data.customerNamed('Fabrikam');
const draft = data.FULL_DRAFT;
const TEXT = 'Fabrikam: the storage account throws 503';

const ordinary = (name: string, make: Sample['make']): Sample => ({ name, kind: 'ordinary', make });

/** Cards that answer a typed text. */
export const TYPED_ORDINARY: readonly Sample[] = [
  ordinary('another customer', (l) => otherCustomerCard(l, { draft, customer: CONTOSO, others: [FABRIKAM], text: TEXT, bare: false })),
  ordinary('one of several other customers', (l) =>
    otherCustomerCard(l, {
      draft,
      customer: undefined,
      others: [FABRIKAM, data.customerNamed('Fabrikam Art')],
      text: 'Fabrikam',
      bare: true,
    }),
  ),
  ordinary('report form, text added', (l) =>
    withTypedRemark(l, azureForm(l, azureOffer()), draft, { added: { field: 'description', text: 'It began at 9' } }),
  ),
  ordinary('report form, another report kept', (l) => withTypedRemark(l, azureForm(l, azureOffer()), data.EMPTY_DRAFT, { kept: draft })),
  ordinary('report form, text unclear', (l) => withTypedRemark(l, azureForm(l, azureOffer()), draft, { unclear: 'yes' })),
];

export function typedHostile(kind: Sample['kind'], text: string): readonly Sample[] {
  const others = Array.from({ length: 10 }, () => data.customerNamed(text, text));
  const near = { command: 'health' as const, text, line: text };
  const hostile = data.draftOf(text);
  return [
    {
      name: `${kind} another customer`,
      kind,
      make: (l) => otherCustomerCard(l, { draft: hostile, customer: others[0], others, text, bare: false }),
    },
    {
      name: `${kind} report form, text added`,
      kind,
      make: (l) => withTypedRemark(l, azureForm(l, azureOffer()), hostile, { added: { field: 'tried', text } }),
    },
    { name: `${kind} notice did-you-mean`, kind, make: (l) => noticeCard(l, { name: 'did-you-mean', query: text, near }) },
    { name: `${kind} notice question`, kind, make: (l) => noticeCard(l, { name: 'question', query: text, customer: others[0] }) },
    {
      name: `${kind} notice cancelled-another`,
      kind,
      make: (l) => noticeCard(l, { name: 'cancelled-another', draft: hostile, another: hostile }),
    },
  ];
}
