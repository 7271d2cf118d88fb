import assert from 'node:assert/strict';
import { contactDetails, windowsZone } from '../../../src/adapters/azure-support/contact.ts';

const contact = { givenName: 'Adele', surname: 'Vance', email: 'adele@northwindcloud.example', phone: undefined };

describe('contact of an Azure request', () => {
  const zones: readonly [string, string][] = [
    ['Europe/Paris', 'Romance Standard Time'],
    ['America/Los_Angeles', 'Pacific Standard Time'],
    ['Asia/Kolkata', 'India Standard Time'],
    ['UTC', 'UTC'],
    ['Etc/GMT', 'UTC'],
    // Newer than the list of the package.
    ['Europe/Kyiv', 'FLE Standard Time'],
  ];
  for (const [iana, windows] of zones)
    it(`gives ${iana} its name on Windows`, () => {
      assert.equal(windowsZone(iana), windows);
    });

  for (const zone of ['Mars/Olympus_Mons', '', 'America/Nowhere'])
    it(`falls back to UTC for ${zone || 'no zone'}`, () => {
      assert.equal(windowsZone(zone), 'UTC');
    });

  it('knows nearly every zone that Node knows', () => {
    const unknown = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC' && windowsZone(zone) === 'UTC');

    assert.ok(unknown.length < 15, unknown.join(' '));
  });

  it('writes the country with three letters, in lower case', () => {
    assert.equal(contactDetails(contact, { country: 'de', timeZone: 'Europe/Berlin' }, 'en').country, 'deu');
  });

  it('never asks for a call, and leaves the number that is given (B49)', () => {
    const of = (phone: string | undefined) => contactDetails({ ...contact, phone }, { country: 'FR', timeZone: 'UTC' }, 'ru');

    assert.deepEqual([of(undefined).preferredContactMethod, 'phoneNumber' in of(undefined)], ['email', false]);
    assert.deepEqual([of('+33 1').preferredContactMethod, of('+33 1').phoneNumber], ['email', '+33 1']);
  });
});
