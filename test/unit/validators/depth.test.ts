/** Depth of schemas and of data: an answer, never an overflow of the stack. */
import { describe, expect, it } from 'vitest';
import { validatorsEmitter } from '../../../generator/emit/validators/emitter.js';
import { inspectSchemas } from '../../../generator/emit/validators/inspect.js';
import { normalizeDocument } from '../../../generator/normalize/json-schema-document.js';
import type { JsonValue, Schema } from '../../../generator/schema.js';
import { compileSchemas, driftOf, guardOf, issuesOf, toNamed } from './fixture.js';

const levels = 10_000;

function nest<T>(innermost: T, wrap: (inner: T) => T, count = levels): T {
  let result = innermost;
  for (let level = 0; level < count; level++) result = wrap(result);
  return result;
}

describe('a schema that is 10,000 levels deep', () => {
  it.each(['2020-12', 'draft-07'] as const)('is refused by normalization of %s, with its place', (dialect) => {
    for (const wrap of [
      (items: JsonValue): JsonValue => ({ items }),
      (part: JsonValue): JsonValue => ({ properties: { part } }),
      (part: JsonValue): JsonValue => ({ allOf: [part] }),
    ]) {
      const document = nest<JsonValue>({ type: 'string' }, wrap);
      const { diagnostics } = normalizeDocument(document, { name: 'Root', file: 'a.json', dialect });
      expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['keyword-unsupported', 'error']]);
      expect(diagnostics[0]?.message).toContain('200');
      expect(diagnostics[0]?.at.pointer).toMatch(/^(?:\/(?:items|properties\/part|allOf\/0)){201}$/);
    }
  });

  it('is refused by the emitter, which prints nothing', () => {
    const schemas = toNamed({
      Deep: nest<Schema>({ type: 'string' }, (items) => ({ items })),
      Literal: { const: nest<JsonValue>(1, (item) => [item]) },
    });
    expect(inspectSchemas(schemas, 'demo').map(({ severity, at }) => [severity, at.pointer])).toEqual([
      ['error', '/components/schemas/Deep'],
      ['error', '/components/schemas/Literal'],
    ]);
    const provider = { name: 'demo', title: '', description: '', links: {}, schemas, apis: [], webhooks: [] };
    const emission = validatorsEmitter.emit({ provider, assets: new Map() } as never);
    expect(emission).toMatchObject({ files: [] });
  });

  it('is refused where the levels are schemas that refer to one another', () => {
    const chain = Object.fromEntries(
      Array.from({ length: levels }, (_, index): [string, Schema] => [
        `S${index}`,
        { properties: { next: { $ref: `#/$defs/S${index + 1}` } } },
      ]),
    );
    const problems = inspectSchemas(toNamed({ ...chain, [`S${levels}`]: true }), 'demo');
    expect(problems.map(({ severity, at }) => [severity, at.pointer])).toEqual([
      ['error', `/components/schemas/S${levels - 200}`],
    ]);
  });

  it('is taken up to 200 levels', async () => {
    const exports = await compileSchemas({
      Deep: nest<Schema>({ type: 'string' }, (items) => ({ type: 'array', items }), 200),
    });
    const value = (leaf: unknown): unknown => nest(leaf, (inner) => [inner], 200);
    expect([guardOf(exports, 'Deep')(value('x')), guardOf(exports, 'Deep')(value(1))]).toEqual([true, false]);
    expect(issuesOf(exports, 'Deep', value(1))).toMatchObject([{ code: 'type', received: 'integer' }]);
  });
});

describe('data that is 10,000 levels deep', () => {
  const schemas: Readonly<Record<string, Schema>> = {
    Tree: { type: 'object', properties: { next: { $ref: '#/$defs/Tree' } }, additionalProperties: true },
    Even: { type: 'array', items: { $ref: '#/$defs/Odd' } },
    Odd: { type: 'object', additionalProperties: { $ref: '#/$defs/Even' } },
    Choice: {
      anyOf: [
        { type: 'array', items: { $ref: '#/$defs/Choice' } },
        { type: 'object', patternProperties: { '^n': { $ref: '#/$defs/Choice' } } },
        { type: 'integer' },
      ],
    },
    Any: { type: 'object', properties: { id: { type: 'string' } } },
    Same: { enum: [{ id: [1] }, [[1]]] },
  };

  it('is an issue where the schema contains itself', async () => {
    const exports = await compileSchemas(schemas);
    const cases: readonly (readonly [string, unknown])[] = [
      ['Tree', nest<unknown>({}, (next) => ({ next }))],
      ['Even', nest<unknown>([], (next) => [{ next }])],
      ['Odd', nest<unknown>({}, (next) => ({ next: [next] }))],
      ['Choice', nest<unknown>(1, (next) => [next])],
      ['Choice', nest<unknown>(1, (next) => ({ next }))],
    ];
    for (const [name, value] of cases) {
      expect(guardOf(exports, name)(value)).toBe(false);
      expect(issuesOf(exports, name, value)).toMatchObject([{ code: 'depth', expected: 'at most 200 levels' }]);
      expect(driftOf(exports, name, value)).toEqual([]);
    }
  });

  it('is passed over where the schema says nothing of it, and compared where it has literals', async () => {
    const exports = await compileSchemas(schemas);
    const deep = nest<unknown>(1, (next) => [next]);
    expect(guardOf(exports, 'Any')({ id: 'x', deep })).toBe(true);
    expect([guardOf(exports, 'Same')([[1]]), guardOf(exports, 'Same')(deep)]).toEqual([true, false]);
    expect(issuesOf(exports, 'Same', deep)).toMatchObject([{ code: 'enum' }]);
    expect(driftOf(exports, 'Any', { id: 'x', deep })).toMatchObject([{ kind: 'unknown-member', received: 'array' }]);
  });

  it('is an issue for a loop in the value, which no JSON text can hold', async () => {
    const exports = await compileSchemas(schemas);
    const loop: Record<string, unknown> = {};
    loop['next'] = loop;
    expect(issuesOf(exports, 'Tree', loop).map(({ code }) => code)).toEqual(['depth']);
  });
});
