/** Operations with servers of their own, over two sockets: who is called, with what, by document and by settings. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { buildProvider } from '../../../../generator/provider.js';
import type { ProviderIR } from '../../../../generator/ir/ir.js';
import { folderOf } from '../../../openapi/harness.js';
import { diagnose } from '../compile.js';
import { packageOf } from '../build.js';
import { loadClient, startMock } from './harness.js';
import type { Functions } from './harness.js';

type Mock = Awaited<ReturnType<typeof startMock>>;

let main: Mock;
let uploads: Mock;
let provider: ProviderIR;
let module: Functions;

const ok = { 200: { description: 'Done.', content: { 'application/json': { schema: { type: 'object' } } } } };
const bytes = {
  required: true,
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
};
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

/** The document, with the second server in three forms: of an operation, of a path, with variables. */
function documentOf(own: string): object {
  const port = own.replace('http://127.0.0.1:', '');
  const variables = { host: { default: '127.0.0.1' }, version: { default: 'v1', enum: ['v1', 'v2'] } };
  return {
    openapi: '3.1.0',
    info: { title: 'Two hosts', version: '1' },
    paths: {
      '/things/{id}': { get: { operationId: 'getThing', parameters: [id], responses: ok } },
      '/things/{id}/file': {
        post: { operationId: 'sendFile', servers: [{ url: own }], parameters: [id], requestBody: bytes, responses: ok },
      },
      '/whole': {
        servers: [{ url: `${own}/path` }],
        get: { operationId: 'getOfPath', responses: ok },
        put: { operationId: 'putElsewhere', servers: [{ url: '/v9' }], responses: ok },
      },
      '/varied': {
        get: {
          operationId: 'getVaried',
          servers: [{ url: `http://{host}:${port}/{version}`, variables }],
          responses: ok,
        },
      },
    },
  };
}

beforeAll(async () => {
  [main, uploads] = [await startMock(), await startMock()];
  for (const mock of [main, uploads]) mock.answerWith({ status: 200, contentType: 'application/json', body: '{}' });
  const folder = folderOf(JSON.stringify(documentOf(uploads.address)), {
    manifest: '    authentication: { kind: bearer, token: apiKey }',
  });
  const files = folder.files.map(({ path, text }) => ({
    path,
    text: text.replace('https://api.example.com', `${main.address}/api`),
  }));
  const built = buildProvider({ ...folder, files });
  expect(built.diagnostics).toEqual([]);
  if (built.value === undefined) throw new Error('not built');
  provider = built.value;
  module = await loadClient(provider, 'client');
});
afterAll(() => {
  main.close();
  uploads.close();
});

/** What each of the two received, as `host METHOD target authorization`. */
async function callAll(options: object): Promise<readonly string[]> {
  const client = (module['createClient'] as unknown as (options: object) => Functions)({ apiKey: 'key', ...options });
  for (const mock of [main, uploads]) mock.received.length = 0;
  await client['getThing']?.({ id: 'a' });
  await client['sendFile']?.({ id: 'a', body: new Blob(['x']) });
  await client['getOfPath']?.();
  await client['putElsewhere']?.();
  await client['getVaried']?.();
  return Object.entries({ main, uploads }).flatMap(([name, { received }]) =>
    received.map(({ method, url, headers }) => `${name} ${method} ${url} ${headers.authorization ?? ''}`),
  );
}

test('each goes where the document says, with the credentials of the API', async () => {
  expect(await callAll({})).toEqual([
    'main GET /api/things/a Bearer key',
    'main PUT /v9/whole Bearer key',
    'uploads POST /things/a/file Bearer key',
    'uploads GET /path/whole Bearer key',
    'uploads GET /v1/varied Bearer key',
  ]);
});

test('with a baseUrl nothing reaches any other host', async () => {
  expect(await callAll({ baseUrl: `${main.address}/double` })).toEqual([
    'main GET /double/things/a Bearer key',
    'main POST /double/things/a/file Bearer key',
    'main GET /double/whole Bearer key',
    'main PUT /v9/whole Bearer key',
    'main GET /double/varied Bearer key',
  ]);
});

test('a server that is named in `servers` is replaced, and variables are filled in', async () => {
  const servers = { [uploads.address]: `${main.address}/uploads` };
  expect(await callAll({ servers, serverVariables: { version: 'v2', host: 'localhost' } })).toEqual([
    'main GET /api/things/a Bearer key',
    'main POST /uploads/things/a/file Bearer key',
    'main PUT /v9/whole Bearer key',
    'uploads GET /path/whole Bearer key',
    'uploads GET /v2/varied Bearer key',
  ]);
});

test('the settings are typed by what the document has', async () => {
  const files = new Map(await packageOf(provider));
  const [uploadsKey, wrongKey] = [uploads.address, 'https://other.example.com'].map((key) => JSON.stringify(key));
  files.set(
    'src/use.ts',
    `import { connect, connectOnce } from './example/client.js';
connect({ apiKey: 'k', servers: { ${uploadsKey}: 'https://x.example.com' }, serverVariables: { version: 'v2', host: 'any' } });
connectOnce({ apiKey: 'k', serverVariables: { version: undefined } });
// @ts-expect-error: the document has no such server
connect({ apiKey: 'k', servers: { ${wrongKey}: 'https://x.example.com' } });
// @ts-expect-error: the document lists what it may be
connect({ apiKey: 'k', serverVariables: { version: 'v3' } });
`,
  );
  expect(diagnose(files)).toEqual([]);
  const client = files.get('src/example/client.ts') ?? '';
  expect(client).toContain(`\`POST /things/{id}/file\` at \`${uploads.address}\``);
  expect(client.match(/^ {2}at: /gm)).toHaveLength(4);
});
