/** What is new in values that validators accept. */
import { beforeAll, expect, it } from 'vitest';
import type { Schema } from '../../../generator/schema.js';
import type { Exports } from './compile.js';
import { compileSchemas, driftOf, guardOf } from './fixture.js';

const schemas: Readonly<Record<string, Schema>> = {
  Source: {
    type: 'object',
    properties: {
      provider: { type: 'string', 'x-expect': { enum: ['garmin', 'oura'] } },
      at: { type: ['string', 'null'], 'x-expect': { format: 'date-time', notNull: true } },
    },
  },
  Base: { type: 'object', properties: { id: { type: 'string' } } },
  Sleep: {
    allOf: [
      { $ref: '#/$defs/Base' },
      {
        type: 'object',
        properties: { kind: { const: 'sleep' }, source: { $ref: '#/$defs/Source' } },
        required: ['kind'],
      },
    ],
  },
  Walk: { type: 'object', properties: { kind: { const: 'walk' } }, required: ['kind'] },
  Event: { oneOf: [{ $ref: '#/$defs/Sleep' }, { $ref: '#/$defs/Walk' }] },
  Series: { type: 'array', items: { $ref: '#/$defs/Source' } },
  Map: { type: 'object', additionalProperties: { $ref: '#/$defs/Source' } },
};

let exports: Exports;

beforeAll(async () => {
  exports = await compileSchemas(schemas);
});

it('reports unknown members, unseen values, new formats and new nulls', () => {
  const value = { provider: 'polar', at: 'yesterday', firmware: 3 };
  expect(guardOf(exports, 'Source')(value)).toBe(true);
  expect(driftOf(exports, 'Source', value)).toEqual([
    {
      kind: 'unknown-member',
      path: ['firmware'],
      pointer: '#/$defs/Source',
      expected: 'no such member',
      received: 'integer',
    },
    {
      ...{ kind: 'unseen-value', path: ['provider'], pointer: '#/$defs/Source/properties/provider/x-expect/enum' },
      ...{ expected: '"garmin" or "oura"', received: 'string', value: 'polar' },
    },
    {
      ...{ kind: 'new-format', path: ['at'], pointer: '#/$defs/Source/properties/at/x-expect/format' },
      ...{ expected: 'the format date-time', received: 'string' },
    },
  ]);
  expect(driftOf(exports, 'Source', { at: null }).map(({ kind }) => kind)).toEqual(['new-null']);
});

it('finds nothing in a value that holds what was seen', () => {
  expect(
    driftOf(exports, 'Event', { id: 'x', kind: 'sleep', source: { provider: 'oura', at: '2026-01-01T00:00:00Z' } }),
  ).toEqual([]);
});

it('knows the members of all schemas that apply to one value', () => {
  expect(driftOf(exports, 'Sleep', { id: 'x', kind: 'sleep', extra: 1 }).map(({ path }) => path)).toEqual([['extra']]);
});

it('compares with the alternative that the value matches', () => {
  expect(driftOf(exports, 'Event', { id: 'x', kind: 'walk' }).map(({ path }) => path)).toEqual([['id']]);
});

it('reports the same at many items once', () => {
  const findings = driftOf(
    exports,
    'Series',
    Array.from({ length: 100 }, () => ({ firmware: 1, provider: 'polar' })),
  );
  expect(findings.map(({ kind, path }) => [kind, path])).toEqual([
    ['unknown-member', [0, 'firmware']],
    ['unseen-value', [0, 'provider']],
  ]);
});

it('takes no member of a map for unknown', () => {
  expect(
    driftOf(exports, 'Map', { any: { provider: 'oura' }, other: { firmware: 1 } }).map(({ path }) => path),
  ).toEqual([['other', 'firmware']]);
});

it('keeps long values to itself', () => {
  const [finding] = driftOf(exports, 'Source', { provider: 'a name of more than twenty characters' });
  expect(finding).not.toHaveProperty('value');
  expect(JSON.stringify(finding)).not.toContain('more than twenty');
});
