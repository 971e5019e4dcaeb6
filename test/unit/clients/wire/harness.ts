/** A document's client, generated, bundled and loaded; and a server on this machine that tells what reached it. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { clientsEmitter } from '../../../../generator/emit/clients/emitter.js';
import { runtimeFiles } from '../../../../generator/emit/runtime-copy.js';
import type { ProviderIR } from '../../../../generator/ir/ir.js';
import { bundle, load } from '../build.js';
import { loadAssets } from '../../../../generator/load/assets.js';
import { fileURLToPath } from 'node:url';

/** The functions of a client module, or the methods of a client object. */
export type Functions = Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>;

/** A request as it came over the socket. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** What the server is to answer next. */
export interface NextAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const assets = await loadAssets(`${root}templates`, `${root}runtime/core`);

/** Generates the clients of a provider and loads the module of one API. */
export async function loadClient(provider: ProviderIR, file: string): Promise<Functions> {
  const { files } = await clientsEmitter.emit({ provider, assets });
  // What validates answers is left out: it is loaded by those who ask for it.
  const modules = files.filter(({ path }) =>
    [`/${file}.ts`, `/${file}-object.ts`, '/rate-limits.ts'].some((end) => path.endsWith(end)),
  );
  const sources = new Map([...modules, ...runtimeFiles(assets)].map(({ path, content }) => [path, content]));
  const entry = `export * from './${provider.name}/${file}.js'; export * from './${provider.name}/${file}-object.js'; export { request } from './runtime/client/call.js';`;
  return (await load(await bundle(sources, entry))) as Functions;
}

/** Starts the server: `next` says what to answer, `received` is what came. */
export async function startMock(): Promise<{
  readonly address: string;
  readonly received: Received[];
  answerWith(answer: NextAnswer): void;
  close(): void;
}> {
  const received: Received[] = [];
  let next: NextAnswer = { status: 204, contentType: undefined, body: '' };
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      received.push({ method, url, headers, body: Buffer.concat(chunks) });
      outgoing.writeHead(next.status, next.contentType === undefined ? {} : { 'content-type': next.contentType });
      outgoing.end(next.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answerWith(answer) {
      next = answer;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
