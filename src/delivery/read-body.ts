import type { IncomingMessage } from 'node:http';

type ReadBody =
  | { readonly kind: 'read'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly status: 400 | 413 | 415; readonly error: string };

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/**
 * The JSON body of a request, at most `limit` bytes of it. Compressed bodies are refused: they would get round the limit (toolchain 2), and Teams sends
 * none. restify's own parser would also write uploads to the disk.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
  const { 'content-encoding': encoding, 'content-type': type = '' } = request.headers;
  if (encoding !== undefined || !JSON_TYPE.test(type)) return refused(415, 'unsupported media type');
  if (Number(request.headers['content-length'] ?? 0) > limit) return refused(413, 'too large');
  const bytes = await collect(request, limit);
  if (bytes === 'too-large') return refused(413, 'too large');
  if (bytes === 'aborted') return refused(400, 'bad request');
  try {
    return { kind: 'read', body: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return refused(400, 'bad request');
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

const refused = (status: 400 | 413 | 415, error: string): ReadBody => ({ kind: 'refused', status, error });
