/** What is out of scope is refused at generation, with its place. */
import { describe, expect, it } from 'vitest';
import { inspectSchemas } from '../../../generator/emit/validators/inspect.js';
import type { Diagnostic } from '../../../generator/diagnostics.js';
import { normalizeDocument } from '../../../generator/normalize/json-schema-document.js';
import { normalizeSchema } from '../../../generator/normalize/schema-object.js';
import type { JsonValue, Schema } from '../../../generator/schema.js';
import { toNamed } from './fixture.js';

function problems(document: JsonValue, dialect: 'draft-07' | '2020-12' = '2020-12'): readonly (string | undefined)[][] {
  return normalizeDocument(document, { name: 'Root', file: 'a.json', dialect }).diagnostics.map(({ code, at }) => [
    code,
    at.pointer,
  ]);
}

describe('normalization', () => {
  it.each([
    [{ properties: { a: { $dynamicRef: '#x' } } }, '/properties/a/$dynamicRef'],
    [{ contentEncoding: 'base64' }, '/contentEncoding'],
    [{ allOf: [{ contentSchema: {} }] }, '/allOf/0/contentSchema'],
    [{ type: 'text' }, '/type'],
    [{ minLength: -1 }, '/minLength'],
    [{ pattern: '(' }, '/pattern'],
    [{ items: [{}] }, '/items'],
    [{ $schema: 'https://example.com/dialect' }, '/$schema'],
  ] as const)('refuses %j', (schema, pointer) => {
    expect(problems(schema as unknown as JsonValue)).toEqual([['keyword-unsupported', pointer]]);
  });

  it('refuses references to what was not handed in', () => {
    expect(problems({ properties: { a: { $ref: 'https://example.com/a.json' } } })).toEqual([
      ['reference-dangling', '/properties/a/$ref'],
    ]);
  });

  it('rewrites draft-07', () => {
    const document = {
      items: [{ type: 'string' }],
      additionalItems: false,
      dependencies: { a: ['b'], c: { required: ['d'] } },
    };
    const { value } = normalizeDocument(document, { name: 'Root', file: 'a.json', dialect: 'draft-07' });
    expect(value).toEqual([
      {
        name: 'Root',
        schema: {
          prefixItems: [{ type: 'string' }],
          items: false,
          dependentRequired: { a: ['b'] },
          dependentSchemas: { c: { required: ['d'] } },
        },
      },
    ]);
  });

  it('names the targets of references, each once', () => {
    const document = {
      $ref: '#/$defs/node',
      $defs: { node: { properties: { next: { $ref: '#/$defs/node' }, other: { $ref: '#an' } } }, x: { $anchor: 'an' } },
    };
    const { value } = normalizeDocument(document, { name: 'Root', file: 'a.json', dialect: '2020-12' });
    expect(value.map(({ name }) => name)).toEqual(['Root', 'Node', 'X']);
  });
});

it('normalization of OpenAPI documents says what stays unchecked in texts, with its place, and reads on', () => {
  const found: Diagnostic[] = [];
  const schema = {
    type: 'object',
    properties: {
      file: { type: 'string', contentEncoding: 'base64', maxLength: 9 },
      report: { type: 'string', contentMediaType: 'application/json', contentSchema: { type: 'object' } },
    },
  };
  const lookup = (): undefined => undefined;
  const context = { file: 'a.json', dialect: { openapi: '3.1' }, problems: found, resolve: lookup, lookup } as const;
  expect(normalizeSchema(schema, '/components/schemas/A', context)).toEqual({
    type: 'object',
    properties: { file: { type: 'string', maxLength: 9 }, report: { type: 'string' } },
  });
  expect(found.map(({ code, severity, at }) => [code, severity, at.pointer])).toEqual([
    ['keyword-unsupported', 'warning', '/components/schemas/A/properties/file/contentEncoding'],
    ['keyword-unsupported', 'warning', '/components/schemas/A/properties/report/contentMediaType'],
    ['keyword-unsupported', 'warning', '/components/schemas/A/properties/report/contentSchema'],
  ]);
});

describe('inspection', () => {
  const inspect = (schemas: Readonly<Record<string, Schema>>): readonly string[] =>
    inspectSchemas(toNamed(schemas), 'demo').map(({ severity, at }) => `${severity} ${at.pointer ?? ''}`);

  it('refuses keywords that the emitter does not print', () => {
    expect(inspect({ A: { $dynamicRef: '#a' } as Schema })).toEqual(['error /components/schemas/A/$dynamicRef']);
  });

  it('refuses patterns that no engine takes and references to nothing', () => {
    expect(inspect({ A: { items: { pattern: '(' } } })).toEqual(['error /components/schemas/A/items/pattern']);
    expect(inspect({ A: { properties: { a: { $ref: '#/$defs/B' } } } })).toEqual([
      'error /components/schemas/A/properties/a/$ref',
    ]);
  });

  it('refuses schemas that refer to themselves without a step into the value', () => {
    expect(
      inspect({ A: { allOf: [{ $ref: '#/$defs/B' }] }, B: { anyOf: [{ $ref: '#/$defs/A' }, true] } }),
    ).toHaveLength(2);
    expect(inspect({ A: { properties: { next: { $ref: '#/$defs/A' } } } })).toEqual([]);
  });

  it('notes formats that are not checked', () => {
    expect(inspect({ A: { format: 'int64' }, B: { format: 'idn-email' } })).toEqual([
      'note /components/schemas/B/format',
    ]);
  });
});
