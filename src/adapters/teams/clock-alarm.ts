import { clockAlarmLine } from '../../../cards/clock-alarm-line.ts';
import type { ClockAlarm } from '../../ports/clock-alarm.ts';
import { addressedFrom } from './addressed.ts';
import type { TeamsClient } from './client.ts';

/** As a post of its own, that rings. */
export function teamsClockAlarm(client: Pick<TeamsClient, 'startPost'>): ClockAlarm {
  return {
    async tell(to, { locale, timeZone }, outage) {
      const text = clockAlarmLine(locale, { from: outage.from, to: outage.kind === 'ran-again' ? outage.to : undefined, timeZone });
      const message = { type: 'message', textFormat: 'markdown', text, summary: text, channelData: { notification: { alert: true } } };
      await client.startPost(to, addressedFrom(to, message));
    },
  };
}
