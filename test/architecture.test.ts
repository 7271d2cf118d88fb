import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';

/**
 * Which way imports point (design.md 2). First rule whose folder holds the file applies. `own` are folders of ours it may reach besides its own,
 * `packages` the packages it may use (a prefix ending in / matches a scope); node: built-ins are free except where `pure`.
 */
interface Rule {
  readonly folder: string;
  readonly own: readonly string[];
  readonly packages: readonly string[];
  readonly pure?: boolean;
}

const BOT_SDK = ['botbuilder', 'botbuilder-dialogs', 'botframework-connector'];
const adapter = (name: string, packages: readonly string[], own: readonly string[] = []): Rule => ({
  folder: `src/adapters/${name}`,
  own: ['src/domain', 'src/ports', 'src/adapters/transport', 'src/config.ts', ...own],
  packages: ['zod', ...packages],
});

const RULES: readonly Rule[] = [
  // luxon: what a wall clock says in a time zone, over both changes of the clocks. zod: documents that people write and we keep.
  { folder: 'src/domain', own: [], packages: ['luxon', 'zod'], pure: true },
  { folder: 'src/ports', own: ['src/domain'], packages: [], pure: true },
  { folder: 'src/use-cases', own: ['src/domain', 'src/ports'], packages: [] },
  // html-to-text: what Microsoft writes as HTML reads the same, whichever of its services sent it.
  adapter('transport', ['html-to-text']),
  adapter('azure-support', ['windows-iana', 'iso-3166-1']),
  adapter('entra', ['@azure/msal-node']),
  adapter('csv', ['csv-stringify']),
  adapter('ical', ['node-ical', 'ical-generator']),
  adapter('yaml', ['yaml']),
  adapter('graph', ['@microsoft/microsoft-graph-client']),
  adapter('partner-center', []),
  adapter('portal', []),
  adapter('statement', []),
  adapter('postgres', ['pg', 'kysely', 'pg-boss']),
  adapter('teams', [...BOT_SDK, '@azure/msal-node'], ['cards']),
  {
    folder: 'src/delivery',
    own: ['src/domain', 'src/ports', 'src/use-cases', 'dialogs', 'cards', 'src/config.ts'],
    packages: [...BOT_SDK, 'restify', 'prom-client', 'zod'],
  },
  { folder: 'src/locales', own: ['src/domain'], packages: ['i18next'] },
  { folder: 'src/sandbox/page', own: ['src/domain'], packages: ['/vendor/', 'adaptivecards', 'markdown-it'], pure: true },
  { folder: 'src/sandbox', own: ['src/domain'], packages: ['zod'] },
  { folder: 'cards', own: ['src/domain', 'src/locales'], packages: ['adaptivecards-templating'] },
  { folder: 'dialogs', own: ['src/domain', 'src/ports', 'src/use-cases', 'cards'], packages: ['botbuilder', 'botbuilder-dialogs', 'zod'] },
];

/** What the environment says, read for everybody. */
const CONFIGURATION = ['src/config.ts', 'src/environment.ts', 'src/cloud-endpoints.ts'];
/** Compose everything, so they may import anything. */
const ROOTS = [
  'src/main.ts',
  'src/wiring.ts',
  'src/wiring-escalation.ts',
  'src/wiring-filing.ts',
  'src/wiring-tracking.ts',
  'src/sign-in.ts',
  'manifest/',
];
/** The environment is read here and nowhere else. */
const READS_ENVIRONMENT = ['src/main.ts', 'src/sign-in.ts', 'src/sandbox/main.ts', 'manifest/package.ts'];

const IMPORT = /^\s*(?:import|export)\b[^'"]*?\bfrom\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;
const within = (file: string, folder: string): boolean => file === folder || file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

async function sources(): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob('{src,dialogs,cards,manifest}/**/*.ts')) files.push(file.replaceAll(path.sep, '/'));
  return files.toSorted();
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(IMPORT)].flatMap(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? []);
}

function isAllowed(file: string, target: string, rule: Rule): boolean {
  if (target.startsWith('.')) {
    const reached = path.posix.join(path.posix.dirname(file), target);
    return within(reached, rule.folder) || rule.own.some((folder) => within(reached, folder));
  }
  if (target.startsWith('node:')) return rule.pure !== true;
  return rule.packages.some((name) => target === name || target.startsWith(name.endsWith('/') ? name : `${name}/`));
}

describe('architecture', () => {
  it('lets imports point only the way of the table', async () => {
    const wrong = (await sources()).flatMap((file) => {
      if ([...ROOTS, ...CONFIGURATION].some((root) => within(file, root))) return [];
      const rule = RULES.find(({ folder }) => within(file, folder));
      if (rule === undefined) return [`${file} stands in no folder of the table`];
      return importsOf(file)
        .filter((target) => !isAllowed(file, target, rule))
        .map((target) => `${file} imports ${target}`);
    });

    assert.deepEqual(wrong, []);
  });

  it('lets nobody but tests and the demo import the sandbox', async () => {
    const wrong = (await sources()).filter(
      (file) =>
        !within(file, 'src/sandbox') &&
        importsOf(file).some((target) => within(path.posix.join(path.posix.dirname(file), target), 'src/sandbox')),
    );

    assert.deepEqual(wrong, []);
  });

  it('reads the environment only where a process begins', async () => {
    const wrong = (await sources()).filter(
      (file) => !READS_ENVIRONMENT.includes(file) && /\bprocess\.env\b/.test(readFileSync(file, 'utf8')),
    );

    // The embedded server hands PATH on to PostgreSQL's own programs.
    assert.deepEqual(
      wrong.filter((file) => !within(file, 'src/adapters/postgres')),
      [],
    );
  });

  it('finds the imports it is about', () => {
    assert.ok(importsOf('dialogs/turn-input.ts').includes('botbuilder'));
    assert.ok(importsOf('dialogs/turn-input.ts').includes('../src/domain/roles.ts'));
  });
});
