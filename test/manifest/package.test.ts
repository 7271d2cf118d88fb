import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AppManifestUtils, TeamsManifestConverter } from '@microsoft/app-manifest';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { appPackage, deployedManifest } from '../../manifest/package.ts';

const ENV = { MicrosoftAppId: 'b0700000-1111-4222-8333-444455556666' };
const asset = (name: string): Buffer => readFileSync(new URL(`../../manifest/${name}`, import.meta.url));
const languages = ['fr', 'ru'] as const;
const Strings = z.record(z.string(), z.string());
const stringsOf = (language: string): Record<string, string> => Strings.parse(JSON.parse(asset(`${language}.json`).toString('utf8')));

function commandKeys(): string[] {
  return deployedManifest(ENV).bots.flatMap(({ commandLists }) =>
    commandLists.flatMap(({ commands }, list) =>
      commands.flatMap((_, n) => ['title', 'description'].map((part) => `bots[0].commandLists[${list}].commands[${n}].${part}`)),
    ),
  );
}

describe('Teams app package', () => {
  it('has a manifest that keeps the official schema', async () => {
    const manifest = TeamsManifestConverter.jsonToManifest(JSON.stringify(deployedManifest(ENV)));

    assert.deepEqual(await AppManifestUtils.validateAgainstSchema(manifest), []);
  });

  it('would be told of a manifest that breaks the schema', async () => {
    const manifest = TeamsManifestConverter.jsonToManifest(JSON.stringify({ ...deployedManifest(ENV), accentColor: 'violet' }));

    assert.notDeepEqual(await AppManifestUtils.validateAgainstSchema(manifest), []);
  });

  it('carries manifest, icons and languages, and the bot of this deployment', async () => {
    const files = unzipSync(await appPackage(ENV));

    assert.deepEqual(Object.keys(files).toSorted(), ['color.png', 'fr.json', 'manifest.json', 'outline.png', 'ru.json']);
    const manifest = z
      .object({ bots: z.array(z.object({ botId: z.string() })) })
      .parse(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString('utf8')));
    assert.equal(manifest.bots[0]?.botId, ENV.MicrosoftAppId);
  });

  it('lets the bot give files: without it Teams would not show the offer', () => {
    const [bot] = deployedManifest(ENV).bots;

    assert.equal(bot?.supportsFiles, true);
  });

  it('may be added to shared and private channels, where experts meet', () => {
    assert.equal(deployedManifest(ENV).supportsChannelFeatures, 'tier1');
  });

  it('takes an empty variable for one that is not set, as .env files have them', () => {
    assert.deepEqual(deployedManifest({ ...ENV, TEAMS_APP_ID: '', PRIVACY_URL: ' ' }), deployedManifest(ENV));
  });

  it('is refused without an app id', () => {
    assert.throws(() => deployedManifest({}), /MicrosoftAppId/);
  });

  it('offers only commands that the bot lists, at most twelve for each scope', () => {
    const lists = deployedManifest(ENV).bots.flatMap(({ commandLists }) => commandLists);

    for (const { commands } of lists) {
      assert.ok(commands.length <= 12);
      for (const { title, description } of commands) assert.ok(title.length <= 32 && description.length <= 128, title);
    }
  });

  for (const language of languages)
    it(`translates every text into ${language}, within the limits`, () => {
      const strings = stringsOf(language);
      const keys = ['name.short', 'name.full', 'description.short', 'description.full', ...commandKeys()];

      assert.deepEqual(
        Object.keys(strings)
          .filter((key) => key !== '$schema')
          .toSorted(),
        keys.toSorted(),
      );
      assert.ok((strings['description.short'] ?? '').length <= 80);
      assert.ok(keys.every((key) => (strings[key] ?? '').length <= (key.endsWith('title') ? 32 : key.startsWith('bots') ? 128 : 4000)));
    });

  it('has icons of the sizes that Teams asks for, the outline one transparent', () => {
    const size = (png: Buffer): [number, number, number] => [png.readUInt32BE(16), png.readUInt32BE(20), png.readUInt8(25)];

    assert.deepEqual(size(asset('color.png')).slice(0, 2), [192, 192]);
    assert.deepEqual(size(asset('outline.png')), [32, 32, 6]);
  });
});
