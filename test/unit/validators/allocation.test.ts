/** A guard allocates nothing on valid input. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { Schema } from '../../../generator/schema.js';
import { compileSchemas, guardOf } from './fixture.js';
import { formatTexts } from './format-texts.js';

const calls = 4000;

/** Reading a pattern makes one; all others only look at the text. */
const plainFormats = Object.entries(formatTexts).filter(([name]) => name !== 'regex');

const schemas: Readonly<Record<string, Schema>> = {
  Series: {
    type: 'object',
    required: ['kind', 'samples'],
    properties: {
      kind: { const: 'series' },
      source: { enum: ['a', 'b', null] },
      samples: { type: 'array', minItems: 1, items: { $ref: '#/$defs/Sample' } },
      pair: { type: 'array', prefixItems: [{ type: 'integer' }], items: { type: 'string', minLength: 2 } },
    },
    additionalProperties: { type: ['string', 'number'] },
  },
  Sample: {
    type: 'object',
    required: ['at', 'bpm'],
    properties: {
      at: { type: 'string', format: 'date-time' },
      bpm: { type: 'integer', minimum: 0 },
      note: { oneOf: [{ type: 'string', pattern: '^[a-z]+$' }, { $ref: '#/$defs/Note' }] },
    },
  },
  Note: { type: 'object', required: ['text'], properties: { text: { type: 'string', maxLength: 9 } } },
  Texts: {
    type: 'object',
    properties: Object.fromEntries(plainFormats.map(([name]) => [name, { type: 'string', format: name }])),
  },
};

const gc = exposeCollector();

it('for members, items, literals, patterns and alternatives', async () => {
  const guard = guardOf(await compileSchemas(schemas), 'Series');
  const sample = (index: number): unknown => ({
    at: '2024-02-01T10:00:00Z',
    bpm: 60 + index,
    note: index % 2 === 0 ? 'calm' : { text: 'calm' },
  });
  const samples = Array.from({ length: 50 }, (_, index) => sample(index));
  expect(bytesPerCall(guard, { kind: 'series', source: null, samples, pair: [1, 'ab'], other: 1.5 })).toBeLessThan(24);
});

it('for formats', async () => {
  const guard = guardOf(await compileSchemas(schemas), 'Texts');
  const texts = Object.fromEntries(plainFormats.map(([name, { good }]) => [name, good[0]]));
  expect(bytesPerCall(guard, texts)).toBeLessThan(24);
});

it('which the measure can tell from a function that does', () => {
  const list: unknown[] = [];
  const makes = (value: unknown): boolean => list.push({ value }) > 0;
  expect(bytesPerCall(makes, 1)).toBeGreaterThan(24);
});

/** The least of five measurements, after the engine has seen the function often enough to compile it. */
function bytesPerCall(guard: (value: unknown) => boolean, value: unknown): number {
  expect(guard(value)).toBe(true);
  for (let call = 0; call < calls; call++) guard(value);
  const measurements = Array.from({ length: 5 }, () => {
    gc();
    const before = process.memoryUsage().heapUsed;
    for (let call = 0; call < calls; call++) guard(value);
    return (process.memoryUsage().heapUsed - before) / calls;
  });
  return Math.min(...measurements);
}

function exposeCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
