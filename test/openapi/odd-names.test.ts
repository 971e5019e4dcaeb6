/** Odd but legal: schemas and operations called as what generated modules declare, import or use. */
import ts from 'typescript';
import { expect, it } from 'vitest';

import type { JsonValue } from '../../generator/schema.js';
import { compileOutput } from './compile-output.js';
import { documentOf, run } from './front-end.js';
import { SPELLED } from './harness.js';
import { packageOf } from './loaded-package.js';

const TYPES = ['Promise', 'Array', 'Omit', 'Record', 'Readonly', 'Partial', 'AsyncIterable', 'Blob', 'Headers', 'Map'];
const OWN = [
  'ResponseValidator',
  'ResponseValidators',
  'Operation',
  'Connection',
  'CallOptions',
  'Table',
  'Check',
  'Issue',
];

it('schemas compile in both forms, with clients, validators and test kit', async () => {
  const names = [...TYPES, ...OWN];
  const schema = (name: string): JsonValue => ({ $ref: `#/components/schemas/${name}` });
  const media = (name: string): JsonValue => ({ content: { 'application/json': { schema: schema(name) } } });
  const paths = names.map((name, index): [string, JsonValue] => [
    `/p${index}`,
    {
      post: {
        operationId: `op${index}`,
        requestBody: media(name),
        responses: { 200: { description: '', ...(media(name) as object) } },
      },
    },
  ]);
  const schemas = names.map((name): [string, JsonValue] => [
    name,
    { type: 'object', required: ['a'], properties: { a: { type: 'string' }, next: schema(name), map: schema('Map') } },
  ]);
  const document = documentOf({
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(schemas) },
  });
  const { files, messages } = await run(document, { manifest: SPELLED });
  expect(messages).toEqual([]);
  expect(compileOutput(ts, files, 'nodenext')).toEqual([]);
  expect([...(await packageOf(document, 'javascript')).keys()]).toContain('lib/example/client-validators.js');
});

it.each([
  ['getX', 'getXValidators', 'getXOperation'],
  ['getXOperation', 'getXValidators', 'getX'],
  ['createClientValidators', 'createClient', 'connect'],
  ['eachItem', 'byTable', 'call'],
])('operations called %s, %s and %s compile', async (...ids) => {
  const schema = { type: 'object', properties: { a: { type: 'integer' } } };
  const responses: JsonValue = { 200: { description: '', content: { 'application/json': { schema } } } };
  const paths = Object.fromEntries(
    ids.map((operationId, index) => [`/p${index}`, { get: { operationId, responses } }]),
  );
  const { files, messages, provider } = await run(documentOf({ paths }), { manifest: SPELLED });
  expect(messages).toEqual([]);
  expect(new Set(provider?.apis[0]?.operations.map(({ id }) => id)).size).toBe(3);
  expect(compileOutput(ts, files, 'nodenext')).toEqual([]);
});
