/** Server-sent events whose data is JSON: their types, and what is parsed of them over a socket. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { JsonValue } from '../../generator/schema.js';
import { diagnose } from '../unit/clients/compile.js';
import { loadClient } from '../unit/clients/wire/harness.js';
import type { Functions } from '../unit/clients/wire/harness.js';
import { documentOf, operationOf, run } from './front-end.js';
import type { FrontEnd } from './front-end.js';

const sum = { type: 'object', required: ['total'], properties: { total: { type: 'integer' } } };
const json = { contentMediaType: 'application/json', contentSchema: sum };
const literal = (event: string): JsonValue => ({ const: event });

/** The example of the specification: the data of one type is JSON, that of the others text. */
const mixed: JsonValue = {
  type: 'object',
  required: ['event', 'data'],
  properties: { event: { type: 'string' }, data: { type: 'string' } },
  oneOf: [
    { properties: { event: literal('addString') } },
    { properties: { event: literal('addNumber'), data: { format: 'int64' } } },
    { properties: { event: literal('addJson'), data: { ...json, description: 'What it came to.' } } },
  ],
};

function stream(item: JsonValue, key = 'itemSchema', schemas: Readonly<Record<string, JsonValue>> = {}): string {
  const responses = { 200: { description: '', content: { 'text/event-stream': { [key]: item } } } };
  return documentOf({ paths: operationOf({ responses }, 'get'), components: { schemas } }, '3.2.0');
}

function readerOf({ text }: FrontEnd): string {
  return /'text\/event-stream': (.*?) \}/.exec(text('client.ts'))?.[1] ?? '';
}

describe('types and readers', () => {
  it('one form, whose data is JSON', async () => {
    const outcome = await run(stream({ type: 'object', required: ['data'], properties: { data: json } }));
    expect(outcome.messages).toEqual([]);
    expect(outcome.typeOf('DoThingResponse')).toBe('export interface DoThingResponse { data: { total: number }; }');
    expect(readerOf(outcome)).toBe('/*@__PURE__*/ readJsonEvents()');
    expect(outcome.text('client.ts')).toContain('AsyncIterable<DoThingResponse>');
  });

  it('a union told apart by the event: text stays where it is text', async () => {
    const outcome = await run(stream(mixed));
    expect(outcome.messages).toEqual([]);
    expect(readerOf(outcome)).toBe("/*@__PURE__*/ readJsonEvents(['addJson'])");
    const own = outcome.files.filter(({ path }) => !path.includes('.node.'));
    const files = new Map(own.map(({ path, content }) => [path, content]));
    files.set(
      'src/use.ts',
      `import { doThing } from './example/client.js';
export async function use(client: Parameters<typeof doThing>[0]): Promise<void> {
  for await (const item of await doThing(client)) {
    if (item.event === 'addJson') { const total: number = item.data.total; void total; }
    if (item.event === 'addString') { const text: string = item.data; void text; }
    // @ts-expect-error: a text has no total
    if (item.event === 'addString') void item.data.total;
  }
}
`,
    );
    expect(diagnose(files)).toEqual([]);
  });

  it('by references, of the item, the branches and the data', async () => {
    const branch = (event: string, data: JsonValue): JsonValue => ({
      type: 'object',
      required: ['event', 'data'],
      properties: { event: { type: 'string', enum: [event] }, data },
    });
    const schemas = {
      Item: { oneOf: [{ $ref: '#/components/schemas/Word' }, { $ref: '#/components/schemas/Total' }] },
      Word: branch('word', { type: 'string' }),
      Total: branch('total', { $ref: '#/components/schemas/Packed' }),
      Packed: {
        type: 'string',
        contentMediaType: 'application/json',
        contentSchema: { $ref: '#/components/schemas/Sum' },
      },
      Sum: sum,
    };
    const outcome = await run(stream({ $ref: '#/components/schemas/Item' }, 'itemSchema', schemas));
    expect(readerOf(outcome)).toBe("/*@__PURE__*/ readJsonEvents(['total'])");
    expect(outcome.typeOf('Total')).toBe("export interface Total { event: 'total'; data: Sum; }");
    expect(outcome.typeOf('Word')).toBe("export interface Word { event: 'word'; data: string; }");
  });

  it.each<[string, JsonValue, string]>([
    [
      'data that is no text by its type',
      { type: 'object', properties: { data: sum } },
      '/*@__PURE__*/ readJsonEvents()',
    ],
    ['text', { type: 'object', properties: { data: { type: 'string' } } }, 'readEvents'],
    ['no member `data`: the item is what the data holds', sum, 'readEventData'],
    [
      'branches that the event does not tell apart',
      { oneOf: [{ properties: { data: json } }, { properties: { data: { type: 'string' } } }] },
      'readEvents',
    ],
    [
      'JSON that is encoded once more',
      { properties: { data: { type: 'string', contentEncoding: 'base64', ...json } } },
      'readEvents',
    ],
    [
      'JSON of any form',
      { properties: { data: { type: 'string', contentMediaType: 'application/json' } } },
      'readEvents',
    ],
  ])('%s', async (_name, item, want) => {
    expect(readerOf(await run(stream(item)))).toBe(want);
  });

  it('what stays text although it is JSON is a warning', async () => {
    const twice = { properties: { data: { type: 'string', contentEncoding: 'base64', ...json } } };
    expect((await run(stream(twice))).messages).toContainEqual(
      expect.stringContaining('"contentSchema" is not checked'),
    );
  });

  it('is the same under `schema`, as documents before 3.2 have it', async () => {
    const outcome = await run(stream({ type: 'object', properties: { data: json } }, 'schema'));
    expect(readerOf(outcome)).toBe('/*@__PURE__*/ readJsonEvents()');
  });
});

describe('over a socket', () => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.write('event: addString\ndata: {"not":"parsed"}\n\nevent: addJson\nid: 3\ndata: {"to');
    setTimeout(() => response.end('tal":12}\n\nevent: addJson\ndata: broken {\n\n'), 20);
  });
  let client: Functions;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { provider } = await run(stream(mixed));
    if (provider === undefined) throw new Error('not built');
    const create = (await loadClient(provider, 'client'))['createClient'] as unknown as (options: object) => Functions;
    client = create({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterAll(() => server.close());

  it('what is JSON is parsed, and what is broken ends the stream without being quoted', async () => {
    const found: unknown[] = [];
    const reading = (async () => {
      for await (const event of (await client['doThing']?.()) as AsyncIterable<unknown>) found.push(event);
    })();
    await expect(reading).rejects.toThrow(/^doThing: malformed answer$/);
    expect(found).toEqual([
      { event: 'addString', data: '{"not":"parsed"}' },
      { event: 'addJson', id: '3', data: { total: 12 } },
    ]);
  });
});
