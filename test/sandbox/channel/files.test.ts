import assert from 'node:assert/strict';
import type { PageFile } from '../../../src/sandbox/page/wire.ts';
import { TEAM } from '../../../src/sandbox/world.ts';
import { startScene, type Scene } from './scene.ts';

const ADELE = 'a:1adelePersonalChat';
const OFFER = {
  contentType: 'application/vnd.microsoft.teams.card.file.consent',
  name: 'issues.csv',
  content: { description: '2 lines', sizeInBytes: 30, acceptContext: { tag: 'Gold' }, declineContext: { tag: 'no' } },
};
const BODY = 'Issue,Customer\r\n';
const RANGE = { 'content-range': `bytes 0-${BODY.length - 1}/${BODY.length}` };

describe('sandbox channel: files', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await startScene();
    await scene.channel.installs.open('adele', 'en');
  });
  afterEach(() => scene.stop());

  const post = async (conversation: string, attachment: object): Promise<string> => {
    const path = `conversations/${encodeURIComponent(conversation)}/activities`;
    return String((await scene.bot.call('POST', path, { type: 'message', attachments: [attachment] })).body['id']);
  };
  const fileIn = (id: string): PageFile | undefined => scene.channel.rooms.find(ADELE).messages.get(id)?.file;
  const answer = (message: string, how: 'accept' | 'decline') =>
    scene.channel.people.answerFile({ as: 'adele', message, answer: how, locale: 'en' });
  const heard = () =>
    scene.heard('invoke').at(-1) as unknown as { readonly name: string; readonly replyToId: string; readonly value: Answered };
  interface Answered {
    readonly action: string;
    readonly context: unknown;
    readonly uploadInfo?: { readonly uploadUrl: string; readonly contentUrl: string; readonly uniqueId: string; readonly fileType: string };
  }
  async function accepted() {
    const id = await post(ADELE, OFFER);
    await answer(id, 'accept');
    const { uploadInfo } = heard().value;
    assert.ok(uploadInfo);
    return { id, ...uploadInfo };
  }

  it('are offered to a person, who takes them: the bot hears where to write', async () => {
    const { id, uploadUrl } = await accepted();

    assert.deepEqual(fileIn(id), { kind: 'offered', name: 'issues.csv', ...OFFER.content });
    assert.deepEqual(
      [heard().name, heard().replyToId, heard().value.action, heard().value.context],
      ['fileConsent/invoke', id, 'accept', { tag: 'Gold' }],
    );
    assert.ok(uploadUrl.startsWith('http://127.0.0.1:'));
  });

  it('that are declined have no place', async () => {
    const id = await post(ADELE, OFFER);

    assert.equal(await answer(id, 'decline'), true);

    assert.deepEqual([heard().value.action, heard().value.context, heard().value.uploadInfo], ['decline', { tag: 'no' }, undefined]);
  });

  it('are written once, whole and without a token, and can be fetched then', async () => {
    const { uploadUrl, contentUrl } = await accepted();
    const put = async (headers: Record<string, string>) => (await fetch(uploadUrl, { method: 'PUT', body: BODY, headers })).status;

    const before = (await fetch(contentUrl)).status;
    const statuses = [
      await put({ ...RANGE, authorization: 'Bearer x' }),
      await put({ 'content-range': 'bytes 0-3/400' }),
      await put(RANGE),
      await put(RANGE),
    ];

    const fetched = await fetch(contentUrl);
    assert.deepEqual([before, statuses], [404, [401, 400, 201, 404]]);
    assert.equal(await fetched.text(), BODY);
    assert.match(fetched.headers.get('content-disposition') ?? '', /issues\.csv/);
    assert.equal(scene.channel.drive.content(contentUrl)?.toString(), BODY);
  });

  it('that are there are shown with their address', async () => {
    const url = 'https://northwind-my.sharepoint.com/f.csv';
    const id = await post(ADELE, {
      contentType: 'application/vnd.microsoft.teams.card.file.info',
      contentUrl: url,
      name: 'issues.csv',
      content: { uniqueId: '1', fileType: 'csv' },
    });

    assert.deepEqual(fileIn(id), { kind: 'given', name: 'issues.csv', url });
    assert.deepEqual(scene.channel.problems, []);
  });

  it('are sent by a person in the own chat: the bot hears where to read', async () => {
    scene.channel.people.sendFile({ as: 'adele', name: 'duty.ics', content: Buffer.from(BODY).toString('base64'), locale: 'en' });
    await scene.channel.people.settled();

    const sent = scene.heard('message').at(-1) as unknown as {
      readonly text: string;
      readonly conversation: { readonly id: string };
      readonly attachments: readonly {
        readonly contentType: string;
        readonly name: string;
        readonly content: { readonly downloadUrl: string };
      }[];
    };
    const [file] = sent.attachments;
    assert.deepEqual([sent.text, sent.conversation.id, file?.name], ['', ADELE, 'duty.ics']);
    assert.equal(file?.contentType, 'application/vnd.microsoft.teams.file.download.info');
    assert.equal(await (await fetch(file.content.downloadUrl)).text(), BODY);
  });

  it('are held against the bot in a channel, and where Teams would not draw them', async () => {
    await post(TEAM.id, OFFER);
    await post(ADELE, { ...OFFER, name: '' });

    assert.equal(scene.channel.problems.length, 2);
  });
});
