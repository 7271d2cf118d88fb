import { ServerResponse } from 'node:http';
import restify from 'restify';

/**
 * restify replaces `writeHead` of every response in the process, and its version returns nothing: `response.writeHead(…).end(…)`, which Node documents,
 * would then fail in servers that have nothing to do with restify. This gives the response back again.
 */
const writeHead = Reflect.get(ServerResponse.prototype, 'writeHead') as (this: ServerResponse, ...values: unknown[]) => void;

function chainedWriteHead(this: ServerResponse, ...values: unknown[]): ServerResponse {
  Reflect.apply(writeHead, this, values);
  return this;
}

Object.defineProperty(ServerResponse.prototype, 'writeHead', { value: chainedWriteHead, writable: true, configurable: true });

export { restify };
