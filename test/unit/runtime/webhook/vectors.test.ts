/** Published vectors (marked) and vectors computed from the published rules, on both builds. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SignatureScheme, WebhookDefinition } from '../../../../runtime/core/webhook/definition.js';
import { encodeHex } from '../../../../runtime/core/webhook/encoding.js';
import { prefixed, rookData, spikeLegacy, spikeV3, builds, terra, vital } from './schemes.js';
import { verdict } from './verdict.js';

const root = resolve(import.meta.dirname, '../../../..');
const reference = resolve(root, process.env['HOOKWRIGHT_REFERENCE'] ?? '../shared');
const svix = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', time: 1614265330, body: '{"test": 2432232314}' };
const svixSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const svixDigest = 'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const otherDigest = 'Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';

describe.each(builds)('vectors on %s', (_build, hmac) => {
  it.each([
    ['0b'.repeat(20), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      encodeHex(Buffer.from('Jefe')),
      'what do ya want for nothing?',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      'aa'.repeat(131),
      'Test Using Larger Than Block-Size Key - Hash Key First',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
    [encodeHex(Buffer.from('test_secret')), '', 'f7f9bd47fb987337b5796fdc1fdb9ba221d0d5396814bfcaf9521f43fd8927fd'],
    [encodeHex(Buffer.from('test_secret')), '😀', '837da296d05c4fe31f61d5d7ead035099d9585a5bcde87de952012a78f0b0c43'],
    [
      encodeHex(Buffer.from('HMAC_KEY_FROM_ADMIN_CONSOLE')),
      'my_application_user_123',
      'e070ea58e2b1d7d01a9570b89fc99e76c73cf3dc8aab4f31ae0136821f8f0199',
    ],
  ])('HMAC-SHA256 with key %s of %s', async (key, content, want) => {
    expect(encodeHex(await hmac('sha256', Buffer.from(key, 'hex'), [content]))).toBe(want);
    expect(encodeHex(await hmac('sha256', Buffer.from(key, 'hex'), [Buffer.from(content)]))).toBe(want);
  });

  it.each([
    ['one signature', `v1,${svixDigest}`, 'ok'],
    [
      'one among other versions and digests',
      `v1,${otherDigest} v2,${otherDigest} v1,${svixDigest} v1,${otherDigest}`,
      'ok',
    ],
    ['the first of two', `v1,${svixDigest} v1,${otherDigest}`, 'ok'],
    ['the second of two', `v1,${otherDigest} v1,${svixDigest}`, 'ok'],
    ['two headers joined by a comma', `v1,${otherDigest}, v1,${svixDigest}`, 'ok'],
    ['two headers joined by a bare comma', `v1,${otherDigest},v1,${svixDigest}`, 'ok'],
    ['without padding', `v1,${svixDigest.slice(0, -1)}`, 'ok'],
    ['another digest', `v1,${otherDigest}`, 'signature_mismatch'],
    ['the digest under another version', `v2,${svixDigest}`, 'malformed_header'],
    ['an asymmetric version', `v1a,${svixDigest}`, 'malformed_header'],
    ['an empty signature', 'v1,', 'malformed_header'],
    ['an empty header', '', 'malformed_header'],
    ['part of the signature', 'v1,g0hM9', 'malformed_header'],
    ['eight characters of the signature', `v1,${svixDigest.slice(0, 8)}`, 'malformed_header'],
    ['a digest of the wrong length', 'v1,dawfeoifkpqwoekfpqoekf', 'malformed_header'],
    ['no version', svixDigest, 'malformed_header'],
  ])('Standard Webhooks (published): %s', async (_name, signature, want) => {
    const headers = { 'svix-id': svix.id, 'svix-timestamp': String(svix.time), 'svix-signature': signature };
    expect(
      await verdict(hmac, vital, { headers, body: svix.body }, { secret: svixSecret, now: svix.time * 1000 }),
    ).toBe(want);
  });

  it.each([
    ['secret', 10, 'b', 'ad2da523c6d08e6ba4d8c36d86d5ca1f31f26992aabde11659556ced1d96509b'],
    ['foo', 12345678, "{'bar':'baz'}", '599aa529690b885a43f184327c582375068d70705b7a471af15e10682c6f5313'],
    ['key', 12345678, '123', 'dca55eca8f595bd4d80250ab9609c7cbecec8e581c5c3822294f7c2ee1c99377'],
  ])('Terra (published): secret %s at %i', async (secret, time, body, digest) => {
    const check = (headers: Record<string, string>, content = body, at = time, key = secret) =>
      verdict(hmac, terra, { headers, body: content }, { secret: key, now: at * 1000 });
    const header = `t=${time},v1=${digest}`;
    expect(await check({ 'terra-signature': header })).toBe('ok');
    expect(await check({ 'X-Terra-Signature': header })).toBe('ok');
    expect(
      await check({ 'terra-signature': `t=${time},\n  v0=${digest.slice(2)}00,\n  v1=${digest.toUpperCase()}` }),
    ).toBe('ok');
    expect(await check({ 'terra-signature': header }, `${body} `)).toBe('signature_mismatch');
    expect(await check({ 'terra-signature': header }, body, time, 'wrong')).toBe('signature_mismatch');
    expect(await check({ 'terra-signature': header }, body, time + 301)).toBe('timestamp_out_of_tolerance');
  });

  it.each([
    'bar',
    't=1234,s=aef6655db12',
    't=10,v1=azert',
    't=10,v1=3',
    't=abc,v1=',
    't=10',
    'v1=00',
    `v1=${'00'.repeat(32)}`,
    `t=10,t=11,v1=${'00'.repeat(32)}`,
    `t=,v1=${'00'.repeat(32)}`,
    `t=10,v0=${'00'.repeat(32)}`,
  ])('Terra: the header %s is malformed', async (header) => {
    const delivery = { headers: { 'terra-signature': header }, body: 'b' };
    expect(await verdict(hmac, terra, delivery, { secret: 'secret', now: 10_000 })).toBe('malformed_header');
  });

  it('Spike legacy: the signature is that of the event id (computed)', async () => {
    const headers = { 'X-Spike-Signature': 'ec9a0cd27d217a5983df4dd064f27be04d2d0773f18351a66eab337b52f6d9aa' };
    const body = JSON.stringify({ event_id: '3f9a1c52-7b1e-4a55-9c0d-2f6f0c1e8a77', data: [] });
    expect(await verdict(hmac, spikeLegacy, { headers, body }, { secret: 'test_app_secret' })).toBe('ok');
  });

  it('Spike v3: the signature is that of the body (computed)', async () => {
    const headers = { 'X-Body-Signature': '24b63c355afbb5badc15fdfe8d2167cbee98abde8c367806038cb15a9c0f44f3' };
    const body = '[{"application_user_id":"User1","event_type":"record_change"}]';
    expect(await verdict(hmac, spikeV3, { headers, body }, { secret: 'test_webhook_signature_key' })).toBe('ok');
  });

  it('ROOK: algorithm and encoding (published)', async () => {
    const bare = withScheme(spikeLegacy, { content: [{ kind: 'member', pointers: ['/text'] }] });
    const headers = { 'x-spike-signature': '382da6381717a0fdfeba9ef922041df3ea8db97bbd2d20af21e216bdd1e6096b' };
    expect(await verdict(hmac, bare, { headers, body: '{"text":"ROOK"}' }, { secret: 'ROOK_Secret_Key' })).toBe('ok');
  });

  it('GitHub: a prefix before the digest (published)', async () => {
    const github = withScheme(prefixed, { hash: 'sha256', form: { kind: 'digest', prefix: 'sha256=' } });
    const digest = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    const options = { secret: "It's a Secret to Everybody" };
    const check = (signature: string) =>
      verdict(hmac, github, { headers: { 'x-signature': signature }, body: 'Hello, World!' }, options);
    expect(await check(`sha256=${digest}`)).toBe('ok');
    expect(await check(digest)).toBe('malformed_header');
    for (const prefix of ['sha1=', 'sha512=', 'SHA256=', 'abc256='])
      expect(await check(`${prefix}${digest}`)).toBe('malformed_header');
  });
});

interface VitalCase {
  readonly name: string;
  readonly secret: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly bodyBase64?: string;
  readonly now: number;
  readonly valid: boolean;
}

const vitalFile = join(reference, 'providers/vital/signature/vectors.json');

describe.skipIf(!existsSync(vitalFile)).each(builds)(
  'reference vectors of Vital on %s (skipped where the reference is not there)',
  (_build, hmac) => {
    const cases: readonly VitalCase[] = existsSync(vitalFile) ? JSON.parse(readFileSync(vitalFile, 'utf8')).cases : [];
    it('has cases', () => expect(cases.length).toBeGreaterThan(20));
    it.each(cases.map((item) => [item.name, item] as const))('%s', async (_name, item) => {
      const outcome = await verdict(
        hmac,
        vital,
        { headers: item.headers, body: item.body },
        { secret: item.secret, now: item.now * 1000 },
      );
      expect(outcome === 'ok').toBe(item.valid);
    });
  },
);

interface RookVector {
  readonly name: string;
  readonly sample?: string;
  readonly key: string;
  readonly digest_hex: string;
}

const rookFolder = join(reference, 'providers/rook');
const rookFile = join(rookFolder, 'signature.vectors.json');

describe.skipIf(!existsSync(rookFile)).each(builds)(
  'reference vectors of ROOK on %s (skipped where the reference is not there)',
  (_build, hmac) => {
    const all: readonly RookVector[] = existsSync(rookFile) ? JSON.parse(readFileSync(rookFile, 'utf8')).vectors : [];
    const cases = all.flatMap((item) => (item.sample === undefined ? [] : [[item.name, item.sample, item] as const]));
    it('has cases', () => expect(cases.length).toBeGreaterThan(3));
    it.each(cases)('%s', async (_name, sample, item) => {
      const body = readFileSync(join(rookFolder, sample));
      const headers = { 'X-ROOK-HASH': item.digest_hex };
      expect(await verdict(hmac, rookData, { headers, body }, { secret: item.key })).toBe('ok');
      expect(await verdict(hmac, rookData, { headers, body }, { secret: `${item.key}-other` })).toBe(
        'signature_mismatch',
      );
    });
  },
);

function withScheme(
  definition: WebhookDefinition & { signature: SignatureScheme },
  change: Partial<SignatureScheme>,
): WebhookDefinition {
  return { ...definition, signature: { ...definition.signature, ...change } };
}
