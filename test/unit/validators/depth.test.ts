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
    expect(emission).not.toHaveProperty('planned');
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

describe('alternatives that overlap and contain their own schema', () => {
  const node = (required: readonly string[], next: Schema): Schema => ({
    type: 'object',
    required,
    properties: { next, children: { type: 'array', items: next }, x: { type: 'integer' }, y: { type: 'integer' } },
  });
  const to = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
  const schemas: Readonly<Record<string, Schema>> = {
    Any: { anyOf: [node(['x'], to('Any')), node(['y'], to('Any'))] },
    One: { oneOf: [node(['x'], to('One')), node(['y'], to('One'))] },
    All: { allOf: [node([], to('All')), node(['x'], to('All'))] },
    Not: { type: 'object', properties: { next: to('Not') }, not: { required: ['y'], properties: { next: to('Not') } } },
    Both: {
      type: 'object',
      properties: { next: to('Both'), x: { type: 'integer' } },
      patternProperties: { '^n': to('Both') },
    },
    Left: node([], { anyOf: [to('Left'), to('Right')] }),
    Right: node(['y'], { anyOf: [to('Right'), to('Left')] }),
    // Asks from the outset while another guard is at work.
    Outer: { anyOf: [node(['x'], to('Bridge')), node(['y'], to('Outer'))] },
    Bridge: { type: 'object', properties: { any: to('Any'), next: to('Outer'), x: { type: 'integer' }, y: true } },
  };
  const deep = (leaf: unknown, members: object, levelCount = 150): unknown =>
    nest<unknown>(leaf, (next) => ({ ...members, next }), levelCount);

  it('answer at once for data that is as deep as allowed, right or wrong', async () => {
    const exports = await compileSchemas(schemas);
    const right: Readonly<Record<string, object>> = {
      One: { x: 1 },
      Not: {},
      Right: { y: 1 },
      Both: { x: 1 },
      default: { x: 1, y: 1 },
    };
    for (const name of Object.keys(schemas)) {
      // Both alternatives fit at every level but the innermost: the work would double with each.
      const members = right[name] ?? right['default'] ?? {};
      const isNot = name === 'Not';
      expect([name, guardOf(exports, name)(deep(isNot ? { y: 1 } : { x: 'wrong' }, members))]).toEqual([name, false]);
      if (name !== 'Not' && name !== 'Bridge')
        expect([name, guardOf(exports, name)(deep(members, members, 90))]).toEqual([name, true]);
      const issues = issuesOf(exports, name, deep(isNot ? { y: 1 } : { x: 'wrong' }, members));
      expect([name, issues.length > 0 && issues.length <= 20]).toEqual([name, true]);
      expect(driftOf(exports, name, deep(members, members))).toEqual([]);
    }
  });

  it('answer at once for data that is wide as well', async () => {
    const exports = await compileSchemas(schemas);
    const tree = (depth: number): unknown => ({
      x: 1,
      y: 1,
      children: depth === 0 ? ['x'] : [1, 2, 3].map(() => tree(depth - 1)),
    });
    for (const name of ['Any', 'All', 'Left']) {
      expect(guardOf(exports, name)(tree(8))).toBe(false);
      expect(issuesOf(exports, name, tree(8)).length).toBeGreaterThan(0);
    }
  });

  it('find what is wrong at the end of all alternatives', async () => {
    const exports = await compileSchemas(schemas);
    const issues = issuesOf(exports, 'Any', deep({ x: 'wrong' }, { x: 1, y: 1 }));
    expect(issues.map(({ path, code }) => [path.length, code])).toEqual([[151, 'type']]);
  });

  it('say once that they have seen enough where a value has more parts than anyone will look at', async () => {
    const exports = await compileSchemas(schemas);
    const children: unknown[] = Array.from({ length: 100_001 }, () => ({ x: 1 }));
    expect(issuesOf(exports, 'All', { x: 1, children: [...children, { x: 'wrong' }] }).map(({ code }) => code)).toEqual(
      ['work'],
    );
  });

  it('remember nothing from one call to the next', async () => {
    const isAny = guardOf(await compileSchemas(schemas), 'Any');
    const leaf: Record<string, unknown> = { x: 'wrong' };
    const value = deep(leaf, { x: 1, y: 1 });
    expect(isAny(value)).toBe(false);
    leaf['x'] = 1;
    expect(isAny(value)).toBe(true);
  });
});
