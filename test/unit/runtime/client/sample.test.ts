import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';

import { sampleOf } from '../../../../runtime/core/client/sample.js';

type Json = Readonly<Record<string, unknown>>;

const text = { type: 'string' };

// Schema, what is made of it; each is checked by Ajv as well.
const cases: readonly (readonly [string, Json, unknown])[] = [
  ['a constant', { const: 'a' }, 'a'],
  ['an enumeration: the first that is not null', { enum: [null, 'b', 'c'] }, 'b'],
  ['null where nothing else is possible', { type: 'null' }, null],
  ['a text by its format', { type: 'string', format: 'date' }, '2026-01-15'],
  ['a text by its pattern', { type: 'string', pattern: '^[0-9]{5}(-[0-9]{4})?$' }, '12345'],
  ['a text by a pattern that is nearly a text', { type: 'string', pattern: '^/v1/[^/]+/items' }, '/v1/x/items'],
  ['a text by its length', { type: 'string', minLength: 30, maxLength: 30 }, 'a'.repeat(30)],
  ['a number within its bounds', { type: 'number', minimum: 5, maximum: 9, multipleOf: 4 }, 8],
  ['a number in a narrow span', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5],
  ['a negative number', { type: 'integer', maximum: -3 }, -3],
  ['a list of one', { type: 'array', items: text }, ['text']],
  ['a list of as many as it needs', { type: 'array', items: { type: 'integer' }, minItems: 3 }, [1, 1, 1]],
  ['a tuple', { type: 'array', prefixItems: [text, { type: 'boolean' }], items: false }, ['text', true]],
  ['no item where none is possible', { type: 'array', items: false }, []],
  [
    'every member, not only the required',
    { type: 'object', properties: { a: text, b: text } },
    { a: 'text', b: 'text' },
  ],
  ['a time by its name', { type: 'object', properties: { created_at: text } }, { created_at: '2026-01-15T08:30:00Z' }],
  ['a map of one', { type: 'object', additionalProperties: { type: 'integer' } }, { example: 1 }],
  ['a map by its names', { type: 'object', propertyNames: { enum: ['k'] }, additionalProperties: text }, { k: 'text' }],
  ['what is required but not described', { type: 'object', required: ['a'] }, { a: null }],
  [
    'parts of one object, where one requires what another describes',
    { allOf: [{ type: 'object', properties: { a: text } }, { required: ['a'] }] },
    { a: 'text' },
  ],
  ['parts of one text', { allOf: [text, { minLength: 5 }] }, '12345'],
  ['a branch that is not null', { anyOf: [{ type: 'null' }, { type: 'integer' }] }, 1],
  [
    'a branch beside members of its own',
    { type: 'object', properties: { a: text }, oneOf: [{ required: ['b'], properties: { b: text } }] },
    { a: 'text', b: 'text' },
  ],
  ['nothing known', {}, null],
];

test.each(cases)('%s', (_name, schema, want) => {
  expect(sampleOf({ It: schema })).toEqual(want);
  expect(new Ajv2020({ strict: false, logger: false, validateFormats: false }).validate(schema, want)).toBe(true);
});

test('what refers to itself ends: an optional member is left out, a list is empty, another branch is taken', () => {
  const node = {
    type: 'object',
    required: ['id', 'children', 'either'],
    properties: {
      id: text,
      parent: { $ref: '#/$defs/Node' },
      children: { type: 'array', items: { $ref: '#/$defs/Node' } },
      either: { anyOf: [{ $ref: '#/$defs/Node' }, text] },
    },
  };
  expect(sampleOf({ Node: { $ref: '#/$defs/Inner' }, Inner: { $ref: '#/$defs/Node' } })).toBeNull();
  expect(sampleOf({ Root: { $ref: '#/$defs/Node' }, Node: node })).toEqual({
    id: 'text',
    children: [],
    either: 'text',
  });
});

test('a schema that refers to everything stays within bounds', () => {
  const names = Array.from({ length: 12 }, (_, index) => `S${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }]));
  const schemas = Object.fromEntries(names.map((name) => [name, { type: 'object', properties }]));
  expect(JSON.stringify(sampleOf(schemas)).length).toBeLessThan(100_000);
});

test('what leads to the next page is left out, null or empty', () => {
  const page = {
    type: 'object',
    required: ['null', 'text', 'flag', 'deep'],
    properties: {
      left: text,
      null: { type: ['string', 'null'] },
      text,
      flag: { type: 'boolean' },
      deep: {
        type: 'object',
        required: ['next'],
        properties: { next: { anyOf: [{ type: 'integer' }, { type: 'null' }] } },
      },
    },
  };
  const empty = ['/left', '/null', '/text', '/flag', '/deep/next'];
  expect(sampleOf({ Page: page }, empty)).toEqual({ null: null, text: '', flag: false, deep: { next: null } });
});
