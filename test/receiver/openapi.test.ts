/** The receiver's document of its own: our generator makes its client, which then talks to a receiver. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load } from 'js-yaml';
import type { Receiver } from '../../runtime/receiver/receiver.js';
import { folderOf, generateFrom } from '../support/provider-folder.js';
import { type ApiBody, type Package, post, sample, settled, signed, start, temporaryFolder } from './harness.js';

const lists = ['listJobs', 'listExpectations', 'listDrift', 'listSources'] as const;

/** What is made, by the names of its operations. */
type Client = Readonly<
  Record<
    | (typeof lists)[number]
    | 'listRecords'
    | 'listRevisions'
    | 'listDeliveries'
    | 'replayDelivery'
    | 'getDelivery'
    | 'getDeliveryContent'
    | 'eraseUser'
    | 'reconcile',
    (parameters: object) => Promise<ApiBody>
  >
>;

const folder = temporaryFolder();
const text = readFileSync('runtime/receiver/openapi.yaml', 'utf8');
let receiver: Receiver<Package>;
let client: Client;

beforeAll(async () => {
  receiver = await start(join(folder.path, 'receiver.db'));
  const manifest = {
    title: 'Receiver',
    apis: {
      main: {
        document: 'openapi.yaml',
        environments: { local: { url: `http://127.0.0.1:${receiver.port}` } },
        authentication: { kind: 'bearer', token: 'token' },
      },
    },
  };
  const files = folderOf('receiver', { 'manifest.yaml': manifest, 'openapi.yaml': text });
  const { value, diagnostics } = await generateFrom([files]);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  client = (await importClient(new Map(value.files.map(({ path, content }) => [path, content])))).createClient({
    environment: 'local',
    token: 'test-token-of-this-machine',
  });
});

afterAll(async () => {
  await receiver.stop();
  folder.remove();
});

describe("the receiver's document", () => {
  it('names each path that the receiver routes, and no other', () => {
    const document = load(text) as { readonly paths: Readonly<Record<string, object>> };
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const source = readFileSync('runtime/receiver/api.ts', 'utf8');
    const routed = [...source.matchAll(/'(GET|POST|DELETE)',\s*\/\^(\S+?)\$\//g)].map(
      ([, method, path]) => `${method} ${path?.replaceAll('\\/', '/').replace(/\(\[\^\/\]\+\)|\(\\d\+\)/g, '{id}')}`,
    );
    expect(described.sort()).toEqual(routed.sort());
    expect(routed.length).toBeGreaterThan(10);
  });

  it('makes a client that reads records and deliveries, replays and erases', async () => {
    const event = sample('terra', 'sleep', 'full');
    expect(await post(receiver.port, await signed('terra', 'events', event))).toBe(200);
    await settled(receiver);
    const id = event.user.user_id;
    const records = await client.listRecords({ id, provider: 'terra', type: 'sleep' });
    expect(records.items[0]?.data).toEqual(event.data[0]);
    expect((await client.listRevisions({ id: records.items[0]?.id })).items).toHaveLength(1);
    const deliveries = await client.listDeliveries({ state: 'processed' });
    expect(deliveries.items).toMatchObject([{ source: 'terra/events/sandbox', types: ['sleep'] }]);
    expect(await client.getDeliveryContent({ id: deliveries.items[0]?.id })).toMatchObject({
      encoding: 'utf8',
      body: JSON.stringify(event),
      is_whole: true,
    });
    expect(await client.replayDelivery({ id: deliveries.items[0]?.id })).toMatchObject({ state: 'queued' });
    await settled(receiver);
    await expect(client.getDelivery({ id: 4711 })).rejects.toMatchObject({ status: 404 });
    expect(await client.eraseUser({ id })).toMatchObject({ remaining: 0, erased: { records: 1, deliveries: 1 } });
    expect((await client.listRecords({ id })).items).toEqual([]);
  });

  it('describes each answer as the receiver gives it', async () => {
    for (const list of lists) expect(Array.isArray((await client[list]({})).items), list).toBe(true);
    await expect(client.reconcile({ account: 'no/where' })).rejects.toMatchObject({ status: 400 });
  });
});

/** The client of the package, bundled from memory. */
async function importClient(
  files: ReadonlyMap<string, string>,
): Promise<{ readonly createClient: (options: object) => Client }> {
  const result = await build({
    stdin: {
      contents: "export * from './src/receiver/client-object.js';",
      resolveDir: '/',
      sourcefile: '/entry.ts',
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    write: false,
    platform: 'node',
    logLevel: 'error',
    plugins: [
      {
        name: 'memory',
        setup(plugin) {
          plugin.onResolve({ filter: /^\./ }, ({ path, importer }) => ({
            namespace: 'memory',
            path: new URL(path.replace(/\.js$/, '.ts'), `file://${importer}`).pathname,
          }));
          plugin.onLoad({ filter: /.*/, namespace: 'memory' }, ({ path }) => ({
            contents: files.get(path.slice(1)) ?? '',
            loader: 'ts',
          }));
        },
      },
    ],
  });
  return (await import(
    `data:text/javascript;base64,${Buffer.from(result.outputFiles[0]?.contents ?? []).toString('base64')}`
  )) as Awaited<ReturnType<typeof importClient>>;
}
