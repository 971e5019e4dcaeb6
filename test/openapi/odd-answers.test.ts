/** Odd but legal: what answers may be, looked at strictly through a client and its test kit. */
import { beforeAll, describe, expect, it } from 'vitest';

import type { JsonValue } from '../../generator/schema.js';
import { load } from '../unit/clients/build.js';
import type { Functions } from '../unit/clients/wire/harness.js';
import { documentOf } from './front-end.js';
import { bundled, packageOf } from './loaded-package.js';

interface Kit {
  readonly createClient: (options: object) => Functions;
  readonly createFakeFetch: (routes?: object) => { readonly fetch: unknown };
}

async function kitOf(paths: JsonValue): Promise<Kit> {
  const files = await packageOf(documentOf({ paths }), 'typescript');
  const entry = "export { createClient } from './example/index.js'; export * from './example/testing.js';";
  return (await load(await bundled(files, entry))) as unknown as Kit;
}

const json = (schema: JsonValue): JsonValue => ({ description: '', content: { 'application/json': { schema } } });
const text: JsonValue = { description: '', content: { 'text/plain': { schema: { type: 'string' } } } };
const problem = json({ type: 'object', required: ['code'], properties: { code: { type: 'integer' } } });

describe('an operation whose answer is not looked at', () => {
  let kit: Kit;
  const reports: unknown[] = [];
  const open = (routes?: object): Functions =>
    kit.createClient({
      fetch: kit.createFakeFetch(routes).fetch,
      validation: 'strict',
      onDrift: (report: unknown) => reports.push(report),
    });

  beforeAll(async () => {
    const responses = { 200: text, 202: { description: '' }, 204: { description: '' }, default: problem };
    const range = { 200: text, '2XX': problem };
    kit = await kitOf({
      '/a': { get: { operationId: 'getA', responses } },
      '/b': { get: { operationId: 'getB', responses: range } },
    });
  });

  it('is not taken for the default answer, or one of its range', async () => {
    expect(await open()['getA']?.()).toBe('text');
    expect(await open()['getB']?.()).toBe('text');
    expect(await open({ getA: () => new Response('{}', { status: 202 }) })['getA']?.()).toBeUndefined();
    expect(reports).toEqual([]);
  });

  it('the others are looked at as before', async () => {
    for (const [id, status] of [
      ['getA', 201],
      ['getB', 201],
    ] as const) {
      const call = (body: object): unknown => open({ [id]: () => Response.json(body, { status }) })[id]?.();
      await expect(call({})).rejects.toMatchObject({ reason: 'invalid_answer', issues: [{ path: ['code'] }] });
      await expect(call({ code: 1 })).resolves.toEqual({ code: 1 });
    }
  });
});

it('a client of an API without a JSON answer may be strict', async () => {
  const kit = await kitOf({ '/a': { get: { operationId: 'getA', responses: { 200: text } } } });
  for (const validation of ['drift', 'strict']) {
    const client = kit.createClient({ fetch: kit.createFakeFetch().fetch, validation });
    expect(await client['getA']?.()).toBe('text');
  }
});

it('operations called as members of every object have their own routes', async () => {
  const names = ['constructor', 'hasOwnProperty', 'toString', 'valueOf', 'isPrototypeOf'];
  const responses = { 200: json({ type: 'object', properties: { id: { const: 7 } } }) };
  const kit = await kitOf(
    Object.fromEntries(names.map((operationId) => [`/${operationId}`, { get: { operationId, responses } }])),
  );
  for (const name of names) {
    const call = (routes?: object): unknown => kit.createClient({ fetch: kit.createFakeFetch(routes).fetch })[name]?.();
    expect(await call()).toEqual({ id: 7 });
    await expect(call({ [name]: { status: 418 } })).rejects.toMatchObject({ status: 418 });
  }
});

it('a sample has the items that a list has to contain', async () => {
  const contains = { type: 'object', required: ['a'], properties: { a: { const: 1 } } };
  const responses = { 200: json({ type: 'array', items: { type: 'object' }, contains, minContains: 2, minItems: 3 }) };
  const kit = await kitOf({ '/a': { get: { operationId: 'getA', responses } } });
  const client = kit.createClient({ fetch: kit.createFakeFetch().fetch, validation: 'strict' });
  expect(await client['getA']?.()).toMatchObject([{ a: 1 }, { a: 1 }, {}]);
});
