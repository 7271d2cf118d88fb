import type { TurnContext } from 'botbuilder';
import { publisherCard } from '../cards/publisher.ts';
import { publisherFormCard } from '../cards/publisher-form.ts';
import { publishersCard } from '../cards/publishers.ts';
import { may } from '../src/domain/permissions.ts';
import {
  PUBLISHER_FIELDS,
  publisherProblems,
  type PublisherContact,
  type PublisherFields,
  type PublisherProblem,
} from '../src/domain/publisher-contact.ts';
import { readAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { enteredFields, PublisherAction, type SavePublisher } from './publishers-data.ts';
import { notify, permitted, reply } from './reply.ts';
import { show } from './show.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'publishers'>;

const FOUND = 8;

/** Buttons `publisher.…`: contacts of publishers that staff enter and find again (B39–B41). They are of products, not of customers. */
export async function actOnPublisher(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(PublisherAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  const edits = action.verb === 'publisher.edit' || action.verb === 'publisher.save';
  if (!(await permitted(context, edits ? 'edit-customers' : 'search-customers'))) return;
  switch (action.verb) {
    case 'publisher.find': // From another card, which stays.
      return showContacts(context, deps, action.product, 'new');
    case 'publisher.search':
      return showContacts(context, deps, action.product, 'replace');
    case 'publisher.show': {
      const contact = await deps.publishers.byId(action.contactId);
      return contact === undefined ? notify(context, { name: 'old-card' }) : showContact(context, contact);
    }
    case 'publisher.edit': {
      if (action.contactId === undefined) return showForm(context, { fields: { ...NOTHING, product: action.product } });
      const contact = await deps.publishers.byId(action.contactId);
      return contact === undefined ? notify(context, { name: 'old-card' }) : showForm(context, { contact, fields: contact });
    }
    case 'publisher.save':
      return save(context, deps, action);
  }
}

const NOTHING: PublisherFields = { product: '', publisher: '', page: undefined, email: undefined, phone: undefined };

/** Kept, or the form again with all that was typed: a problem at its field, or what somebody else has saved meanwhile. */
async function save(context: TurnContext, { publishers }: Needs, action: SavePublisher): Promise<void> {
  const { person, now } = turnInput(context);
  const editor = { id: person.id, name: person.displayName };
  const fields = enteredFields(action);
  const stored = action.contactId === undefined ? undefined : await publishers.byId(action.contactId);
  const problems = publisherProblems(fields);
  if (problems.length > 0) return showForm(context, { contact: stored, fields, problems });

  if (stored === undefined) {
    const added = await publishers.add(fields, editor, now);
    if (added !== undefined) return showContact(context, added);
    // A second press finds what the first one added.
    const [twin] = await publishers.find(fields.product, 1);
    return twin !== undefined && isSame(twin, fields) ? showContact(context, twin) : showForm(context, { fields, problems: KNOWN_ALREADY });
  }
  if (isSame(stored, fields)) return showContact(context, stored);
  if (stored.version !== action.version) return showForm(context, { contact: stored, fields, changedMeanwhile: true });
  const changed = await publishers.change(stored.id, stored.version, fields, editor, now);
  if (changed !== undefined) return showContact(context, changed);
  const latest = await publishers.byId(stored.id);
  const moved = latest !== undefined && latest.version !== stored.version;
  return showForm(context, { contact: latest, fields, changedMeanwhile: moved, problems: moved ? [] : KNOWN_ALREADY });
}

const KNOWN_ALREADY: readonly PublisherProblem[] = [{ field: 'product', problem: 'known-already' }];

function isSame(contact: PublisherContact, fields: PublisherFields): boolean {
  return PUBLISHER_FIELDS.every((field) => contact[field] === fields[field]);
}

async function showContacts(context: TurnContext, { publishers }: Needs, product: string, how: 'replace' | 'new'): Promise<void> {
  const { locale } = turnInput(context);
  const contacts = await publishers.find(product, FOUND);
  await show(context, publishersCard(locale, { product, contacts, mayEdit: mayEdit(context) }), how);
}

async function showContact(context: TurnContext, contact: PublisherContact): Promise<void> {
  const { locale, timeZone } = turnInput(context);
  await reply(context, publisherCard(locale, { contact, mayEdit: mayEdit(context), timeZone }));
}

interface Form {
  readonly contact?: PublisherContact | undefined;
  readonly fields: PublisherFields;
  readonly problems?: readonly PublisherProblem[];
  readonly changedMeanwhile?: boolean;
}

async function showForm(context: TurnContext, { contact, fields, problems = [], changedMeanwhile = false }: Form): Promise<void> {
  const { locale, timeZone } = turnInput(context);
  await reply(context, publisherFormCard(locale, { contact, fields, problems, changedMeanwhile, timeZone }));
}

function mayEdit(context: TurnContext): boolean {
  return may(turnInput(context).person, 'edit-customers');
}
