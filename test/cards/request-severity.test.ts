import assert from 'node:assert/strict';
import { requestCard, type RequestView } from '../../cards/request.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { REQUEST_REMARKS } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import { buttonOn, buttonsOn, inputsOn, textsOn, verbsOn } from './looking.ts';
import { FILED, HANDED_OFF, NOW, TIME_ZONE } from './sample-data.ts';

const t = words('en');

function cardOf(over: Partial<RequestView>) {
  return requestCard('en', { request: FILED, record: undefined, failure: undefined, timeZone: TIME_ZONE, now: NOW, ...over });
}

describe('the severity on the card of a request', () => {
  it('can be changed to one of the other two, with a reason (B54)', () => {
    const card = cardOf({ request: { ...FILED, severity: 'minimal' } });
    const { severity, reason } = inputsOn(card);

    assert.deepEqual(
      severity?.choices.map(({ value }) => value),
      ['critical', 'moderate'],
    );
    assert.ok(reason);
    assert.deepEqual(buttonOn(card, 'request.severity').data, { requestId: FILED.id, version: FILED.version });
  });

  it('is that of Microsoft’s record, wherever it was read last', () => {
    const desk = { severity: 'critical', owner: undefined, noteKeys: [] } as const;
    const values = inputsOn(cardOf({ request: { ...FILED, severity: 'minimal', desk } }))['severity']?.choices.map(({ value }) => value);

    assert.deepEqual(values, ['moderate', 'minimal']);
  });

  it('is set by Azure Support, and asked for elsewhere', () => {
    const titles = (route: 'azure-support' | 'partner-center') =>
      buttonsOn(cardOf({ request: { ...FILED, route } }))
        .filter(({ verb }) => verb === 'request.severity')
        .map(({ title }) => title);

    assert.deepEqual([titles('azure-support'), titles('partner-center')], [[t('impact.save')], [t('impact.ask')]]);
  });

  it('cannot be changed where the request is not followed, or is closed', () => {
    for (const request of [HANDED_OFF, { ...FILED, deskStatus: 'closed' } as const]) {
      assert.ok(!verbsOn(cardOf({ request })).includes('request.severity'));
    }
  });

  it('says what came of the wish, in every language', () => {
    for (const locale of LOCALES) {
      for (const remark of REQUEST_REMARKS) {
        const card = requestCard(locale, { request: FILED, record: undefined, failure: undefined, timeZone: TIME_ZONE, now: NOW, remark });
        assert.ok(textsOn(card).includes(words(locale)(`impact.remarks.${remark}`)));
      }
    }
  });
});
