/** Bodies put together from what comes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendChunk } from '../../runtime/receiver/chunks.js';

const trusted = 2 * 1024 * 1024;

function put(chunks: readonly Buffer[], announced: number): { readonly body: Uint8Array; readonly places: number } {
  let [body, size, places]: [Uint8Array, number, number] = [new Uint8Array(0), 0, 0];
  for (const chunk of chunks) {
    const next = appendChunk(body, size, chunk, announced);
    if (next !== body) places += 1;
    [body, size] = [next, size + chunk.length];
  }
  return { body: body.subarray(0, size), places };
}

test('what has come is the chunks in their order, whatever was announced', () => {
  const chunk = fc.uint8Array({ minLength: 1, maxLength: 40_000 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.array(chunk, { minLength: 1, maxLength: 12 }), fc.nat(200_000), (chunks, more) => {
      const whole = Buffer.concat(chunks);
      for (const announced of [0, whole.length, whole.length + more, Math.floor(whole.length / 2)])
        expect(whole.equals(put(chunks, announced).body)).toBe(true);
    }),
  );
});

test('little that has come reserves little, and much that has come is not copied again', () => {
  const announced = 20 * trusted;
  expect(appendChunk(new Uint8Array(0), 0, Buffer.alloc(65_536), announced).length).toBe(65_536);
  const chunks = Array.from({ length: 128 }, () => Buffer.alloc(65_536, 7));
  // 64 kB, doubled up to 2 MB, then the whole.
  expect(put(chunks, announced).places).toBe(7);
  // Nothing announced: doubled on.
  expect(put(chunks, 0).places).toBe(8);
});
