import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';
import { z } from 'zod';
import manifest from './manifest.json' with { type: 'json' };

const FILES = ['color.png', 'outline.png', 'fr.json', 'ru.json'];
/** A fixed time stamp, so that the same input gives the same bytes. */
const EPOCH = new Date(1980, 0, 1);

const Identity = z.object({
  MicrosoftAppId: z.guid("set it to the bot's app id"),
  TEAMS_APP_ID: z.guid('must be a GUID').optional(),
  DEVELOPER_NAME: z.string().max(32).optional(),
  DEVELOPER_URL: z.url({ protocol: /^https$/, error: 'must be an https URL' }).optional(),
  PRIVACY_URL: z.url({ protocol: /^https$/, error: 'must be an https URL' }).optional(),
  TERMS_URL: z.url({ protocol: /^https$/, error: 'must be an https URL' }).optional(),
});

/** The manifest with the deployer's own identity in it. @throws {z.ZodError} naming the variables that are wrong. */
export function deployedManifest(env: Readonly<Record<string, string | undefined>>) {
  // An empty variable is one that was not set: `.env` files leave them so.
  const given = Identity.parse(Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== '')));
  const { developer, bots } = manifest;
  return {
    ...manifest,
    id: given.TEAMS_APP_ID ?? manifest.id,
    developer: {
      name: given.DEVELOPER_NAME ?? developer.name,
      websiteUrl: given.DEVELOPER_URL ?? developer.websiteUrl,
      privacyUrl: given.PRIVACY_URL ?? developer.privacyUrl,
      termsOfUseUrl: given.TERMS_URL ?? developer.termsOfUseUrl,
    },
    bots: bots.map((bot) => ({ ...bot, botId: given.MicrosoftAppId })),
  };
}

/** The Teams app package: manifest, icons, languages. */
export async function appPackage(env: Readonly<Record<string, string | undefined>>): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = { 'manifest.json': Buffer.from(JSON.stringify(deployedManifest(env), undefined, 2)) };
  for (const name of FILES) files[name] = await readFile(new URL(name, import.meta.url));
  return zipSync(files, { mtime: EPOCH });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const target = new URL('partner-support.zip', import.meta.url);
    await writeFile(target, await appPackage(process.env));
    console.log('Wrote manifest/partner-support.zip: upload it in the Teams admin center under "Manage apps".');
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const wrong = error.issues.map(({ path: [name], message }) => `  ${String(name)}: ${message}`);
    console.error(`The package was not made:\n${wrong.join('\n')}`);
    process.exitCode = 1;
  }
}
