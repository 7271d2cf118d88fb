import assert from 'node:assert/strict';
import { inWords, promised, writtenPost } from '../../../src/sandbox/cloud/issue-posts.ts';

describe('sandbox cloud: posts of an issue', () => {
  it('prints moments as Microsoft does', () => {
    const moments = ['2026-11-23T14:00:00Z', '2026-11-23T00:30:00Z', '2026-11-23T12:05:00Z'];

    assert.deepEqual(
      moments.map((moment) => inWords(new Date(moment))),
      [
        'Monday, November 23, 2026, at 2:00 PM UTC',
        'Monday, November 23, 2026, at 12:30 AM UTC',
        'Monday, November 23, 2026, at 12:05 PM UTC',
      ],
    );
  });

  it('promises the next update on the half hour', () => {
    assert.equal(promised(new Date('2026-11-23T13:10:00Z'), 1.5).toISOString(), '2026-11-23T15:00:00.000Z');
  });

  it('separates the parts of HTML by breaks, those of text by blank lines', () => {
    const at = new Date('2026-11-23T13:00:00Z');
    const parts = { title: 'Mail is late', impact: 'Mail may be late.', nextUpdateAt: promised(at, 1) };

    assert.equal(
      writtenPost(at, parts).description.content,
      'Title: Mail is late<br><br>User impact: Mail may be late.<br><br>Next update by: Monday, November 23, 2026, at 2:00 PM UTC',
    );
    assert.match(writtenPost(at, parts, { contentType: 'text' }).description.content, /^Title: Mail is late\n\nUser impact/);
  });

  it('closes an event with its final status', () => {
    const { content } = writtenPost(new Date(), { finalStatus: 'Mail flows.', rootCause: 'A change.' }).description;

    assert.equal(content, 'Final status: Mail flows.<br><br>Root cause: A change.<br><br>This is the final update for the event.');
  });
});
