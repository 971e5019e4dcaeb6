/** Rules of verification that no published vector covers. Both builds. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { WebhookManifest } from '../../../../generator/manifest/manifest.js';
import type { WebhookDefinition } from '../../../../runtime/core/webhook/definition.js';
import { hmac as nodeHmac } from '../../../../runtime/core/webhook/hmac.node.js';
import { signDelivery } from '../../../../runtime/core/webhook/sign.js';
import { verifySync } from '../../../../runtime/core/webhook/verify.node.js';
import { verifyDelivery, type VerifyOptions } from '../../../../runtime/core/webhook/verify.js';
import { builds, now, rookData, rookNotification, schemes, spikeLegacy, spikeV3, terra, vital } from './schemes.js';
import { outcomeOf, verdict } from './verdict.js';

const secret = 'example-signing-secret';
const base64Secret = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX';
const at = now * 1000;
const empty = new Uint8Array(0);

it('takes what the manifest says of a webhook as it is', () => {
  expectTypeOf<Pick<WebhookManifest, Exclude<keyof WebhookDefinition, 'provider'>>>().toExtend<
    Omit<WebhookDefinition, 'provider'>
  >();
  expectTypeOf<WebhookDefinition['signature']>().toExtend<WebhookManifest['signature']>();
});

describe.each(builds)('verification on %s', (_build, hmac) => {
  const verify = (
    definition: WebhookDefinition,
    headers: Record<string, string>,
    body: string,
    options: VerifyOptions,
  ) => verdict(hmac, definition, { headers, body }, options);

  it.each(schemes)('$name says what was verified', async ({ definition, secret: key, otherSecret, body: bodyOf }) => {
    const body = bodyOf('');
    const headers = await signDelivery(hmac, definition, body, { secret: key, now: at, id: 'msg_1' });
    const delivery = { headers, body: Buffer.from(body) };
    const verification = await verifyDelivery(hmac, definition, delivery, { secret: [otherSecret, key], now: at });
    expect(verification).toEqual({
      kind: 'hmac',
      coverage: definition.signature.coverage,
      secretIndex: 1,
      timestamp: definition.signature.toleranceSeconds === undefined ? undefined : now,
      id: 'svix-id' in headers ? 'msg_1' : undefined,
    });
    expect(verifySync(definition, delivery, { secret: [otherSecret, key], now: at })).toEqual(verification);
  });

  it('an unsigned webhook covers nothing and asks for no secret', async () => {
    const want = { kind: 'none', coverage: 'none', secretIndex: undefined, timestamp: undefined, id: undefined };
    expect(await verifyDelivery(hmac, rookNotification, { headers: {}, body: empty }, undefined)).toEqual(want);
    expect(verifySync(rookNotification, { headers: {}, body: empty })).toEqual(want);
    expect(await signDelivery(hmac, rookNotification, '{}', undefined)).toEqual({});
  });

  it.each([
    [-301, 'timestamp_out_of_tolerance'],
    [-300, 'ok'],
    [0, 'ok'],
    [300, 'ok'],
    [300.999, 'ok'],
    [301, 'timestamp_out_of_tolerance'],
  ] as const)('a delivery %s s old: %s', async (age, want) => {
    const headers = await signDelivery(hmac, terra, '{}', { secret, now: at });
    expect(await verify(terra, headers, '{}', { secret, now: at + age * 1000 })).toBe(want);
    expect(await verify(terra, headers, '{}', { secret, now: new Date(at + age * 1000) })).toBe(want);
  });

  it('the tolerance can be changed, and what is not a number refuses', async () => {
    const headers = await signDelivery(hmac, terra, '{}', { secret, now: at });
    const outcome = (toleranceSeconds: number, later: number) =>
      verify(terra, headers, '{}', { secret, now: at + later, toleranceSeconds });
    expect(await outcome(10, 11_000)).toBe('timestamp_out_of_tolerance');
    expect(await outcome(1000, 900_000)).toBe('ok');
    expect(await outcome(Infinity, 9e11)).toBe('ok');
    expect(await outcome(Number.NaN, 0)).toBe('timestamp_out_of_tolerance');
    expect(await outcome(300, Number.NaN)).toBe('timestamp_out_of_tolerance');
    expect(await outcome(-1, 0)).toBe('timestamp_out_of_tolerance');
  });

  it('a forged delivery is a mismatch whatever its time', async () => {
    const headers = await signDelivery(hmac, terra, '{}', { secret: 'another', now: at - 9e8 });
    expect(await verify(terra, headers, '{}', { secret, now: at })).toBe('signature_mismatch');
  });

  it.each(schemes)('$name names the header that is missing', async ({ definition, secret: key, body: bodyOf }) => {
    const headers = await signDelivery(hmac, definition, bodyOf(''), { secret: key, now: at });
    for (const name of Object.keys(headers)) {
      const { [name]: _gone, ...rest } = headers;
      const attempt = verifyDelivery(
        hmac,
        definition,
        { headers: rest, body: Buffer.from(bodyOf('')) },
        { secret: key, now: at },
      );
      await expect(attempt).rejects.toThrow(
        expect.objectContaining({ reason: 'missing_header', message: expect.stringContaining(name) }),
      );
    }
  });

  it('roles of two header families never mix, and the complete family counts', async () => {
    const branded = await signDelivery(hmac, vital, '{}', { secret: base64Secret, now: at, id: 'msg_1' });
    const twins = Object.fromEntries(
      Object.entries(branded).map(([name, value]) => [name.replace('svix', 'webhook'), value]),
    );
    const options = { secret: base64Secret, now: at };
    expect(await verify(vital, twins, '{}', options)).toBe('ok');
    const { 'svix-id': _id, ...incomplete } = branded;
    expect(await verify(vital, { ...incomplete, 'webhook-id': 'msg_1' }, '{}', options)).toBe('missing_header');
    expect(await verify(vital, { ...incomplete, ...twins }, '{}', options)).toBe('ok');
    expect(await verify(vital, { ...branded, 'webhook-id': 'msg_2' }, '{}', options)).toBe('ok');
  });

  it('headers come as Headers, records, lists, pairs, maps and iterators, in any case', async () => {
    const headers = await signDelivery(hmac, vital, '{}', { secret: base64Secret, now: at });
    const upper = Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value] as const);
    const lists = Object.fromEntries(upper.map(([name, value]) => [name, [value]]));
    const forms = [
      new Headers(headers),
      headers,
      Object.fromEntries(upper),
      lists,
      upper,
      new Map(upper),
      Object.entries(headers).values(),
    ];
    for (const form of forms) {
      expect(await verdict(hmac, vital, { headers: form, body: '{}' }, { secret: base64Secret, now: at })).toBe('ok');
    }
  });

  it('an empty id is malformed even where it is signed so', async () => {
    const headers = await signDelivery(hmac, vital, '{}', { secret: base64Secret, now: at, id: '' });
    expect(await verify(vital, headers, '{}', { secret: base64Secret, now: at })).toBe('malformed_header');
  });

  it('repeated signature headers count like one with all of them', async () => {
    const right = await signDelivery(hmac, vital, '{}', { secret: base64Secret, now: at });
    const digest = right['svix-signature'] ?? '';
    const wrong = `v1,${'A'.repeat(43)}=`;
    for (const list of [
      [wrong, digest],
      [digest, wrong],
    ]) {
      expect(
        await verdict(
          hmac,
          vital,
          { headers: { ...right, 'svix-signature': list }, body: '{}' },
          { secret: base64Secret, now: at },
        ),
      ).toBe('ok');
    }
    const mixed = [
      ...Object.entries(right).filter(([name]) => name !== 'svix-signature'),
      ['Svix-Signature', wrong],
      ['svix-signature', digest],
    ] as [string, string][];
    expect(await verdict(hmac, vital, { headers: mixed, body: '{}' }, { secret: base64Secret, now: at })).toBe('ok');
    const bare = await signDelivery(hmac, spikeV3, '[]', { secret });
    const both = { 'x-body-signature': ['00'.repeat(32), bare['x-body-signature'] ?? ''] };
    expect(await verdict(hmac, spikeV3, { headers: both, body: '[]' }, { secret })).toBe('ok');
  });

  it('headers without a value, inherited ones and no headers at all are missing headers', async () => {
    const inherited = Object.create({ 'x-body-signature': '00'.repeat(32) }) as Record<string, string>;
    for (const headers of [{ 'x-body-signature': undefined }, inherited, null, undefined, 'x', 7]) {
      const delivery = { headers: headers as Record<string, string>, body: '[]' };
      expect(await verdict(hmac, spikeV3, delivery, { secret })).toBe('missing_header');
    }
  });

  it('takes 16 signatures and 4096 characters of a header, no more', async () => {
    const headers = await signDelivery(hmac, terra, '{}', { secret, now: at });
    const header = headers['terra-signature'] ?? '';
    const wrong = `,v1=${'00'.repeat(32)}`;
    const check = (value: string) => verify(terra, { 'terra-signature': value }, '{}', { secret, now: at });
    expect(await check(header.replace(',', `${wrong.repeat(15)},`))).toBe('ok');
    expect(await check(header.replace(',', `${wrong.repeat(16)},`))).toBe('malformed_header');
    expect(await check(header + ','.repeat(4096 - header.length))).toBe('ok');
    expect(await check(header + ','.repeat(4097 - header.length))).toBe('malformed_header');
  });

  it.each([
    ['no list', []],
    ['an empty text', ''],
    ['an empty text in a list', [secret, '']],
    ['undefined', undefined as unknown as string],
  ] as const)('a missing secret is told as such: %s', async (_name, key) => {
    const headers = await signDelivery(hmac, spikeV3, '[]', { secret });
    expect(await verify(spikeV3, headers, '[]', { secret: key })).toBe('missing_secret');
  });

  it.each([
    ['white space before', ` ${base64Secret}`],
    ['a line end after', `${base64Secret}\n`],
    ['white space inside', 'whsec_AAEC AwQFBgcICQoLDA0ODxAR'],
    ['15 bytes', `whsec_${Buffer.alloc(15, 1).toString('base64')}`],
    ['only the prefix', 'whsec_'],
    ['not base64', 'whsec_!!!!!!!!!!!!!!!!!!!!!!!!'],
    ['the alphabet for addresses', `whsec_${Buffer.alloc(24, 0xff).toString('base64url')}`],
    ['wrong padding', `${base64Secret}=`],
    ['stray bits', `whsec_${'A'.repeat(22)}B`],
  ])('a malformed secret fails without being shown: %s', async (_name, key) => {
    const attempt = verifyDelivery(hmac, vital, { headers: {}, body: empty }, { secret: [base64Secret, key], now: at });
    const error: unknown = await attempt.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ reason: 'malformed_secret' });
    expect(String(error)).not.toContain(key.trim().replace('whsec_', '') || 'whsec_');
  });

  it.each([' ', '\n', '\t', '\u00a0'])('a text secret with %j around it is malformed', async (space) => {
    for (const key of [`${secret}${space}`, `${space}${secret}`]) {
      expect(await verify(spikeV3, {}, '[]', { secret: key })).toBe('malformed_secret');
    }
  });

  it('a text secret that is only its prefix is malformed', async () => {
    const definition = { ...spikeV3, signature: { ...spikeV3.signature, keyPrefix: 'key_' } };
    expect(await verify(definition, {}, '[]', { secret: 'key_' })).toBe('malformed_secret');
    expect(await verify(definition, {}, '[]', { secret: 'key_x' })).toBe('missing_header');
  });

  it('takes base64 secrets with and without prefix and padding', async () => {
    const key = Buffer.alloc(16, 7).toString('base64');
    const headers = await signDelivery(hmac, vital, '{}', { secret: key, now: at });
    for (const form of [key, `whsec_${key}`, key.replace(/=+$/, ''), `whsec_${key.replace(/=+$/, '')}`]) {
      expect(await verify(vital, headers, '{}', { secret: form, now: at })).toBe('ok');
    }
  });

  it.each([
    '{}',
    '{"event_id":7}',
    '{"event_id":null}',
    '{"event_id":""}',
    '{"event_id":{}}',
    '[]',
    '3',
    'null',
    'not json',
    '{"__proto__":{"event_id":"x"}}',
  ])('a signed member that is no text makes the body malformed: %s', async (body) => {
    const headers = { 'x-spike-signature': '00'.repeat(32) };
    expect(await verify(spikeLegacy, headers, body, { secret })).toBe('malformed_body');
  });

  it('names of the prototype lead nowhere', async () => {
    const scheme = {
      ...spikeLegacy.signature,
      content: [{ kind: 'member', pointers: ['/constructor/name', '/data/length', '/toString'] }],
    } as const;
    const headers = { 'x-spike-signature': '00'.repeat(32) };
    expect(await verify({ ...spikeLegacy, signature: scheme }, headers, '{"data":["x"]}', { secret })).toBe(
      'malformed_body',
    );
  });

  it('a wildcard takes the first place that has a text', async () => {
    const body = (first: string) =>
      JSON.stringify({
        client_uuid: 'c',
        user_id: 'u',
        extra: 1,
        body_health: {
          events: { e: [{ metadata: { datetime_string: first } }, { metadata: { datetime_string: 'later' } }] },
        },
      });
    const headers = await signDelivery(hmac, rookData, body('early'), { secret });
    expect(headers).toEqual({
      'x-rook-hash': Buffer.from(nodeHmac('sha256', secret, ['cuearly'])).toString('hex'),
    });
    expect(await verify(rookData, headers, body('early'), { secret })).toBe('ok');
    expect(await verify(rookData, headers, body('other'), { secret })).toBe('signature_mismatch');
  });

  it('signs with each secret where the header has room, and derives the id from the body', async () => {
    const rotated = await signDelivery(hmac, terra, '{}', { secret: ['old-secret', secret], now: at });
    for (const key of ['old-secret', secret])
      expect(await verify(terra, rotated, '{}', { secret: key, now: at })).toBe('ok');
    const ids = await Promise.all(
      ['{}', '{}', '[]'].map(
        async (body) => (await signDelivery(hmac, vital, body, { secret: base64Secret }))['svix-id'],
      ),
    );
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
    expect(await outcomeOf(() => signDelivery(hmac, spikeLegacy, '{}', { secret }))).toBe('malformed_body');
  });
});
