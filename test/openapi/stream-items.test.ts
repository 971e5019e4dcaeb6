/** Items of streams are looked at on the levels of whole answers: over a socket, in both forms, and in bundles. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { PackageForm } from '../../generator/package-form.js';
import type { JsonValue } from '../../generator/schema.js';
import { load } from '../unit/clients/build.js';
import { diagnose } from '../unit/clients/compile.js';
import type { Functions } from '../unit/clients/wire/harness.js';
import { documentOf } from './front-end.js';
import { bundled, packageOf } from './loaded-package.js';

const sum = { type: 'object', required: ['total'], properties: { total: { type: 'integer' } } };
const event = {
  type: 'object',
  required: ['data'],
  properties: { data: { type: 'string', contentMediaType: 'application/json', contentSchema: sum } },
};
const typed = {
  ...event,
  required: ['event', 'data'],
  properties: { ...event.properties, event: { enum: ['message', 'sum'] } },
};

function reads(operationId: string, content: Readonly<Record<string, JsonValue>>): JsonValue {
  return { get: { operationId, responses: { 200: { description: '', content } } } };
}

const document = documentOf(
  {
    paths: {
      '/events': reads('watchEvents', { 'text/event-stream': { itemSchema: event } }),
      '/typed': reads('watchTyped', { 'text/event-stream': { itemSchema: typed } }),
      '/data': reads('watchData', { 'text/event-stream': { schema: sum } }),
      '/lines': reads('readLines', { 'application/jsonl': { itemSchema: sum } }),
      '/both': reads('ask', {
        'application/json': {
          schema: { type: 'object', required: ['answer'], properties: { answer: { type: 'string' } } },
        },
        'text/event-stream': { schema: sum },
      }),
      '/plain': reads('getPlain', { 'application/json': { schema: sum } }),
    },
  },
  '3.2.0',
);

let pieces: readonly string[] = [];
let contentType = 'text/event-stream';
let closed = 0;
const server = createServer((_request, response) => {
  response.on('close', () => {
    closed += 1;
  });
  response.writeHead(200, { 'content-type': contentType });
  for (const piece of pieces) response.write(piece);
  // Left open: a stream that ends by an error has to close the connection itself.
  if (!pieces.includes('')) response.end();
});
let baseUrl = '';
const packages = new Map<PackageForm, ReadonlyMap<string, string>>();

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const form of ['typescript', 'javascript'] as const) packages.set(form, await packageOf(document, form));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  [contentType, closed] = ['text/event-stream', 0];
});

interface Read {
  readonly items: readonly unknown[];
  readonly error: unknown;
  readonly reports: readonly unknown[];
}

/** Calls an operation and reads its stream to the end. */
async function read(client: Functions, id: string, options: object, reports: unknown[] = []): Promise<Read> {
  const items: unknown[] = [];
  try {
    for await (const item of (await client[id]?.(options)) as AsyncIterable<unknown>) items.push(item);
  } catch (error) {
    return { items, error, reports };
  }
  return { items, error: undefined, reports };
}

const wrong = { path: ['data', 'total'], code: 'type', expected: 'integer', received: 'string' };
const news = { kind: 'unknown-member', path: ['data', 'unit'], received: 'string' };

describe.each(['typescript', 'javascript'] as const)('a client object of the %s form', (form) => {
  let create: (options: object) => Functions;
  const reports: unknown[] = [];
  const open = (): Functions => create({ baseUrl, onDrift: (report: unknown) => reports.push(report) });

  beforeAll(async () => {
    const code = await bundled(packages.get(form) ?? new Map(), "export { createClient } from './example/index.js';");
    create = (await load(code))['createClient'] as typeof create;
  });
  beforeEach(() => {
    reports.length = 0;
    pieces = ['data: {"total":1}\n\ndata: {"to', 'tal":"2"}\n\n', 'data: {"total":3,"unit":"kg"}\n\n'];
  });

  it('off: items are handed on as they are', async () => {
    const { items, error } = await read(open(), 'watchEvents', {});
    expect([items.length, error, reports]).toEqual([3, undefined, []]);
  });

  it('drift: every item is handed on, and departures are reported with the number of the item', async () => {
    const { items, error } = await read(open(), 'watchEvents', { validation: 'drift' });
    expect([items.length, error]).toEqual([3, undefined]);
    const report = { operation: 'watchEvents', status: 200, issues: [], findings: [] };
    expect(reports).toMatchObject([
      { ...report, item: 1, issues: [wrong] },
      { ...report, item: 2, findings: [news] },
    ]);
    expect(JSON.stringify(reports)).not.toContain('kg');
  });

  it('strict: an item of a wrong shape ends the stream with an error that says which', async () => {
    pieces = [...pieces, ''];
    const { items, error } = await read(open(), 'watchEvents', { validation: 'strict' });
    expect(items).toEqual([{ event: 'message', data: { total: 1 } }]);
    expect(error).toMatchObject({ name: 'RequestError', reason: 'invalid_answer', operation: 'watchEvents', item: 1 });
    expect(error).toMatchObject({ message: 'watchEvents: invalid answer', issues: [wrong] });
    expect(reports).toEqual([]);
    await expect.poll(() => closed).toBe(1);
  });

  it('strict: what is only new is reported', async () => {
    pieces = ['data: {"total":3,"unit":"kg"}\n\n'];
    const { items, error } = await read(open(), 'watchEvents', { validation: 'strict' });
    expect([items.length, error]).toEqual([1, undefined]);
    expect(reports).toMatchObject([{ item: 0, issues: [], findings: [news] }]);
  });

  it('an event without a type is a message where the document asks for a type', async () => {
    pieces = ['data: {"total":1}\n\nevent: sum\ndata: {"total":2}\n\nevent: other\ndata: {"total":3}\n\n'];
    const { items, error } = await read(open(), 'watchTyped', { validation: 'strict' });
    expect(items).toEqual([
      { event: 'message', data: { total: 1 } },
      { event: 'sum', data: { total: 2 } },
    ]);
    expect(error).toMatchObject({ item: 2, issues: [{ path: ['event'] }] });
  });

  it.each<[string, string, string, readonly string[]]>([
    ['the data of events', 'watchData', 'text/event-stream', ['data: {"total":1}\n\n', 'data: {}\n\n']],
    ['lines of JSON', 'readLines', 'application/jsonl', ['{"total":1}\n', '{}\n']],
    ['the stream of an operation that has both', 'ask', 'text/event-stream', ['data: {"total":1}\n\n', 'data: {}\n\n']],
  ])('%s', async (_name, id, type, given) => {
    [contentType, pieces] = [type, given];
    const strict = await read(open(), id, { validation: 'strict' });
    expect(strict.items).toEqual([{ total: 1 }]);
    expect(strict.error).toMatchObject({ item: 1, issues: [{ path: ['total'], code: 'required' }] });
    const drift = await read(open(), id, { validation: 'drift' });
    expect(drift.items).toEqual([{ total: 1 }, {}]);
    expect(reports).toMatchObject([{ item: 1, issues: [{ path: ['total'], code: 'required' }] }]);
  });

  it('the whole answer of an operation that has both', async () => {
    [contentType, pieces] = ['application/json', ['{"answer":1}']];
    const error: unknown = await open()
      ['ask']?.({ validation: 'strict' })
      .catch((failure: unknown) => failure);
    expect(error).toMatchObject({ reason: 'invalid_answer', issues: [{ path: ['answer'] }] });
    expect(error).not.toHaveProperty('item');
    pieces = ['{"answer":"yes"}'];
    await expect(open()['ask']?.({ validation: 'strict' })).resolves.toEqual({ answer: 'yes' });
  });
});

describe('bundles', () => {
  const files = (): ReadonlyMap<string, string> => packages.get('typescript') ?? new Map();
  const imports = (id: string, connect = 'connect'): string =>
    `export { ${connect} as connect, ${id} as ask, ${id}Validators as validators } from './example/calls.js';`;

  it.each(['connect', 'connectOnce'])('a bare connection of %s looks at items, too', async (connect) => {
    pieces = ['data: {"total":1}\n\ndata: {}\n\n'];
    const module = (await load(await bundled(files(), imports('watchData', connect)))) as unknown as {
      readonly connect: (options: object) => object;
      readonly ask: (client: object) => Promise<AsyncIterable<unknown>>;
      readonly validators: object;
    };
    const validators = { validate: { watchData: module.validators } };
    const client = module.connect({ baseUrl, validation: 'strict', validators });
    const found: unknown[] = [];
    const reading = (async () => {
      for await (const item of await module.ask(client)) found.push(item);
    })();
    await expect(reading).rejects.toMatchObject({ reason: 'invalid_answer', item: 1 });
    expect(found).toEqual([{ total: 1 }]);
    const blind = module.connect({ baseUrl, validation: 'strict' });
    await expect(module.ask(blind)).rejects.toThrow('validation "strict" needs validators');
  });

  it('a call without streams carries nothing of it', async () => {
    expect(await bundled(files(), imports('watchData'))).toContain('asyncIterator');
    expect(await bundled(files(), imports('getPlain'))).not.toContain('asyncIterator');
  });
});

describe('the test kit', () => {
  it('answers items that are right, or those of a route, as a list or as they come', async () => {
    const code = await bundled(
      packages.get('typescript') ?? new Map(),
      "export { createClient } from './example/index.js'; export * from './example/testing.js';",
    );
    const kit = (await load(code)) as unknown as {
      readonly createClient: (options: object) => Functions;
      readonly createFakeFetch: (routes?: object) => { readonly fetch: unknown };
      readonly watchEventsAnswer: () => readonly unknown[];
    };
    const collect = async (id: string, routes?: object): Promise<Read> =>
      read(kit.createClient({ fetch: kit.createFakeFetch(routes).fetch, validation: 'strict' }), id, {});
    for (const id of ['watchEvents', 'watchTyped', 'watchData', 'readLines']) {
      const { items, error } = await collect(id);
      expect([id, items.length, error]).toEqual([id, 1, undefined]);
    }
    expect(kit.watchEventsAnswer()).toEqual([{ data: { total: 1 } }]);
    const list = { watchData: { status: 200, body: [{ total: 1 }, { total: 2 }, {}] } };
    expect(await collect('watchData', list)).toMatchObject({ items: [{ total: 1 }, { total: 2 }], error: { item: 2 } });
    async function* lines(): AsyncGenerator<object> {
      yield await Promise.resolve({ total: 5 });
      throw new Error('broken');
    }
    const { items, error } = await collect('readLines', { readLines: () => ({ status: 200, body: lines() }) });
    expect([items, String(error)]).toEqual([[{ total: 5 }], 'Error: broken']);
  });

  it('is typed by the items', () => {
    const files = new Map(packages.get('typescript'));
    files.set(
      'src/use.ts',
      `import { createFakeFetch, watchDataAnswer } from './example/testing.js';
import { createClient } from './example/index.js';
import { type DriftReport, eachItem, guarded, RequestError } from './runtime/client/index.js';
export const items: readonly { total: number }[] = watchDataAnswer();
createFakeFetch({ watchData: { status: 200, body: [{ total: 1 }] } });
// @ts-expect-error: a text is no number
createFakeFetch({ watchData: { status: 200, body: [{ total: '1' }] } });
export function which(report: DriftReport, error: unknown): number | undefined {
  return error instanceof RequestError ? error.item : report.item;
}
const look = eachItem(guarded((item) => typeof item === 'object'));
createClient({ validation: 'strict', validators: { validate: { watchData: { 200: look } } } });
`,
    );
    expect(diagnose(new Map([...files].filter(([path]) => !path.includes('.node.'))))).toEqual([]);
  });
});
