import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where a file goes that a person accepted, as the bot is told (teams-platform.md 1.8). */
export interface UploadInfo {
  readonly name: string;
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly uniqueId: string;
  readonly fileType: string;
}

/** A file that a person sends, as the bot is told. */
export type KeptFile = Pick<UploadInfo, 'name' | 'contentUrl' | 'uniqueId' | 'fileType'>;

/** The OneDrive of the sandbox: places for files, each written once by whoever has its address, then read by the people of the page. */
export interface Drive {
  place(name: string): UploadInfo;
  /** Keeps a file of a person, who sends it to the bot; gives where it can be read. */
  keep(name: string, body: Buffer): KeptFile;
  /** What was written, by its `contentUrl`; undefined while nothing was. */
  content(contentUrl: string): Buffer | undefined;
  /** Serves a request for an address of the drive; false when it is none. */
  serve(request: IncomingMessage, response: ServerResponse, path: string): boolean;
}

const PREFIX = '/drive/';
const LARGEST = 60 * 1024 * 1024;
/** The oldest files are forgotten beyond this. */
const KEPT = 20;

interface Place {
  readonly name: string;
  body: Buffer | undefined;
}

export function createDrive(origin: () => string): Drive {
  /** By what stands in the address: one id to write, another to read. */
  const uploads = new Map<string, Place>();
  const files = new Map<string, Place>();

  async function write(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const place = uploads.get(id);
    const body = await whole(request);
    // OneDrive refuses an address that is its own permission and a token together.
    if (request.headers.authorization !== undefined) return end(response, 401);
    if (place === undefined || place.body !== undefined) return end(response, 404);
    if (body === undefined || body.length === 0) return end(response, 413);
    if (request.headers['content-range'] !== `bytes 0-${body.length - 1}/${body.length}`) return end(response, 400);
    place.body = body;
    end(response, 201);
  }

  function read(response: ServerResponse, id: string): void {
    const place = files.get(id);
    if (place?.body === undefined) return end(response, 404);
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(place.name)}`;
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-disposition': disposition }).end(place.body);
  }

  /** A place to read from, with the rest of what the bot is told of it. */
  function file(name: string, place: Place): KeptFile {
    const reading = randomUUID();
    remember(files, reading, place);
    const fileType = /\.(\w+)$/.exec(name)?.[1] ?? '';
    return { name, contentUrl: `${origin()}${PREFIX}files/${reading}`, uniqueId: reading, fileType };
  }

  return {
    place(name) {
      const writing = randomUUID();
      const place: Place = { name, body: undefined };
      remember(uploads, writing, place);
      return { ...file(name, place), uploadUrl: `${origin()}${PREFIX}upload/${writing}` };
    },
    keep: (name, body) => file(name, { name, body }),
    content: (contentUrl) => files.get(contentUrl.slice(contentUrl.lastIndexOf('/') + 1))?.body,
    serve(request, response, path) {
      const [kind = '', id = ''] = path.startsWith(PREFIX) ? path.slice(PREFIX.length).split('/') : [];
      if (request.method === 'PUT' && kind === 'upload') void write(request, response, id);
      else if (request.method === 'GET' && kind === 'files') read(response, id);
      else return false;
      return true;
    },
  };
}

function remember(places: Map<string, Place>, id: string, place: Place): void {
  places.set(id, place);
  const [oldest] = places.keys();
  if (places.size > KEPT && oldest !== undefined) places.delete(oldest);
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
}

/** Undefined for one that is too large. */
async function whole(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST) chunks.push(chunk);
  }
  return size > LARGEST ? undefined : Buffer.concat(chunks);
}
