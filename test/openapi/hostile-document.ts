/** A document of everything that breaks generators: names of the platform, of ours, of the language; odd characters; clashes. */
import type { JsonObject, JsonValue } from '../../generator/schema.js';

/** Names of the platform, of generated code, and of the runtime. */
const CLAIMED =
  'Array Blob Boolean Check Client ClientOptions Date DriftFinding Email Error Function Ipv4 Issue JsonSchema Map ' +
  'NonNullable Number Object Operation Page Params Promise Readonly Record RegExp Request Response Schema Set ' +
  'StandardSchema String Symbol URL Uint8Array Uri Validation globalThis any never class default type';

/** Names that are no identifiers, and names that differ by little. */
const ODD = [
  'a.b',
  'a b',
  'a-b',
  'a_b',
  'A_B',
  'ab',
  'Ab',
  'AB',
  "it's",
  'say "x"',
  '1st',
  '日本',
  '$ref',
  'a/b',
  'a~b',
  '*/',
];

/** The names of its schemas. */
export const hostileNames: readonly string[] = [...CLAIMED.split(' '), ...ODD];

/** One schema and one operation for each name. */
export function hostileDocument(): JsonObject {
  const operations = hostileNames.map((name, index) => [`/p${index}/{${name}}`, pathItem(name)] as const);
  return {
    openapi: '3.1.0',
    info: { title: 'Hostile', version: '1' },
    paths: Object.fromEntries(operations),
    components: { schemas: Object.fromEntries(hostileNames.map((name) => [name, schemaOf(name)])) },
  };
}

function schemaOf(name: string): JsonObject {
  const formats = ['email', 'uri', 'ipv4', 'date', 'date-time', 'time', 'uuid', 'hostname', 'duration'];
  return {
    type: 'object',
    description: `Called ${name}. */ Not the end.`,
    required: ['kind'],
    properties: {
      kind: { const: name },
      next: reference(name),
      ...Object.fromEntries(formats.map((format) => [`a ${format}`, { type: 'string', format }])),
      list: { type: 'array', items: { type: 'string', pattern: '^a/*$' }, uniqueItems: true, minItems: 1 },
      number: { type: 'integer', multipleOf: 3 },
      text: { type: 'string', minLength: 2, maxLength: 9 },
      map: { type: 'object', minProperties: 1, patternProperties: { '^x-': { type: 'string' } } },
      values: { enum: ['a', 1, null, { a: 1 }, "it's", '*/'] },
      file: { type: 'string', format: 'binary' },
    },
  };
}

function pathItem(name: string): JsonObject {
  const body = {
    content: { 'application/json': { schema: reference(name) }, 'multipart/form-data': { schema: reference(name) } },
  };
  return {
    parameters: [{ name, in: 'path', required: true, schema: { type: 'string' } }],
    post: {
      operationId: name,
      parameters: [
        { name, in: 'query', schema: { type: 'array', items: { type: 'string' } } },
        { name: `x ${name}`, in: 'header', schema: { type: 'string' } },
        { name: 'body', in: 'query', schema: { type: 'string' } },
      ],
      requestBody: body,
      responses: {
        200: { description: 'Done.', content: { 'application/json': { schema: reference(name) } } },
        '4XX': { description: '', content: { 'application/problem+json': { schema: { type: 'object' } } } },
        default: { description: '' },
      },
    },
  };
}

function reference(name: string): { readonly $ref: JsonValue } {
  const token = name.replaceAll('~', '~0').replaceAll('/', '~1');
  return { $ref: `#/components/schemas/${encodeURIComponent(token)}` };
}
