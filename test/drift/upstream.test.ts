/** The vendor's document from a server or a file: conditional, held to https, and compared under our corrections. */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { watchUpstream } from '../../generator/cli/commands/watch-upstream.js';
import { fetchDocument } from '../../generator/cli/fetch-document.js';
import { captureOutput } from './capture-output.js';
import { smallDocument } from './small-document.js';
import { createWorkspace } from './workspace.js';
import type { Workspace } from './workspace.js';

type Json = Record<string, any>;

let workspace: Workspace;
let server: Server;
let url = '';
let document: Json = {};
let requests: (string | undefined)[] = [];

const manifest = {
  title: 'Acme',
  apis: {
    main: {
      document: 'openapi.json',
      overlay: 'overlay.yaml',
      environments: { production: { url: 'https://api.example.com', description: 'Live.' } },
      authentication: { kind: 'bearer', token: 'apiKey' },
    },
  },
};
const overlay = {
  overlay: '1.0.0',
  info: { title: 'Corrections', version: '1.0.0' },
  actions: [
    { target: '$.components.schemas.Thing1.properties.own1', description: 'May be null.', update: { nullable: true } },
  ],
};

beforeAll(async () => {
  document = smallDocument(3);
  workspace = await createWorkspace({
    'schemas/acme/manifest.yaml': JSON.stringify(manifest),
    'schemas/acme/overlay.yaml': JSON.stringify(overlay),
    'schemas/acme/openapi.json': JSON.stringify(document),
  });
  server = createServer((request, response) => {
    requests.push(request.headers['if-none-match']);
    if (request.url === '/elsewhere') response.writeHead(302, { location: 'http://example.com/openapi.json' }).end();
    else if (request.headers['if-none-match'] === '"one"') response.writeHead(304).end();
    else response.writeHead(200, { etag: '"one"', 'content-type': 'application/json' }).end(JSON.stringify(document));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await workspace.remove();
});

const watch = async (more: Json) =>
  captureOutput(async () => watchUpstream(workspace.options, { name: 'acme', write: false, ...more }));
const folder = (): string => join(workspace.options.schemas, '..');

describe('watch-upstream', () => {
  test('says that nothing differs, and asks the second time only whether it changed', async () => {
    const state = join(folder(), 'state.json');
    requests = [];
    expect(await watch({ url, state })).toMatchObject({ code: 0, output: 'No differences.' });
    expect(await watch({ url, state })).toMatchObject({ code: 0, output: 'Not changed since it was last fetched.' });
    expect(requests).toEqual([undefined, '"one"']);
  });

  test('reports what changed, and writes the report and the document', async () => {
    const next: Json = structuredClone(document);
    delete next['components'].schemas.Thing0.properties.own0;
    await workspace.write('next.json', JSON.stringify(next));
    const report = join(folder(), 'report.md');
    const result = await watch({ file: join(folder(), 'next.json'), report, write: true });
    expect(result.code).toBe(1);
    expect(result.output).toContain('Member removed: Thing0.own0');
    expect(readFileSync(report, 'utf8')).toContain('| Member removed: Thing0.own0 | breaking |');
    expect(JSON.parse(readFileSync(join(workspace.options.schemas, 'acme/openapi.json'), 'utf8'))).toEqual(next);
    await workspace.write('schemas/acme/openapi.json', JSON.stringify(document));
  });

  test('makes a correction whose target is gone an error that names the nearest one, and writes nothing', async () => {
    const next: Json = structuredClone(document);
    next['components'].schemas.Thing1.properties = { id: {}, own_1: { type: 'number' } };
    await workspace.write('next.json', JSON.stringify(next));
    const report = join(folder(), 'trouble.md');
    const result = await watch({ file: join(folder(), 'next.json'), report, write: true });
    expect(result.code).toBe(2);
    expect(result.output).toContain('overlay-target');
    expect(result.output).toContain('own_1');
    expect(readFileSync(report, 'utf8')).toContain('### To mend');
    expect(JSON.parse(readFileSync(join(workspace.options.schemas, 'acme/openapi.json'), 'utf8'))).toEqual(document);
  });

  test('without an address or a file says where to put one', async () => {
    await expect(watch({})).rejects.toThrow(/links\.document/);
  });
});

test('an address that is not https is refused, also behind a redirect', async () => {
  await expect(fetchDocument('http://example.com/openapi.json', undefined)).rejects.toThrow(/not an https address/);
  await expect(fetchDocument(`${url}/elsewhere`, undefined)).rejects.toThrow(/not an https address/);
});
