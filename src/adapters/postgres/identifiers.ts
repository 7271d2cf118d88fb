import { randomInt } from 'node:crypto';

/** Ids come back in card data, which people can forge: what is no id is simply not found. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** Without vowels, so that it spells nothing, and without letters and digits that are taken for one another. */
const LETTERS = '23456789BCDFGHJKMNPQRSTVWXZ';
const LENGTH = 6;

/** A reference for a new request or case, such as `PSR-7K3M9Q`: short enough to be read out, one of 387 million. */
export function newReference(of: 'PSR' | 'CASE'): string {
  return `${of}-${Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
}
