import { describe, expect, it } from 'vitest';

import { documentOf, jsonBody, operationOf, run } from './front-end.js';
import type { FrontEnd } from './front-end.js';
import type { JsonValue } from '../../generator/schema.js';

const reference = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });
const base = {
  type: 'object',
  properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
} as const;

/** An operation that sends and answers `Thing`. */
function bothWays(schemas: Readonly<Record<string, JsonValue>>, openapi?: string): Promise<FrontEnd> {
  const body = jsonBody(reference('Thing')) as object;
  const paths = operationOf({ requestBody: body, responses: { 200: { description: '', ...body } } } as never);
  return run(documentOf({ paths, components: { schemas } }, openapi));
}

describe('a member that only travels one way', () => {
  it.each([
    ['beside a base', { allOf: [reference('Base')], required: ['id', 'name'] }],
    ['in another part', { allOf: [reference('Base'), { type: 'object', required: ['id', 'name'] }] }],
  ])('is not required the other way where `required` stands %s', async (_, thing) => {
    const { typeOf } = await bothWays({ Base: base, Thing: thing });
    expect(typeOf('Thing')).toContain('id: unknown; name: unknown');
    expect(typeOf('ThingInput')).toContain('BaseInput & { name: unknown }');
    expect(typeOf('BaseInput')).toBe('export interface BaseInput { name?: string; }');
  });

  it('stays required where the schema declares it again for both ways', async () => {
    const own = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
    const { typeOf } = await bothWays({ Base: base, Thing: { allOf: [reference('Base'), own] } });
    expect(typeOf('ThingInput')).toContain('id: string');
  });

  it('of OpenAPI 3.0 is known where it is also a reference and may be null', async () => {
    const member = { allOf: [reference('Base')], nullable: true, readOnly: true };
    const { typeOf } = await bothWays(
      {
        Base: { type: 'object', properties: { name: { type: 'string' } } },
        Thing: { type: 'object', properties: { a: member, b: { type: 'string' } } },
      },
      '3.0.3',
    );
    expect(typeOf('Thing')).toBe('export interface Thing { a?: Base | null; b?: string; }');
    expect(typeOf('ThingInput')).toBe('export interface ThingInput { b?: string; }');
  });

  it('is found below members that are called like keywords', async () => {
    const { typeOf } = await bothWays({
      Thing: { type: 'object', properties: { default: base, enum: { type: 'array', items: base } } },
    });
    expect(typeOf('ThingInput')).toBe(
      'export interface ThingInput { default?: { name?: string }; enum?: { name?: string }[]; }',
    );
  });
});
