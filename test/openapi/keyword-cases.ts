/** One keyword of a schema object each, with values on either side of it: from OpenAPI to the answer of `validate…`. */
import type { JsonValue } from '../../generator/schema.js';

/** A schema as a document has it, and what its validator must answer. */
export interface KeywordCase {
  readonly name: string;
  readonly schema: JsonValue;
  readonly valid: readonly unknown[];
  readonly invalid: readonly unknown[];
}

/** Components that the schemas refer to. */
export const targets: Readonly<Record<string, JsonValue>> = {
  Str: { type: 'string' },
  Node: {
    type: 'object',
    required: ['v'],
    properties: {
      v: { type: 'integer' },
      children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
      next: { $ref: '#/components/schemas/Node' },
    },
  },
};

const text = { type: 'string' };
const map = (rest: Readonly<Record<string, JsonValue>>): JsonValue => ({ type: 'object', ...rest });
const list = (rest: Readonly<Record<string, JsonValue>>): JsonValue => ({ type: 'array', ...rest });

function given(name: string, schema: JsonValue, valid: readonly unknown[], invalid: readonly unknown[]): KeywordCase {
  return { name, schema, valid, invalid };
}

/** The project's own cases. */
export const keywordCases: readonly KeywordCase[] = [
  given('pattern', { type: 'string', pattern: '^/v[0-9]$' }, ['/v1'], ['/v', 'v1']),
  given('minLength', { type: 'string', minLength: 2 }, ['ab', '😀😀'], ['a', '😀']),
  given('maxLength', { type: 'string', maxLength: 2 }, ['', '😀😀'], ['abc']),
  given(
    'date-time',
    { type: 'string', format: 'date-time' },
    ['2026-02-03T04:05:06.7+02:00'],
    ['2026-02-30T04:05:06Z'],
  ),
  given('date', { type: 'string', format: 'date' }, ['2024-02-29'], ['2026-02-29']),
  given('uuid', { type: 'string', format: 'uuid' }, ['0b1e9a52-0000-4000-8000-000000000001'], ['0b1e9a52']),
  given('email', { type: 'string', format: 'email' }, ['someone@example.com'], ['someone']),
  given('uri', { type: 'string', format: 'uri' }, ['https://example.com/a?b#c'], ['/a']),
  given('ipv4', { type: 'string', format: 'ipv4' }, ['192.0.2.1'], ['192.0.2.256']),
  given('ipv6', { type: 'string', format: 'ipv6' }, ['2001:db8::1'], ['2001:db8']),
  given('int64', { type: 'integer', format: 'int64' }, [-7, 9007199254740991], [0.5, '7']),
  given('type list with null', { type: ['string', 'null'] }, ['', null], [0]),
  given('type list', { type: ['string', 'integer'] }, ['', 3], [3.5, null]),
  given('integer', { type: 'integer' }, [3, 3.0], [3.1]),
  given('boolean', { type: 'boolean' }, [false], [0, 'false']),
  given('enum with null', { enum: ['low', null] }, ['low', null], ['high']),
  given('enum of kinds', { enum: [1, 'a', true, { a: [1] }] }, [1, 'a', true, { a: [1] }], [false, { a: [2] }]),
  given('enum with odd texts', { enum: ["it's", 'a\nb', 'c"d', '`${x}`', '*/'] }, ["it's", '*/', 'a\nb'], ['its']),
  given('const', { const: { a: [1, null] } }, [{ a: [1, null] }], [{ a: [1] }]),
  given('minimum', { type: 'number', minimum: 0 }, [0], [-1e-9]),
  given('maximum', { type: 'number', maximum: 0 }, [0], [1e-9]),
  given('exclusiveMinimum', { type: 'number', exclusiveMinimum: 0 }, [1e-9], [0]),
  given('exclusiveMaximum', { type: 'number', exclusiveMaximum: 0 }, [-1e-9], [0]),
  given('multipleOf', { type: 'number', multipleOf: 0.01 }, [19.99, 0.07], [0.075]),
  given(
    'closed tuple',
    list({ prefixItems: [{ type: 'number' }, text], items: false, minItems: 2 }),
    [[1, 'a']],
    [[1], [1, 'a', 0]],
  ),
  given('open tuple', list({ prefixItems: [{ type: 'number' }] }), [[], [1, 'more']], [['a']]),
  given('tuple with rest', list({ prefixItems: [text], items: { type: 'number' } }), [['a', 1, 2]], [['a', 'b']]),
  given('minItems and maxItems', list({ items: text, minItems: 1, maxItems: 2 }), [['a']], [[], ['a', 'b', 'c']]),
  given('uniqueItems', list({ uniqueItems: true }), [[{ a: 1 }, { a: 2 }]], [[{ a: 1 }, { a: 1 }]]),
  given('contains', list({ contains: { const: 1 }, maxContains: 1 }), [[0, 1]], [[0], [1, 1]]),
  given(
    'additionalProperties false',
    map({ properties: { a: text }, additionalProperties: false }),
    [{ a: '' }],
    [{ b: '' }],
  ),
  given(
    'additionalProperties',
    map({ properties: { a: text }, additionalProperties: { type: 'number' } }),
    [{ a: '', b: 1 }],
    [{ b: '' }],
  ),
  given('map', map({ additionalProperties: { type: 'number' } }), [{}, { a: 1 }], [{ a: '1' }]),
  given(
    'patternProperties',
    map({ patternProperties: { '^x-': text }, additionalProperties: false }),
    [{ 'x-a': '' }],
    [{ 'x-a': 1 }, { a: '' }],
  ),
  given('propertyNames', map({ propertyNames: { pattern: '^[a-z]+$' } }), [{ ab: 1 }], [{ A: 1 }]),
  given(
    'minProperties and maxProperties',
    map({ minProperties: 1, maxProperties: 1 }),
    [{ a: 1 }],
    [{}, { a: 1, b: 2 }],
  ),
  given('dependentRequired', map({ dependentRequired: { a: ['b'] } }), [{ a: 1, b: 1 }, { b: 1 }], [{ a: 1 }]),
  given('dependentSchemas', map({ dependentSchemas: { a: { required: ['b'] } } }), [{ a: 1, b: 1 }, {}], [{ a: 1 }]),
  given('required without properties', map({ required: ['z'] }), [{ z: null }], [{}]),
  given(
    'a member called constructor',
    map({ properties: { constructor: text }, required: ['constructor'] }),
    [{ constructor: '' }],
    [{}],
  ),
  given(
    'oneOf',
    {
      oneOf: [
        { type: 'integer', multipleOf: 3 },
        { type: 'integer', multipleOf: 5 },
      ],
    },
    [3, 5],
    [15, 1],
  ),
  given('anyOf', { anyOf: [text, { type: 'integer' }] }, ['', 1], [1.5]),
  given('allOf', { allOf: [map({ required: ['a'] }), map({ required: ['b'] })] }, [{ a: 1, b: 1 }], [{ a: 1 }]),
  given('not', { not: text }, [1, null], ['']),
  given(
    'if, then, else',
    { if: map({ required: ['a'] }), then: { required: ['b'] }, else: { required: ['c'] } },
    [{ a: 1, b: 1 }, { c: 1 }],
    [{ a: 1 }, {}],
  ),
  given(
    'unevaluatedProperties',
    map({ allOf: [{ properties: { a: text } }], unevaluatedProperties: false }),
    [{ a: '' }],
    [{ b: '' }],
  ),
  given('unevaluatedItems', list({ allOf: [{ prefixItems: [text] }], unevaluatedItems: false }), [['a']], [['a', 'b']]),
  given('$ref with siblings', { $ref: '#/components/schemas/Str', maxLength: 1 }, ['a'], ['ab', 1]),
  given(
    'null beside a reference',
    { anyOf: [{ $ref: '#/components/schemas/Str' }, { type: 'null' }] },
    ['', null],
    [1],
  ),
  given(
    'recursion',
    { $ref: '#/components/schemas/Node' },
    [{ v: 1, children: [{ v: 2, next: { v: 3 } }] }],
    [{ v: 1, children: [{ next: { v: 3 } }] }],
  ),
  given('true', true, [null, 1, ''], []),
  given('false', false, [], [null, 1, '']),
];
