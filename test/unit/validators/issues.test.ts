/** What validators say about wrong values. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Schema } from '../../../generator/schema.js';
import type { Exports } from './compile.js';
import { compileSchemas, guardOf, issuesOf } from './fixture.js';

const object = (properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema => ({
  type: 'object',
  properties,
  required,
});

const schemas: Readonly<Record<string, Schema>> = {
  User: object({ id: { type: 'string', format: 'uuid' }, age: { type: ['integer', 'null'], minimum: 0 } }, ['id']),
  Sleep: object({ type: { const: 'sleep' }, minutes: { type: 'integer' }, user: { $ref: '#/$defs/User' } }, [
    'type',
    'minutes',
  ]),
  Walk: object({ type: { const: 'walk' }, steps: { type: 'integer' } }, ['type', 'steps']),
  Event: { anyOf: [{ $ref: '#/$defs/Sleep' }, { $ref: '#/$defs/Walk' }] },
  Untagged: { oneOf: [object({ a: { type: 'string' }, b: { type: 'string' } }, ['a', 'b']), { type: 'string' }] },
  Batch: {
    type: 'array',
    items: object({ bpm: { type: 'integer' }, at: { type: 'string', format: 'date-time' } }, ['bpm']),
  },
  Tree: object({ value: { type: 'integer' }, children: { type: 'array', items: { $ref: '#/$defs/Tree' } } }, ['value']),
  Inherited: object({ constructor: { type: 'string' as const }, toString: { type: 'number' as const } }, [
    'constructor',
  ]),
  Proto: {
    type: 'object',
    properties: JSON.parse('{ "__proto__": { "type": "integer" } }') as Record<string, Schema>,
    required: ['__proto__'],
  },
  Closed: { type: 'object', properties: { a: true }, additionalProperties: false, minProperties: 1 },
  Decimal: { type: 'number', multipleOf: 0.1 },
  Unique: { type: 'array', uniqueItems: true },
};

let exports: Exports;

beforeAll(async () => {
  exports = await compileSchemas(schemas);
});

describe('issues', () => {
  it('name the path, the keyword, both kinds and the place in the schema', () => {
    const [issue] = issuesOf(exports, 'Sleep', {
      type: 'sleep',
      minutes: 'x',
      user: { id: '2f1b6a0e-6a0e-4a0e-8a0e-2f1b6a0e6a0e' },
    });
    expect(issue).toEqual({
      ...{
        message: 'expected integer, got string',
        path: ['minutes'],
        code: 'type',
        expected: 'integer',
        received: 'string',
      },
      pointer: '#/$defs/Sleep/properties/minutes/type',
    });
  });

  it('point into the named schema where the value was checked by it', () => {
    const issues = issuesOf(exports, 'Sleep', { type: 'sleep', minutes: 1, user: { id: 'x', age: -1 } });
    expect(issues.map(({ path, pointer }) => [path, pointer])).toEqual([
      [['user', 'id'], '#/$defs/User/properties/id/format'],
      [['user', 'age'], '#/$defs/User/properties/age/minimum'],
    ]);
  });

  it('report the alternative that the tag means and no other', () => {
    expect(issuesOf(exports, 'Event', { type: 'walk', steps: 'x' }).map(({ path }) => path)).toEqual([['steps']]);
  });

  it('name the known tags where the tag is new', () => {
    const issues = issuesOf(exports, 'Event', { type: 'swim' });
    expect(issues.map(({ path, expected }) => [path, expected])).toEqual([[['type'], '"sleep" or "walk"']]);
  });

  it('report the closest alternative where there is no tag', () => {
    expect(issuesOf(exports, 'Untagged', { a: 'x' }).map(({ path, code }) => [path, code])).toEqual([
      [['b'], 'required'],
    ]);
    expect(issuesOf(exports, 'Untagged', 5)).not.toEqual([]);
  });

  it('stop at twenty', () => {
    expect(
      issuesOf(
        exports,
        'Batch',
        Array.from({ length: 1000 }, () => ({ bpm: 'x' })),
      ),
    ).toHaveLength(20);
  });

  it('never hold a text of the value', () => {
    const secret = 'a-text-that-must-not-appear-anywhere';
    const values = [
      { type: secret },
      { type: 'sleep', minutes: secret, user: secret },
      { type: 'sleep', minutes: 1, user: { id: secret } },
    ];
    const issues = values.flatMap((value) => issuesOf(exports, 'Event', value));
    expect(issues.length).toBeGreaterThan(3);
    expect(JSON.stringify(issues)).not.toContain(secret);
  });

  it('find the item that is wrong in a long list', () => {
    const batch = Array.from({ length: 500 }, (_, index) => ({ bpm: index === 321 ? 1.5 : 60 }));
    expect(issuesOf(exports, 'Batch', batch).map(({ path, received }) => [path, received])).toEqual([
      [[321, 'bpm'], 'number'],
    ]);
  });
});

describe('guards', () => {
  it('take members that every object inherits only from the value itself', () => {
    const isInherited = guardOf(exports, 'Inherited');
    expect([
      isInherited({}),
      isInherited({ constructor: 'x' }),
      isInherited({ constructor: 'x', toString: 'y' }),
    ]).toEqual([false, true, false]);
    expect(issuesOf(exports, 'Inherited', {}).map(({ code }) => code)).toEqual(['required']);
  });

  it('check a member called __proto__', () => {
    const isProto = guardOf(exports, 'Proto');
    expect([
      isProto(JSON.parse('{ "__proto__": 1 }')),
      isProto(JSON.parse('{ "__proto__": "x" }')),
      isProto({}),
    ]).toEqual([true, false, false]);
  });

  it('take undefined for absent', () => {
    const isSleep = guardOf(exports, 'Sleep');
    expect([
      isSleep({ type: 'sleep', minutes: 1, user: undefined }),
      isSleep({ type: 'sleep', minutes: undefined }),
    ]).toEqual([true, false]);
    const isClosed = guardOf(exports, 'Closed');
    expect([isClosed({ a: 1, b: undefined }), isClosed({ a: undefined }), isClosed({ a: 1, b: 1 })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('refuse NaN and Infinity as numbers', () => {
    const isDecimal = guardOf(exports, 'Decimal');
    expect([NaN, Infinity, -Infinity].map(isDecimal)).toEqual([false, false, false]);
    expect(issuesOf(exports, 'Decimal', NaN)).toHaveLength(1);
  });

  it('take 0.3 for a multiple of 0.1', () => {
    const isDecimal = guardOf(exports, 'Decimal');
    expect([0.3, 0.7, 1e21, 0.35].map(isDecimal)).toEqual([true, true, true, false]);
  });

  it('answer with an issue for data that is 10,000 levels deep', () => {
    let tree: unknown = { value: 1 };
    for (let level = 0; level < 10_000; level++) tree = { value: 1, children: [tree] };
    expect(guardOf(exports, 'Tree')(tree)).toBe(false);
    expect(issuesOf(exports, 'Tree', tree).map(({ code }) => code)).toEqual(['depth']);
  });

  it('tell thousands of items apart that differ in their depths only', () => {
    const nest = (leaf: unknown): unknown => Array.from({ length: 100 }).reduce((inner) => ({ inner }), leaf);
    const items = Array.from({ length: 2000 }, (_, index) => nest(index));
    expect(guardOf(exports, 'Unique')(items)).toBe(true);
    expect(guardOf(exports, 'Unique')([...items, nest(1999)])).toBe(false);
    expect(guardOf(exports, 'Unique')([...items, { b: 1, a: [] }, { a: [], b: 1 }])).toBe(false);
    expect(guardOf(exports, 'Unique')([...items, ['1,', 1], ['1', ',1'], [1, 1], [[1], 1], [[1, 1]], { a: '}' }])).toBe(
      true,
    );
  });

  it('compare deep items of a list without a crash', () => {
    const deep = (): unknown => {
      let value: unknown = 1;
      for (let level = 0; level < 10_000; level++) value = [value];
      return value;
    };
    expect(guardOf(exports, 'Unique')([deep(), deep()])).toBe(false);
    expect(guardOf(exports, 'Unique')(Array.from({ length: 20 }, (_, index) => [index, deep()]))).toBe(true);
  });
});
