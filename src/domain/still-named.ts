import { isOrdinary, wordsOf } from './name-spans.ts';
import type { ReportFields } from './report-draft.ts';
import { searchText } from './search-text.ts';

/** Whether the texts of a report name a customer that it is not for any more, by the word that tells this customer from the present one. */
export function stillNamed({ title = '', description = '' }: ReportFields, earlier: string, present: string): boolean {
  const here = soundsOf(present);
  const telling = wordsOf(earlier).filter((word) => !word.stop && !isOrdinary(word));
  const [sound] = [...soundsOf(telling.map(({ text }) => text).join(' '))].filter((one) => !here.has(one));
  return sound !== undefined && soundsOf(`${title} ${description}`).has(sound);
}

/** Word by word, so that possessives are none of the names. */
function soundsOf(text: string): ReadonlySet<string> {
  return new Set(wordsOf(text).flatMap((word) => searchText(word.text).sounds));
}
