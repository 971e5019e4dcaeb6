/** The vendor's document from a server or a file: conditional, held to https, and compared under our corrections. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { watchUpstream } from '../../generator/cli/commands/watch-upstream.js';
import type { WatchOptions } from '../../generator/cli/commands/watch-upstream.js';
import { fetchDocument } from '../../generator/cli/fetch-document.js';
import { captureOutput } from './capture-output.js';
import { at } from './records.js';
import type { JsonRecord } from './records.js';
import { smallDocument } from './small-document.js';
import { createWorkspace } from './workspace.js';
import type { Workspace } from './workspace.js';

const MODIFIED = 'Wed, 01 Jul 2026 00:00:00 GMT';
let workspace: Workspace;
let server: Server;
let url = '';
let document: JsonRecord = {};
let requests: (readonly [string | undefined, string | undefined])[] = [];

const manifest = {
  title: 'Acme',
  apis: {
    main: {
      document: 'openapi.json',
      overlay: 'overlay.yaml',
      environments: { production: { url: 'https://api.example.com', description: 'Live.' } },
      authentication: { kind: 'bearer', token: 'apiKey' },
      pagination: [{ kind: 'cursor', operations: ['getThing2'], parameter: 'id', next: '/id', items: '/own2' }],
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
  server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  requests = [];
  await workspace.write('schemas/acme/openapi.json', JSON.stringify(document));
});
afterAll(async () => {
  server.close();
  await workspace.remove();
});

/** A vendor's server: with an entity tag, with a date only, and with what goes wrong. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const { 'if-none-match': tag, 'if-modified-since': since } = request.headers;
  requests.push([tag, since]);
  const send = (status: number, headers: Readonly<Record<string, string>> = {}, text = ''): void => {
    response.writeHead(status, headers).end(text);
  };
  switch (request.url) {
    case '/elsewhere':
      return send(302, { location: 'http://example.com/openapi.json' });
    case '/loop':
      return send(302, { location: '/loop' });
    case '/gone':
      return send(410);
    case '/page':
      return send(200, { 'content-type': 'text/html' }, '<!doctype html><html><title>Sign in</title></html>');
    case '/empty':
      return send(200);
    case '/old':
      return send(200, {}, JSON.stringify({ swagger: '2.0', paths: {} }));
    case '/list':
      return send(200, {}, '[1, 2]');
    case '/broken':
      response.writeHead(200, { 'content-length': '100000' }).write('{"openapi": "3.1.0",');
      setTimeout(() => response.destroy(), 50);
      return undefined;
    case '/dated':
      return since === MODIFIED ? send(304) : send(200, { 'last-modified': MODIFIED }, JSON.stringify(document));
    default:
      return tag === '"one"' ? send(304) : send(200, { etag: '"one"' }, JSON.stringify(document));
  }
}

const watch = async (more: Partial<WatchOptions>) =>
  captureOutput(async () => watchUpstream(workspace.options, { name: 'acme', write: false, ...more }));
const inFolder = (path: string): string => join(workspace.options.schemas, '..', path);
const ours = (): unknown => JSON.parse(readFileSync(join(workspace.options.schemas, 'acme/openapi.json'), 'utf8'));

/** The vendor's next document as a file. */
async function next(change: (document: JsonRecord) => void, path = 'next.json'): Promise<string> {
  const changed = structuredClone(document);
  change(changed);
  await workspace.write(path, JSON.stringify(changed));
  return inFolder(path);
}

describe('watch-upstream', () => {
  test.each([
    ['an entity tag', '', ['"one"', undefined]],
    ['a date', '/dated', [undefined, MODIFIED]],
  ])('says that nothing differs, and with %s asks the second time only whether it changed', async (_, path, second) => {
    const state = inFolder(`state${path.replace('/', '-')}.json`);
    const first = await watch({ url: `${url}${path}`, state });
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining('No differences.') as string });
    expect(await watch({ url: `${url}${path}`, state })).toMatchObject({
      code: 0,
      output: 'Not changed since it was last fetched.',
    });
    expect(requests).toEqual([[undefined, undefined], second]);
  });

  test('does not use what it knows of one address for another', async () => {
    const state = inFolder('moved.json');
    await watch({ url: `${url}/a`, state });
    await watch({ url: `${url}/b`, state });
    expect(requests).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  test('takes a state that cannot be read for none', async () => {
    await workspace.write('broken.json', '{"url":');
    expect((await watch({ url, state: inFolder('broken.json') })).code).toBe(0);
    expect(requests).toEqual([[undefined, undefined]]);
  });

  test('reports what changed, and writes the report and the document as it was read', async () => {
    const file = await next((changed) => delete at(changed, 'components', 'schemas', 'Thing0', 'properties')['own0']);
    const report = inFolder('report.md');
    const result = await watch({ file, report, write: true });
    expect(result.code).toBe(1);
    expect(result.output).toContain('Member removed: Thing0.own0');
    expect(readFileSync(report, 'utf8')).toContain('| Member removed: Thing0.own0 | breaking |');
    expect(readFileSync(join(workspace.options.schemas, 'acme/openapi.json'), 'utf8')).toBe(readFileSync(file, 'utf8'));
  });

  test('changes of texts alone are no reason to act', async () => {
    const file = await next((changed) => (at(changed, 'paths', '/things0/{id}', 'post')['summary'] = 'Another text.'));
    expect((await watch({ file })).code).toBe(0);
  });

  test('makes a correction whose target is gone an error that names the nearest one, and writes nothing', async () => {
    const file = await next(
      (changed) =>
        (at(changed, 'components', 'schemas', 'Thing1')['properties'] = { id: {}, own_1: { type: 'number' } }),
    );
    const [report, state] = [inFolder('trouble.md'), inFolder('trouble.json')];
    const result = await watch({ file, report, state, write: true });
    expect(result.code).toBe(2);
    expect(result.output).toContain('overlay-target');
    expect(result.output).toContain('own_1');
    expect(readFileSync(report, 'utf8')).toContain('### To mend');
    expect(ours()).toEqual(document);
    // The next look has to report it again.
    expect(existsSync(state)).toBe(false);
  });

  test('tells an operation that went by name, and does not stop at a rule for it', async () => {
    const file = await next((changed) => delete at(changed, 'paths')['/things2/{id}']);
    const result = await watch({ file });
    expect(result.code).toBe(1);
    expect(result.output).toContain('Operation removed: getThing2 (POST /things2/{id})');
  });

  test('without an address or a file says where to put one', async () => {
    await expect(watch({})).rejects.toThrow(/links\.document/);
    await expect(watch({ api: 'other', url })).rejects.toThrow(/no API "other"; known: main/);
    await expect(watch({ file: inFolder('nowhere.json') })).rejects.toThrow(/there is no file/);
  });
});

describe('a document of ours that leaves out and names things', () => {
  const named = (changed: JsonRecord): void => {
    at(changed, 'paths', '/things0/{id}', 'post')['operationId'] = 'vendor-get-0';
    at(changed, 'paths')['/extra'] = { get: { operationId: 'extra', responses: { '200': { description: 'Found.' } } } };
  };

  test('is compared under its own names; what it leaves out is counted and listed, not taken in', async () => {
    const file = await next(named);
    const report = inFolder('extract.md');
    const result = await watch({ file, report, write: true });
    expect(result).toMatchObject({ code: 0, output: expect.stringContaining('No differences.') as string });
    expect(result.output).toContain('1 operation of the vendor is not in our document');
    expect(readFileSync(report, 'utf8')).toContain('- `GET /extra`');
    expect(at(ours(), 'paths', '/things0/{id}', 'post')['operationId']).toBe('getThing0');
    expect(at(ours(), 'paths')['/extra']).toBeUndefined();
  });

  test('from the second look on, the report is of what the vendor changed since the first', async () => {
    const state = inFolder('facts.json');
    await watch({ file: await next(named), state });
    expect((await watch({ file: await next(named), state })).code).toBe(0);
    const later = await next((changed) => {
      named(changed);
      delete at(changed, 'paths')['/extra'];
      at(changed, 'components', 'schemas', 'Thing2', 'properties')['fresh'] = { type: 'string' };
    });
    const result = await watch({ file: later, state });
    expect(result.code).toBe(1);
    expect(result.output).toContain('Operation removed: extra (GET /extra)');
    expect(result.output).toContain('Optional member added: Thing2.fresh');
  });

  test('the state keeps facts and no texts', async () => {
    const state = inFolder('texts.json');
    const file = await next((changed) => {
      at(changed, 'paths', '/things0/{id}', 'post')['description'] = 'A sentence of the vendor.';
      at(changed, 'components', 'schemas', 'Thing0', 'properties')['description'] = { type: 'string' };
    });
    await watch({ file, state });
    const text = readFileSync(state, 'utf8');
    expect(text).not.toContain('A sentence of the vendor.');
    expect(at(JSON.parse(text), 'facts', 'components', 'schemas', 'Thing0', 'properties')).toHaveProperty(
      'description',
    );
  });
});

describe('a server that does not give the document', () => {
  test('an address that is not https is refused, also behind a redirect', async () => {
    await expect(fetchDocument('http://example.com/openapi.json', undefined)).rejects.toThrow(/not an https address/);
    await expect(fetchDocument('file:///etc/hosts', undefined)).rejects.toThrow(/not an https address/);
    await expect(fetchDocument(`${url}/elsewhere`, undefined)).rejects.toThrow(/not an https address/);
    await expect(fetchDocument(`${url}/loop`, undefined)).rejects.toThrow(/redirects more than 3 times/);
  });

  test.each([
    ['/gone', /answered 410/],
    ['/page', /no OpenAPI document \(\d+ bytes of HTML\); is the address still right/],
    ['/empty', /no OpenAPI document \(0 bytes of nothing\)/],
    ['/list', /no OpenAPI document \(6 bytes of JSON\)/],
    ['/old', /is not OpenAPI 3/],
    ['/broken', /broke off after \d+ bytes/],
  ])('%s is an error for the user that says what came', async (path, message) => {
    const report = inFolder('none.md');
    await expect(watch({ url: `${url}${path}`, report })).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(message) as string,
    });
    expect(existsSync(report)).toBe(false);
  });

  test('one that is not there, and a document larger than allowed', async () => {
    await expect(fetchDocument('http://127.0.0.1:1/openapi.json', undefined)).rejects.toThrow(/cannot be reached/);
    await expect(fetchDocument(url, undefined, 100)).rejects.toThrow(/larger than/);
  });
});
