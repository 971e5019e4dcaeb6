/** Scrubbing: nothing of a secret survives, and the samples say the same about the vendor's schema. */
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createRandom } from '../../../generator/capture/random.js';
import { scrub } from '../../../generator/capture/scrub.js';
import { findDoubts } from '../../../generator/capture/verify.js';
import type { JsonObject, JsonValue } from '../../../generator/schema.js';
import { json } from './samples.js';

const seed = fc.integer({ min: 0, max: 2 ** 31 });
const none: ReadonlySet<string> = new Set();

/** Secrets of every sort, made of parts that cannot come about by chance. */
const secret = fc.oneof(
  fc.stringMatching(/^[A-Z][a-z]{5,9} [A-Z][a-z]{6,9}$/),
  fc.stringMatching(/^[a-z]{6,10}\.[a-z]{5,8}@[a-z]{5,8}\.org$/),
  fc.stringMatching(/^[0-9]{9,12}$/),
  fc.uuid(),
  fc.stringMatching(/^[A-Z]{2}[0-9]{8}[A-Z]{2}$/),
  fc.stringMatching(/^https:\/\/[a-z]{6,9}\.io\/[a-z]{5,9}\/[0-9]{6}$/),
  fc.stringMatching(/^20[0-2][0-9]-0[1-9]-1[0-9]T1[0-9]:[0-5][0-9]:[0-5][0-9]Z$/),
);

/** Puts a value at a place of a body that the numbers choose. */
function plant(body: JsonValue, value: JsonValue, name: string, path: readonly number[]): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined || typeof body !== 'object' || body === null) return { inner: body, [name]: value };
  if (Array.isArray(body))
    return body.length === 0
      ? [value]
      : body.map((item: JsonValue, i) => (i === step % body.length ? plant(item, value, name, rest) : item));
  const keys = Object.keys(body);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return { [name]: value };
  return Object.fromEntries(
    Object.entries(body as JsonObject).map(([other, item]) => [
      other,
      other === key ? plant(item, value, name, rest) : item,
    ]),
  );
}

const names = fc.constantFrom(
  'patient',
  'user_id',
  'note',
  'device',
  'serial_number',
  'email',
  'address',
  'status',
  'type',
);

test('nothing of a planted text survives, wherever it is', () => {
  fc.assert(
    fc.property(json, secret, names, fc.array(fc.nat(9), { maxLength: 3 }), seed, (body, text, name, path, start) => {
      const planted = plant(body, text, name, path);
      const { body: scrubbed } = scrub(planted, { random: createRandom(start), vocabulary: none });
      const output = JSON.stringify(scrubbed).toLowerCase();
      for (const part of text.toLowerCase().split(/[^a-z0-9]+/))
        if (part.length >= 6) expect(output).not.toContain(part);
    }),
    { numRuns: 300 },
  );
});

test('nothing of a planted number survives', () => {
  const number = fc.oneof(
    fc.integer({ min: 100_000, max: 999_999_999 }),
    fc.integer({ min: 10_000, max: 99_999 }).map((whole) => whole / 1000 + 0.0001),
  );
  fc.assert(
    fc.property(
      number,
      fc.constantFrom('user_id', 'weight_kg', 'lat', 'timestamp', 'serial_number'),
      seed,
      (value, name, start) => {
        const { body } = scrub({ data: [{ [name]: value }] }, { random: createRandom(start), vocabulary: none });
        expect(JSON.stringify(body)).not.toContain(String(value));
      },
    ),
    { numRuns: 300 },
  );
});

test('the schema inferred before and after is the same, or the capture is in doubt', () => {
  fc.assert(
    fc.property(json, seed, (body, start) => {
      const scrubbed = scrub(body, { random: createRandom(start), vocabulary: none });
      const doubts = [...scrubbed.doubts, ...findDoubts(body, scrubbed)];
      if (scrubbed.doubts.length === 0) expect(doubts.filter(({ pointer }) => pointer === '')).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('equal texts stay equal and different ones stay different', () => {
  fc.assert(
    fc.property(fc.array(secret, { minLength: 2, maxLength: 6 }), seed, (texts, start) => {
      const { body } = scrub({ ids: texts }, { random: createRandom(start), vocabulary: none });
      const ids = (body as { ids: readonly string[] }).ids;
      for (const [i, text] of texts.entries())
        for (const [j, other] of texts.entries()) expect(ids[i] === ids[j]).toBe(text === other);
    }),
    { numRuns: 100 },
  );
});

test('all dates of a capture move by the same number of days', () => {
  const body = {
    day: '2024-02-28',
    from: '2024-02-28T22:10:00+02:00',
    to: '2024-03-01T06:00:00+02:00',
    at: 1_709_157_600,
  };
  const { body: scrubbed } = scrub(body, { random: createRandom(5), vocabulary: none });
  const { day, from, to, at } = scrubbed as typeof body;
  expect(from.slice(0, 10)).toBe(day);
  expect(Date.parse(to) - Date.parse(from)).toBe(Date.parse(body.to) - Date.parse(body.from));
  expect(at * 1000 - Date.parse(from)).toBe(body.at * 1000 - Date.parse(body.from));
});

test('words of the vendor stay, and unknown ones are kept only with a doubt', () => {
  const options = { random: createRandom(3), vocabulary: new Set(['sleep']) };
  const { body, doubts } = scrub({ type: 'sleep', status: 'odd', name: 'sleep' }, options);
  expect(body).toMatchObject({ type: 'sleep', status: 'odd' });
  expect((body as { name: string }).name).not.toBe('sleep');
  expect(doubts).toEqual([{ pointer: '/status', rule: 'a word that is not known from other samples was kept' }]);
});
