/** Deliveries that verifiers are known to stumble over; every signature is genuine unless said. Both builds. */
import { describe, expect, it } from 'vitest';
import type { WebhookDefinition } from '../../../../runtime/core/webhook/definition.js';
import { encodeUtf8 } from '../../../../runtime/core/webhook/encoding.js';
import { createWebhook } from '../../../../runtime/core/webhook/webhook.js';
import { signDelivery } from '../../../../runtime/core/webhook/sign.js';
import type { VerifyOptions } from '../../../../runtime/core/webhook/verify.js';
import { builds, now, schemes, spikeV3, terra, vital } from './schemes.js';
import { outcomeOf, verdict } from './verdict.js';

const secret = 'example-signing-secret';
const base64Secret = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX';
const at = now * 1000;
const over = (...parts: readonly (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...encodeUtf8(part)] : part)));

const bodySchemes = schemes.filter(({ definition }) => definition.signature.coverage === 'body');

describe.each(builds)('awkward deliveries on %s', (_build, hmac) => {
  const sign = (definition: WebhookDefinition, body: Uint8Array | string, key = secret) =>
    signDelivery(hmac, definition, body, { secret: key, now: at });
  const check = async (
    definition: WebhookDefinition,
    body: Uint8Array,
    key: string,
    changed?: Record<string, string>,
  ) =>
    verdict(
      hmac,
      definition,
      { headers: { ...(await sign(definition, body, key)), ...changed }, body },
      { secret: key, now: at },
    );

  it.each(bodySchemes)(
    '1. $name verifies a body with bytes that are not UTF-8, and tells them apart',
    async ({ definition, secret: key }) => {
      const body = over('{"type":"', [0xff], '"}');
      expect(await check(definition, body, key)).toBe('ok');
      const headers = await sign(definition, body, key);
      const other = over('{"type":"', [0xfe], '"}');
      expect(await verdict(hmac, definition, { headers, body: other }, { secret: key, now: at })).toBe(
        'signature_mismatch',
      );
    },
  );

  it('1b. such a body is then refused as malformed, not as forged', async () => {
    const body = over('{"type":"', [0xff], '"}');
    const webhook = createWebhook(hmac, terra, {});
    const headers = await sign(terra, body);
    expect(await outcomeOf(() => webhook.receive({ headers, body }, { secret, now: at }))).toBe('malformed_body');
  });

  it.each(bodySchemes)('2. $name covers a byte order mark', async ({ definition, secret: key, body: bodyOf }) => {
    const body = over([0xef, 0xbb, 0xbf], bodyOf(''));
    expect(await check(definition, body, key)).toBe('ok');
    const headers = await sign(definition, body, key);
    expect(await verdict(hmac, definition, { headers, body: bodyOf('') }, { secret: key, now: at })).toBe(
      'signature_mismatch',
    );
  });

  it.each(schemes)(
    '2b. $name parses a body behind a byte order mark',
    async ({ definition, secret: key, body: bodyOf }) => {
      const body = over([0xef, 0xbb, 0xbf], bodyOf(''));
      const headers = { ...(await sign(definition, body, key)), 'x-event': 'note' };
      const webhook = createWebhook(hmac, definition, {});
      expect(await outcomeOf(() => webhook.receive({ headers, body }, { secret: key, now: at }))).toBe(
        'unknown_event_type',
      );
    },
  );

  it.each(schemes)(
    '3. $name takes Uint8Array, Buffer, ArrayBuffer, a view, a string and a Request alike',
    async (scheme) => {
      const bytes = encodeUtf8(scheme.body('é😀'));
      const headers = await sign(scheme.definition, bytes, scheme.secret);
      const shifted = new Uint8Array(bytes.length + 7);
      shifted.set(bytes, 3);
      const exact = Uint8Array.from(bytes).buffer;
      const view = new DataView(shifted.buffer, 3, bytes.length) as unknown as Uint8Array;
      const bodies = [
        bytes,
        Buffer.from(bytes),
        exact,
        shifted.subarray(3, 3 + bytes.length),
        view,
        scheme.body('é😀'),
      ];
      const options: VerifyOptions = { secret: scheme.secret, now: at };
      for (const body of bodies) expect(await verdict(hmac, scheme.definition, { headers, body }, options)).toBe('ok');
      const request = new Request('https://example.com/', { method: 'POST', headers, body: exact });
      expect(await verdict(hmac, scheme.definition, request, options)).toBe('ok');
    },
  );

  it.each(bodySchemes)(
    '4. $name verifies a body that is not JSON, and reading it fails with a reason of its own',
    async ({ definition, secret: key }) => {
      const body = over('hello=world');
      expect(await check(definition, body, key)).toBe('ok');
      const webhook = createWebhook(hmac, definition, {});
      const delivery = { headers: await sign(definition, body, key), body };
      expect(await outcomeOf(() => webhook.receive(delivery, { secret: key, now: at }))).toBe('malformed_body');
    },
  );

  it.each(schemes.filter(({ definition }) => definition.signature.encoding === 'hex'))(
    '5. $name takes hex in upper case',
    async (scheme) => {
      const body = encodeUtf8(scheme.body(''));
      const headers = await sign(scheme.definition, body, scheme.secret);
      const upper = mapSignature(headers, (digest) => digest.toUpperCase());
      expect(await verdict(hmac, scheme.definition, { headers: upper, body }, { secret: scheme.secret, now: at })).toBe(
        'ok',
      );
    },
  );

  it.each(schemes)(
    '6. and 7. $name refuses an empty, a short, a long, a non-hex and a multibyte signature',
    async (scheme) => {
      const body = encodeUtf8(scheme.body(''));
      const headers = await sign(scheme.definition, body, scheme.secret);
      const forge = [
        () => '',
        (d: string) => d.slice(0, 20),
        (d: string) => `${d}00`,
        (d: string) => 'z'.repeat(d.length),
        () => 'é'.repeat(32),
      ];
      for (const digest of forge) {
        const delivery = { headers: mapSignature(headers, digest), body };
        expect(await verdict(hmac, scheme.definition, delivery, { secret: scheme.secret, now: at })).toBe(
          'malformed_header',
        );
      }
    },
  );

  it.each([
    [terra, secret],
    [vital, base64Secret],
  ] as const)('8. a time an hour ahead is refused', async (definition, key) => {
    const headers = await signDelivery(hmac, definition, '{}', { secret: key, now: at + 3_600_000 });
    expect(await verdict(hmac, definition, { headers, body: '{}' }, { secret: key, now: at })).toBe(
      'timestamp_out_of_tolerance',
    );
  });

  it.each([
    'NaN',
    `${now}abc`,
    '',
    ' ',
    `${now}.0`,
    `-${now}`,
    `+${now}`,
    `0x${now.toString(16)}`,
    '1e9',
    'Infinity',
    '٣',
    '9'.repeat(16),
  ])('9. and 10. the time %j is refused even where it is signed so', async (time) => {
    const key = Buffer.from(base64Secret.slice(6), 'base64');
    const web = Buffer.from(await hmac('sha256', key, [`msg_1.${time}.`, '{}'])).toString('base64');
    const svix = { 'svix-id': 'msg_1', 'svix-timestamp': time, 'svix-signature': `v1,${web}` };
    expect(await verdict(hmac, vital, { headers: svix, body: '{}' }, { secret: base64Secret, now: at })).toBe(
      'malformed_header',
    );
    const digest = Buffer.from(await hmac('sha256', secret, [`${time}.`, '{}'])).toString('hex');
    const pairs = { 'terra-signature': `t=${time},v1=${digest}` };
    expect(await verdict(hmac, terra, { headers: pairs, body: '{}' }, { secret, now: at })).toBe('malformed_header');
  });

  it('a parsed body passed by mistake is refused with a reason', async () => {
    const body = { a: 1 } as unknown as string;
    for (const mistake of [body, null, undefined, 7] as string[]) {
      const delivery = { headers: { 'x-body-signature': '00' }, body: mistake };
      expect(await verdict(hmac, spikeV3, delivery, { secret })).toBe('unreadable_body');
    }
  });

  it('a request whose body was read before is refused with a reason', async () => {
    const request = new Request('https://example.com/', { method: 'POST', body: '[]' });
    await request.text();
    const webhook = createWebhook(hmac, spikeV3, {});
    expect(await outcomeOf(() => webhook.verify(request, { secret }))).toBe('unreadable_body');
    expect(await outcomeOf(() => webhook.receive(request, { secret }))).toBe('unreadable_body');
  });

  it('an empty body that is genuine verifies', async () => {
    expect(await check(vital, new Uint8Array(0), base64Secret)).toBe('ok');
    expect(await check(spikeV3, new Uint8Array(0), secret)).toBe('ok');
  });
});

/** Replaces the digest inside the signature header, whatever its form. */
function mapSignature(headers: Record<string, string>, change: (digest: string) => string): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => {
    if (!/signature$|hash$/.test(name)) return [name, value];
    const parts = /^(.*v1[,=]|sha512=|)(.+)$/.exec(value);
    return [name, `${parts?.[1] ?? ''}${change(parts?.[2] ?? '')}`];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}
