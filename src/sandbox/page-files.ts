import { readFile } from 'node:fs/promises';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { extname } from 'node:path';

interface PageFile {
  readonly type: string;
  readonly body: string | Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
};

const require = createRequire(import.meta.url);
const VENDOR: Readonly<Record<string, () => string>> = {
  '/vendor/adaptivecards.js': () => require.resolve('adaptivecards/dist/adaptivecards.min.js'),
  // The package offers this file under its `browser` name, to ES modules only.
  '/vendor/markdown-it.js': () => new URL(import.meta.resolve('markdown-it/browser')).pathname,
};

/** The page's own files and the two libraries it uses, by path; TypeScript loses its types on the way. Kept once read. */
export function createPageFiles(): (path: string) => Promise<PageFile | undefined> {
  const kept = new Map<string, Promise<PageFile | undefined>>();
  return async (path) => {
    const name = path === '/' ? '/index.html' : path;
    const file = fileOf(name);
    if (file === undefined) return undefined;
    const found = kept.get(name) ?? read(file);
    kept.set(name, found);
    return await found;
  };
}

function fileOf(name: string): string | URL | undefined {
  const vendor = VENDOR[name];
  if (vendor !== undefined) return vendor();
  // Plain names only: nothing outside the folder can be asked for.
  return /^\/[a-z-]+\.(?:html|css|svg|ts)$/.test(name) ? new URL(`./page${name}`, import.meta.url) : undefined;
}

async function read(file: string | URL): Promise<PageFile | undefined> {
  try {
    const extension = extname(String(file));
    const body = await readFile(file);
    const type = TYPES[extension] ?? 'text/javascript; charset=utf-8';
    return extension === '.ts' ? { type, body: stripTypeScriptTypes(body.toString('utf8')) } : { type, body };
  } catch {
    return undefined;
  }
}
