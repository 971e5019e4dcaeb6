/** What inference concludes from a few samples: each case is samples in, one schema out. */
import { describe, expect, test } from 'vitest';

import { infer } from '../../../generator/infer/infer.js';
import type { InferInput, Sample } from '../../../generator/infer/infer.js';
import type { EntityManifest } from '../../../generator/manifest/manifest.js';
import type { JsonValue } from '../../../generator/schema.js';

function entity(name: string, at: readonly string[], more: Partial<EntityManifest> = {}): EntityManifest {
  return {
    name,
    at,
    description: undefined,
    required: undefined,
    optional: undefined,
    nullable: undefined,
    map: false,
    ...more,
  };
}

function samplesOf(folder: string, bodies: readonly JsonValue[]): readonly Sample[] {
  return bodies.map((body, i) => ({ folder, name: String(i + 1), file: `samples/${folder}/${i + 1}.json`, body }));
}

function run(bodies: readonly JsonValue[], more: Partial<InferInput> = {}): ReturnType<typeof infer> {
  return infer({
    provider: 'example',
    samples: samplesOf('sleep', bodies),
    entities: [entity('SleepEvent', ['sleep#'])],
    policy: { optional: 'seen', nullable: 'seen' },
    ...more,
  });
}

function schemaOf(bodies: readonly JsonValue[], more: Partial<InferInput> = {}, name = 'SleepEvent'): unknown {
  return run(bodies, more).value.find((type) => type.name === name)?.schema;
}

/** The schema of the member `x`. */
function memberOf(...values: readonly JsonValue[]): unknown {
  return (schemaOf(values.map((x) => ({ x }))) as { properties: { x: unknown } }).properties.x;
}

const eight = [1, 2, 3, 4, 5, 6, 7, 8];

describe('kinds', () => {
  test('a few whole numbers are numbers, eight samples of them are integers', () => {
    expect(memberOf(1, 2, 3)).toEqual({ type: 'number' });
    expect(memberOf(...eight)).toEqual({ type: 'integer' });
    expect(memberOf(...eight, 1.5)).toEqual({ type: 'number' });
  });

  test('scalars of several kinds share a type list, nested ones are alternatives', () => {
    expect(memberOf(true, 'a b')).toEqual({ type: ['boolean', 'string'] });
    expect(memberOf('a b', { y: true })).toEqual({
      anyOf: [{ type: 'string' }, { type: 'object', properties: { y: { type: 'boolean' } }, required: ['y'] }],
    });
  });

  test('null joins what else was seen', () => {
    expect(memberOf('a b', null)).toEqual({ type: ['string', 'null'] });
    expect(memberOf([true], null)).toEqual({ type: ['array', 'null'], items: { type: 'boolean' } });
  });

  test('a member that was only ever null is unknown and becomes a question with an overlay line', () => {
    const { value, diagnostics } = run([{ x: null }, { x: null, y: true }]);
    expect(value[0]?.schema.properties).toMatchObject({ x: {} });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      code: 'inference-open',
      severity: 'note',
      message: 'SleepEvent/properties/x was only ever null, in 2 samples',
    });
    expect(diagnostics[0]?.hint).toContain('target: "$.components.schemas.SleepEvent.properties.x"');
  });

  test('a list that was only ever empty holds anything and becomes a question', () => {
    expect(memberOf([], [])).toEqual({ type: 'array', items: {} });
    expect(run([{ x: [] }]).diagnostics.map((found) => found.code)).toEqual(['inference-open']);
  });
});

describe('expectations', () => {
  test('a format that all texts have is expected, not required', () => {
    expect(memberOf('2024-01-02', '2024-02-29')).toEqual({ type: 'string', 'x-expect': { format: 'date' } });
    expect(memberOf('2024-01-02', 'never')).toEqual({ type: 'string' });
    expect(memberOf('https://example.com/a', 'https://example.com/a{/id}')).toEqual({
      type: 'string',
      'x-expect': { format: 'uri-template' },
    });
  });

  test('repeated words under a name that tells a category are known members', () => {
    const bodies = ['rest', 'active', 'rest', 'active'].map((state, i) => ({ state, n: i }));
    expect(schemaOf(bodies)).toMatchObject({
      properties: { state: { type: 'string', 'x-expect': { enum: ['active', 'rest'] } } },
    });
  });

  test('a word that was seen once is not kept, so there is no enumeration', () => {
    const bodies = ['rest', 'active', 'rest'].map((state) => ({ state }));
    expect(schemaOf(bodies)).toMatchObject({ properties: { state: { type: 'string' } } });
    expect(JSON.stringify(schemaOf(bodies))).not.toContain('active');
  });

  test('names, identifiers and e-mails are never members of an enumeration', () => {
    const bodies = Array.from({ length: 20 }, (_, i) => ({
      name: i % 2 === 0 ? 'ann' : 'bob',
      user_id: i % 2 === 0 ? 'aa' : 'bb',
      email: 'a@example.com',
      n: i,
    }));
    expect(JSON.stringify(schemaOf(bodies))).not.toMatch(/ann|bob|aa|@/);
  });

  test('event types are known even if seen once', () => {
    expect(schemaOf([{ type: 'sleep' }], { tags: ['*#/type'] })).toMatchObject({
      properties: { type: { 'x-expect': { enum: ['sleep'] } } },
    });
  });

  test('a member of few samples is nullable if members of its name and kind are null elsewhere', () => {
    const bodies = [
      { x: { unit: 'a b' }, y: { unit: null } },
      { x: { unit: 'a b' }, y: { unit: 'a b' } },
    ];
    expect(schemaOf(bodies)).toMatchObject({
      properties: { x: { properties: { unit: { type: ['string', 'null'], 'x-expect': { notNull: true } } } } },
    });
  });

  test('a null among other members is that of another thing', () => {
    const night = { state: null, start: 'a b', end: 'a b' };
    const address = { state: 'a b', city: 'a b', street: 'a b' };
    expect(schemaOf([{ night, address }])).toMatchObject({
      properties: { address: { properties: { state: { type: 'string' } } } },
    });
  });
});

describe('structure', () => {
  test('members are in code-unit order and required if in every sample', () => {
    const schema = schemaOf([
      { b: true, a: true, B: true },
      { b: false, B: true },
    ]) as { properties: object; required: readonly string[] };
    expect(Object.keys(schema.properties)).toEqual(['B', 'a', 'b']);
    expect(schema.required).toEqual(['B', 'b']);
  });

  test('a member that some items of a list lack is optional', () => {
    const schema = memberOf([{ a: true, b: true }, { a: true }], [{ a: true, b: true }]);
    expect(schema).toMatchObject({ items: { required: ['a'] } });
  });

  test('keys that are data make a map, and are not in the schema', () => {
    expect(memberOf({ '2024-01-02': 1.5, '2024-01-03': 2 })).toEqual({
      type: 'object',
      additionalProperties: { type: 'number' },
    });
  });

  test('lists of one short length with different kinds by position are tuples', () => {
    expect(memberOf(['a b', 1.5], ['c d', 2.5], ['e f', 3.5])).toEqual({
      type: 'array',
      prefixItems: [{ type: 'string' }, { type: 'number' }],
      minItems: 2,
      items: {},
    });
    expect(memberOf([1.5, 2.5], [2.5, 3.5], [3.5, 4.5])).toEqual({ type: 'array', items: { type: 'number' } });
  });

  test('members called like parts of Object.prototype are members', () => {
    expect(schemaOf([JSON.parse('{"__proto__": true, "constructor": true}') as JsonValue])).toEqual(
      JSON.parse(
        '{"type":"object","properties":{"__proto__":{"type":"boolean"},"constructor":{"type":"boolean"}},"required":["__proto__","constructor"]}',
      ),
    );
  });
});

describe('entities', () => {
  const user = entity('User', ['*#/user', 'body#/old_user'], { description: 'Somebody.' });
  const two: Partial<InferInput> = {
    samples: [
      ...samplesOf('sleep', [{ user: { id: 'a b' } }, { user: null }]),
      ...samplesOf('body', [{ user: { id: 'c d', on: true }, old_user: { id: 'e f' } }]),
    ],
    entities: [entity('SleepEvent', ['sleep#']), entity('BodyEvent', ['body#']), user],
  };

  test('all places of an entity are one type, and null belongs to the place', () => {
    const reference = { $ref: '#/$defs/User' };
    expect(schemaOf([], two, 'User')).toEqual({
      type: 'object',
      properties: { id: { type: 'string' }, on: { type: 'boolean' } },
      required: ['id'],
      description: 'Somebody.',
    });
    expect(schemaOf([], two, 'BodyEvent')).toMatchObject({
      properties: {
        old_user: reference,
        user: { anyOf: [reference, { type: 'null' }], 'x-expect': { notNull: true } },
      },
    });
    expect(schemaOf([], two)).toMatchObject({ properties: { user: { anyOf: [reference, { type: 'null' }] } } });
  });

  test('required names exactly the members that are required; a policy of always makes the rest optional and nullable', () => {
    const strict = {
      ...two,
      entities: [entity('User', user.at, { required: ['id'], optional: 'always', nullable: 'always' })],
    };
    expect(schemaOf([], strict, 'User')).toEqual({
      type: 'object',
      properties: { id: { type: 'string' }, on: { type: ['boolean', 'null'], 'x-expect': { notNull: true } } },
      required: ['id'],
    });
  });

  test('an entity may lie at the values of a map, and inside itself', () => {
    const bodies = [{ zones: { low: { bpm: 1.5, inner: { low: { bpm: 2.5 } } }, high: { bpm: 3.5 } } }];
    const entities = [
      entity('SleepEvent', ['sleep#']),
      entity('Zones', ['sleep#/zones', 'sleep#/zones/*/inner'], { map: true }),
      entity('Zone', ['sleep#/zones/*']),
    ];
    expect(schemaOf(bodies, { entities }, 'Zones')).toEqual({
      type: 'object',
      additionalProperties: { $ref: '#/$defs/Zone' },
    });
    expect(schemaOf(bodies, { entities }, 'Zone')).toEqual({
      type: 'object',
      properties: { bpm: { type: 'number' }, inner: { $ref: '#/$defs/Zones' } },
      required: ['bpm'],
    });
  });

  test('a selector that matches nothing is an error with its pointer', () => {
    const { diagnostics } = run([{ a: true }], { entities: [entity('User', ['sleep#/a', 'sleep#/usr'])] });
    expect(diagnostics).toMatchObject([
      { code: 'manifest-invalid', severity: 'error', at: { pointer: '/entities/User/at/1' } },
    ]);
  });

  test('two entities with a place in common are an error', () => {
    const { diagnostics } = run([{ a: { b: true } }], {
      entities: [entity('One', ['sleep#/a']), entity('Two', ['*#/a'])],
    });
    expect(diagnostics).toMatchObject([{ code: 'manifest-invalid', at: { pointer: '/entities/Two/at' } }]);
  });
});

describe('automatic types', () => {
  const person = { id: 'a b', login: 'c d', site: 'e f', admin: true };
  const bodies = [{ owner: person, sender: { ...person, nick: 'x y' }, items: [{ owner: person }] }];

  test('near-equal shapes in several places become one type, named after where most of them are', () => {
    const { value } = run(bodies, { automatic: true });
    expect(value.map((type) => type.name)).toEqual(['Owner', 'SleepEvent']);
    expect(value[0]?.schema.required).toEqual(['admin', 'id', 'login', 'site']);
    expect(value[1]?.schema.properties).toMatchObject({
      owner: { $ref: '#/$defs/Owner' },
      sender: { $ref: '#/$defs/Owner' },
    });
  });

  test('a pinned name stays', () => {
    const { value } = run(bodies, { automatic: true, pinnedNames: new Map([['sleep#/sender', 'Person']]) });
    expect(value.map((type) => type.name)).toEqual(['Person', 'SleepEvent']);
  });

  test('recursion is found', () => {
    const comment = (depth: number): JsonValue => ({
      id: 'a b',
      text: 'c d',
      at: 'e f',
      replies: depth === 0 ? [] : [comment(depth - 1)],
    });
    const { value } = run([{ comment: comment(3) }], { automatic: true });
    expect(value.find((type) => type.name === 'Comment')?.schema.properties).toMatchObject({
      replies: { items: { $ref: '#/$defs/Comment' } },
    });
  });
});
