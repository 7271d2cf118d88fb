import type { IncomingMessage } from 'node:http';

type ReadBody = { readonly kind: 'read'; readonly body: unknown } | ({ readonly kind: 'refused' } & Refusal);

interface Refusal {
  readonly status: 400 | 413 | 415;
  /** For the caller. */
  readonly error: string;
  /** For the metrics. */
  readonly reason: string;
}

const NOT_JSON: Refusal = { status: 400, error: 'bad request', reason: 'body' };
const OTHER_TYPE: Refusal = { status: 415, error: 'unsupported media type', reason: 'media-type' };
const TOO_LARGE: Refusal = { status: 413, error: 'too large', reason: 'too-large' };

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/**
 * The JSON body of a request, at most `limit` bytes of it. Compressed bodies are refused: they would get round the limit (toolchain 2), and Teams sends
 * none. restify's own parser would also write uploads to the disk.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
  const { 'content-encoding': encoding, 'content-type': type = '' } = request.headers;
  if (encoding !== undefined || !JSON_TYPE.test(type)) return refused(OTHER_TYPE);
  if (Number(request.headers['content-length'] ?? 0) > limit) return refused(TOO_LARGE);
  const bytes = await collect(request, limit);
  if (bytes === 'too-large') return refused(TOO_LARGE);
  if (bytes === 'aborted') return refused(NOT_JSON);
  try {
    return { kind: 'read', body: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return refused(NOT_JSON);
  }
}

function collect(request: IncomingMessage, limit: number): Promise<Buffer | 'too-large' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve('too-large');
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => resolve('aborted'));
    request.once('close', () => resolve('aborted'));
  });
}

const refused = (refusal: Refusal): ReadBody => ({ kind: 'refused', ...refusal });
