/** The receiver's HMAC is that of node:crypto, whatever the hash, the key and the parts. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeyedHash } from '../../runtime/receiver/keyed-hash.js';

const bytes = (most: number) => fc.uint8Array({ maxLength: most });
const text = fc.string({ unit: 'binary', maxLength: 40 });

/** Small ones, and such as are near the size from which on they take another way. */
const part = fc.oneof(
  text,
  bytes(300),
  fc.integer({ min: 16_200, max: 16_500 }).map((length) => new Uint8Array(length).fill(7)),
);

it('equals that of node:crypto', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('sha1' as const, 'sha256' as const, 'sha512' as const),
      fc.oneof(text, bytes(300)),
      fc.array(fc.array(part, { maxLength: 4 }), { maxLength: 4 }),
      (hash, key, deliveries) => {
        const keyed = createKeyedHash(hash, key);
        // One after another: nothing of one may be left in the next.
        for (const parts of deliveries)
          for (const encoding of ['hex', 'binary'] as const) {
            const state = createHmac(hash, key);
            for (const each of parts) state.update(each);
            expect(keyed(parts, encoding)).toBe(state.digest(encoding));
          }
      },
    ),
    { numRuns: 300 },
  );
});
