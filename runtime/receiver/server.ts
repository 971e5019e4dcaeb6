/** HTTP on node:http: one URL for each source, and what operators and applications ask for. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { nameOf } from './names.js';
import type { Source } from './providers.js';
import { answer, comeAgain, createReceive, type ReceptionContext } from './reception.js';

export { answer };

/** What the server needs. */
export interface ServerContext extends ReceptionContext {
  /** By path, `/webhooks/terra/events/sandbox`. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly requestSeconds: number;
  /** Everything that is not a webhook. */
  readonly other: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** Creates the server; it does not listen yet. */
export function createReceiverServer(context: ServerContext): Server {
  const { sources, requestSeconds, log } = context;
  const receive = createReceive(context);
  const settings = {
    requestTimeout: requestSeconds * 1000,
    headersTimeout: Math.min(10_000, requestSeconds * 1000),
    connectionsCheckingInterval: 1000,
    keepAliveTimeout: 65_000,
  };
  return createServer(settings, (request, response) => {
    const { url = '' } = request;
    const source = sources.get(url) ?? sources.get(url.split('?', 1)[0] ?? '');
    if (source !== undefined) return receive(source, request, response);
    if (url.startsWith('/webhooks/')) return answer(response, 404);
    context.other(request, response).catch((error: unknown) => {
      log.error({ error: nameOf(error) }, 'A request failed.');
      if (response.headersSent) response.destroy();
      else answer(response, 503, comeAgain);
    });
  });
}
