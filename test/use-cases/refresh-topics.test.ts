import assert from 'node:assert/strict';
import type { Locale } from '../../src/domain/locale.ts';
import type { SupportTopic } from '../../src/domain/service-request.ts';
import type { ServiceDesk } from '../../src/ports/service-desk.ts';
import { refreshTopics } from '../../src/use-cases/refresh-topics.ts';
import { NEVER, backEndFailure, handClock } from '../support/use-case-fixtures.ts';

function desk(topics: ServiceDesk['topics']): ServiceDesk {
  const unused = () => Promise.reject(new Error('not used here'));
  return {
    routes: [],
    canTrack: false,
    canSetSeverity: false,
    topics,
    file: unused,
    follow: unused,
    find: unused,
    read: unused,
    addNote: unused,
    close: unused,
    setSeverity: unused,
  };
}

describe('refreshTopics', () => {
  const topic = (locale: Locale): SupportTopic => ({ id: '90000001', name: `Billing ${locale}`, description: '' });
  let saved: Partial<Record<Locale, readonly SupportTopic[]>>;
  const topics = {
    save: (locale: Locale, list: readonly SupportTopic[]) => {
      saved[locale] = list;
      return Promise.resolve();
    },
    topics: () => Promise.resolve([]),
  };

  beforeEach(() => {
    saved = {};
  });

  it('stores the topics of every desk in every language', async () => {
    const desks = [desk((locale) => Promise.resolve([topic(locale)])), desk(() => Promise.resolve([]))];
    await refreshTopics({ desks, topics, clock: handClock() })(NEVER);

    assert.deepEqual(saved, { en: [topic('en')], fr: [topic('fr')], ru: [topic('ru')] });
  });

  it('keeps the stored topics of a language that fails, serves the others, and fails then', async () => {
    const desks = [desk((locale) => (locale === 'fr' ? Promise.reject(backEndFailure('THROTTLED')) : Promise.resolve([topic(locale)])))];

    await assert.rejects(refreshTopics({ desks, topics, clock: handClock() })(NEVER), { code: 'THROTTLED' });
    assert.deepEqual(Object.keys(saved), ['en', 'ru']);
  });
});
