/** Properties of verification over arbitrary deliveries, on both builds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeBase64,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  matchesBase64,
  matchesHex,
} from '../../../runtime/core/webhook/encoding.js';
import { claimPattern } from '../../../runtime/core/webhook/scheme.js';
import { signDelivery } from '../../../runtime/core/webhook/sign.js';
import { createWebhook } from '../../../runtime/core/webhook/webhook.js';
import { builds, now, schemes, terra } from '../../unit/runtime/webhook/schemes.js';
import { outcomeOf, verdict } from '../../unit/runtime/webhook/verdict.js';

const at = now * 1000;
const runs = { numRuns: 60 };
const cases = builds.flatMap(([build, hmac]) =>
  schemes.map((scheme) => [`${scheme.name} on ${build}`, hmac, scheme] as const),
);

describe.each(cases)('%s', (_name, hmac, scheme) => {
  const { definition, secret, otherSecret, body: bodyOf } = scheme;
  const covered = definition.signature.coverage === 'body';
  const timed = definition.signature.toleranceSeconds !== undefined;

  it('verifies what it signs', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.uint8Array(),
        fc.integer({ min: -300, max: 300 }),
        async (text, bytes, age) => {
          const body = covered ? bytes : encodeUtf8(bodyOf(text));
          const headers = await signDelivery(hmac, definition, body, { secret, now: at });
          expect(
            await verdict(hmac, definition, { headers, body }, { secret: [otherSecret, secret], now: at + age * 1000 }),
          ).toBe('ok');
          expect(await verdict(hmac, definition, { headers, body }, { secret: otherSecret, now: at })).toBe(
            'signature_mismatch',
          );
        },
      ),
      runs,
    ));

  it('notices one flipped bit of the signed content', () =>
    fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a-z]{1,20}$/), fc.nat(), fc.nat(7), async (text, place, bit) => {
        const body = encodeUtf8(bodyOf(text));
        const headers = await signDelivery(hmac, definition, body, { secret, now: at });
        // Where only members are signed, one of them is changed; elsewhere any bit of the body.
        const changed = covered ? flip(body, place, bit) : encodeUtf8(bodyOf(`${text}x`));
        expect(await verdict(hmac, definition, { headers, body: changed }, { secret, now: at })).toBe(
          'signature_mismatch',
        );
      }),
      runs,
    ));

  it('refuses one second past the tolerance, on either side', async () => {
    const headers = await signDelivery(hmac, definition, bodyOf(''), { secret, now: at });
    for (const age of [-301, 301]) {
      const outcome = await verdict(hmac, definition, { headers, body: bodyOf('') }, { secret, now: at + age * 1000 });
      expect(outcome).toBe(timed ? 'timestamp_out_of_tolerance' : 'ok');
    }
  });

  it('throws nothing but its own error on arbitrary headers and bodies', () => {
    const webhook = createWebhook(hmac, definition, {});
    const names = Object.values(definition.signature.headers).flat();
    const value = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^t=\d*,v1=[0-9a-f]*$/),
      fc.constant(String(now)),
      fc.stringMatching(/^v1,[\w+/=]*$/),
    );
    const arbitrary = fc.record({
      headers: fc.dictionary(
        fc.constantFrom(...names, 'x-event', 'other'),
        fc.oneof(value, fc.array(value, { maxLength: 3 })),
      ),
      body: fc.oneof(fc.uint8Array(), fc.string(), fc.json(), fc.constant(bodyOf(''))),
      key: fc.oneof(fc.constant(secret), fc.string(), fc.array(fc.string(), { maxLength: 3 })),
    });
    return fc.assert(
      fc.asyncProperty(arbitrary, async ({ headers, body, key }) => {
        expect(await outcomeOf(() => webhook.receive({ headers, body }, { secret: key, now: at }))).not.toBe('ok');
        await outcomeOf(() => webhook.parse({ headers, body }));
      }),
      { numRuns: 150 },
    );
  });
});

it('both builds agree on any key and content', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom('sha256', 'sha1', 'sha512'),
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array())),
      async (hash, key, parts) => {
        const digests = await Promise.all(builds.map(async ([, hmac]) => encodeHex(await hmac(hash, key, parts))));
        expect(digests[0]).toBe(digests[1]);
      },
    ),
    { numRuns: 100 },
  ));

it('hex and base64 read what they write, as Buffer does', () =>
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(encodeHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(matchesHex(bytes, encodeHex(bytes).toUpperCase())).toBe(true);
      expect(matchesBase64(bytes, encodeBase64(bytes).replace(/=+$/, ''))).toBe(true);
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
      expect(decodeBase64(encodeBase64(bytes).replace(/=+$/, ''))).toEqual(bytes);
    }),
  ));

it('text that base64 reads is what it would write', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\w+/=]{0,12}$/)), (text) => {
      const bytes = decodeBase64(text);
      if (bytes.length > 0) expect(encodeBase64(bytes).replace(/=+$/, '')).toBe(text.replace(/=+$/, ''));
    }),
    { numRuns: 500 },
  ));

const lengths = { sha1: 20, sha256: 32, sha512: 64 } as const;

it.each(Object.entries(lengths))('a digest of %s has the form of one, and fits no other', (hash, length) =>
  fc.assert(
    fc.property(fc.uint8Array({ minLength: length, maxLength: length }), fc.nat(), fc.nat(7), (digest, place, bit) => {
      for (const encoding of ['hex', 'base64'] as const) {
        const form = { kind: 'digest', prefix: undefined } as const;
        const pattern = claimPattern({ ...terra.signature, hash: hash as keyof typeof lengths, encoding, form });
        const isClaim = (claim: string): boolean => [...claim.matchAll(pattern)].some(([, found]) => found === claim);
        const [write, matches] = encoding === 'hex' ? [encodeHex, matchesHex] : [encodeBase64, matchesBase64];
        const text = write(digest);
        expect(isClaim(text) && matches(digest, text)).toBe(true);
        expect(matches(flip(digest, place, bit), text)).toBe(false);
        for (const other of [text.slice(1), `${text}A`, `A${text}`, `${text.slice(0, -3)} ${text.slice(-2)}`])
          expect(isClaim(other)).toBe(false);
        // Stray bits at the end of base64 would let one digest be written in several ways.
        const bare = text.replace(/=+$/, '');
        const stray = `${bare.slice(0, -1)}${String.fromCharCode(bare.charCodeAt(bare.length - 1) + 1)}`;
        if (encoding === 'base64') expect(isClaim(bare) && !isClaim(stray)).toBe(true);
      }
    }),
    { numRuns: 60 },
  ),
);

function flip(bytes: Uint8Array, place: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = place % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}
