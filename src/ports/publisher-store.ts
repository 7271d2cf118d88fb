import type { PublisherContact, PublisherFields } from '../domain/publisher-contact.ts';

/** Who enters or changes something. */
export interface Editor {
  /** Entra object id, for the audit. */
  readonly id: string;
  readonly name: string;
}

/** Contacts of publishers that staff keep. Every change is in the audit, in the same transaction. */
export interface PublisherStore {
  byId(id: string): Promise<PublisherContact | undefined>;

  /** Contacts for a product, best match first; forgives case, accents, word order, typing errors, and Latin for Cyrillic and back. An empty text gives the newest. */
  find(product: string, limit: number): Promise<readonly PublisherContact[]>;

  /** undefined when there is one for a product of that name already. */
  add(fields: PublisherFields, editor: Editor, at: Date): Promise<PublisherContact | undefined>;

  /** undefined when it is not of this version any more, or when another one has the product's name. */
  change(id: string, version: number, fields: PublisherFields, editor: Editor, at: Date): Promise<PublisherContact | undefined>;
}
