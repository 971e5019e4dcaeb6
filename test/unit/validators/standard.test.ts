/** Standard Schema and Standard JSON Schema. */
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Schema } from '../../../generator/schema.js';
import type { StandardSchema } from '../../../runtime/core/validation/standard.js';
import type { Exports } from './compile.js';
import { compileSchemas } from './fixture.js';

const schemas: Readonly<Record<string, Schema>> = {
  Unit: { enum: ['bpm', null], 'x-expect': { enum: ['bpm'] } },
  Reading: {
    type: 'object',
    required: ['value'],
    properties: {
      value: { type: 'number', exclusiveMinimum: 0, description: 'Beats a minute.' },
      unit: { $ref: '#/$defs/Unit', description: 'Always bpm.' },
      note: { type: ['string', 'integer', 'null'] },
      next: { $ref: '#/$defs/Reading' },
    },
    dependentRequired: { unit: ['value'] },
  },
  Pair: { type: 'array', prefixItems: [{ const: 1 }, { type: 'string' }], items: false },
  // Each sign that means something in JSON, in a template or to the layout, on lines of its own.
  Signs: {
    enum: [
      '`',
      '${1}',
      '\\',
      '\\`',
      "'",
      '"',
      '}`,',
      '`{',
      '[',
      '}',
      '\u2028',
      '\r\n',
      '/*',
      '\u{1F600}',
      'x'.repeat(120),
    ],
  },
};

let exports: Exports;
const standard = (name: string): StandardSchema<unknown>['~standard'] =>
  (exports[`${name}Schema`] as StandardSchema<unknown>)['~standard'];

beforeAll(async () => {
  exports = await compileSchemas(schemas);
});

describe('Standard Schema', () => {
  it('answers at once with the value or with issues', () => {
    expect(standard('Reading')).toMatchObject({ version: 1, vendor: 'hookwright' });
    const value = { value: 1 };
    expect(standard('Reading').validate(value)).toEqual({ value });
    expect(standard('Reading').validate({}).issues).toHaveLength(1);
  });
});

describe('Standard JSON Schema', () => {
  it('says for 2020-12 what the validator says', () => {
    const document = standard('Reading').jsonSchema.input({ target: 'draft-2020-12' });
    const accepts = new Ajv2020({ strict: false }).compile(document);
    expect(document).toMatchObject({ type: 'object', $defs: { Unit: { enum: ['bpm', null] } } });
    expect(
      [{ value: 1, next: { value: 2, unit: null } }, { value: 0 }, { value: 1, next: {} }].map((value) =>
        accepts(value),
      ),
    ).toEqual([true, false, false]);
    expect(JSON.stringify(document)).not.toContain('x-expect');
  });

  it('says every text as the schema does', () => {
    expect(standard('Signs').jsonSchema.input({ target: 'draft-2020-12' })).toMatchObject(schemas['Signs'] as object);
  });

  it('says for draft-07 what the validator says', () => {
    const document = standard('Pair').jsonSchema.output({ target: 'draft-07' });
    const accepts = new Ajv({ strict: false }).compile(document);
    expect(
      [
        [1, 'a'],
        [2, 'a'],
        [1, 'a', 3],
      ].map((value) => accepts(value)),
    ).toEqual([true, false, false]);
    expect(standard('Reading').jsonSchema.input({ target: 'draft-07' })).toMatchObject({
      dependencies: { unit: ['value'] },
      properties: { unit: { allOf: [{ $ref: '#/definitions/Unit' }] } },
    });
  });

  it('refuses for OpenAPI 3.0 what that cannot say', () => {
    expect(standard('Unit').jsonSchema.input({ target: 'openapi-3.0' })).toEqual({ enum: ['bpm', null] });
    expect(() => standard('Pair').jsonSchema.input({ target: 'openapi-3.0' })).toThrow('prefixItems');
  });

  it('refuses dialects that it does not know', () => {
    expect(() => standard('Unit').jsonSchema.input({ target: 'draft-04' })).toThrow('draft-04');
  });
});
