/** From a delivery to typed events. */
import { describe, expect, expectTypeOf, it } from 'vitest';
import { readHeader } from '../../../../runtime/core/webhook/delivery.js';
import { equalTexts } from '../../../../runtime/core/webhook/encoding.js';
import { hmac } from '../../../../runtime/core/webhook/hmac.node.js';
import { findIdentifier } from '../../../../runtime/core/webhook/json-body.js';
import { findUser, identify } from '../../../../runtime/core/webhook/parse.js';
import type { Validator } from '../../../../runtime/core/webhook/validator.js';
import { createWebhook, type UnsignedWebhook, type Webhook } from '../../../../runtime/core/webhook/webhook.js';
import { isWebhookError, WebhookError } from '../../../../runtime/core/webhook/webhook-error.js';
import { prefixed, rookData, rookNotification, spikeLegacy, spikeV3, terra, vital } from './schemes.js';
import { outcomeOf } from './verdict.js';

interface Daily {
  readonly type: 'daily';
  readonly steps: number;
}
interface Sleep {
  readonly type: 'sleep';
  readonly hours: number;
}
interface TerraEvents {
  daily: Daily;
  sleep: Sleep;
}

const secret = 'example-signing-secret';
const terraEvents: Webhook<TerraEvents> = createWebhook(hmac, terra, {
  daily: requireNumber('steps'),
  sleep: requireNumber('hours'),
});
const notices: Webhook<{ record_change: object }, 'array'> = createWebhook(hmac, spikeV3, {
  record_change: requireNumber('n'),
});
const notification: UnsignedWebhook<{ notification: object }> = createWebhook(hmac, rookNotification, {
  notification: anything(),
});

describe('receive', () => {
  it('gives a typed event, the verification and the raw body', async () => {
    const body = '{"type":"daily","steps":4200}';
    const request = new Request('https://example.com/', {
      method: 'POST',
      headers: await terraEvents.sign(body, { secret }),
      body,
    });
    const delivery = await terraEvents.receive(request, { secret });
    expect(delivery.event).toEqual({ type: 'daily', body: { type: 'daily', steps: 4200 } });
    expect(delivery.events).toEqual([delivery.event]);
    expect(delivery.verification).toMatchObject({ coverage: 'body', secretIndex: 0 });
    expect(new TextDecoder().decode(delivery.body)).toBe(body);
    expectTypeOf(delivery.event.type).toEqualTypeOf<'daily' | 'sleep'>();
    if (delivery.event.type === 'daily') expectTypeOf(delivery.event.body).toEqualTypeOf<Daily>();
  });

  it('verify leaves a request readable', async () => {
    const body = '{"type":"daily","steps":4200}';
    const request = new Request('https://example.com/', {
      method: 'POST',
      headers: await terraEvents.sign(body, { secret }),
      body,
    });
    await terraEvents.verify(request, { secret });
    expect(await request.text()).toBe(body);
  });

  it('gives all events of an array, and none of an empty one', async () => {
    const receive = async (body: string) =>
      notices.receive({ headers: await notices.sign(body, { secret }), body }, { secret });
    const two = await receive('[{"event_type":"record_change","n":1},{"event_type":"record_change","n":2}]');
    expect(two.events.map((event) => event.body)).toMatchObject([{ n: 1 }, { n: 2 }]);
    const none = await receive('[]');
    expect(none).toMatchObject({ event: undefined, events: [] });
    expectTypeOf(none.event).toEqualTypeOf<{ readonly type: 'record_change'; readonly body: object } | undefined>();
  });

  it('an unsigned webhook takes no secret', async () => {
    const delivery = await notification.receive({ headers: {}, body: '{"action":"x"}' });
    expect(delivery.verification.coverage).toBe('none');
    expect(delivery.event.type).toBe('notification');
    // @ts-expect-error a signed webhook cannot be received without a secret
    expect(await outcomeOf(() => terraEvents.receive({ headers: {}, body: '{}' }))).toBe('missing_secret');
  });

  it.each([
    ['{"type":"unheard"}', 'unknown_event_type'],
    ['{"type":7}', 'unknown_event_type'],
    ['{}', 'unknown_event_type'],
    ['[]', 'unknown_event_type'],
    ['null', 'unknown_event_type'],
    ['{"type":"constructor"}', 'unknown_event_type'],
    ['{"type":"__proto__"}', 'unknown_event_type'],
    ['{"type":"daily"}', 'invalid_payload'],
    ['{"type":"daily"', 'malformed_body'],
    ['', 'malformed_body'],
  ])('the genuine body %s is refused: %s', async (body, want) => {
    expect(
      await outcomeOf(async () =>
        terraEvents.receive({ headers: await terraEvents.sign(body, { secret }), body }, { secret }),
      ),
    ).toBe(want);
  });

  it('tells the issues of a payload and nothing of its values', async () => {
    const body = '{"type":"daily","steps":"heart-of-the-matter"}';
    const attempt = terraEvents.receive({ headers: await terraEvents.sign(body, { secret }), body }, { secret });
    const error: unknown = await attempt.catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      reason: 'invalid_payload',
      issues: [{ path: ['steps'], message: 'Expected a number.' }],
    });
    expect(JSON.stringify([String(error), error])).not.toContain('heart-of-the-matter');
  });

  it('no failure shows the secret, the right signature or the body', async () => {
    const body = '{"type":"heart-of-the-matter"}';
    const right = (await terraEvents.sign(body, { secret }))['terra-signature'] ?? '';
    const forged = { 'terra-signature': right.replace(/v1=.*/, `v1=${'00'.repeat(32)}`) };
    const broken = 'heart-of-the-matter';
    const genuine = await terraEvents.sign(broken, { secret });
    for (const [headers, sent] of [
      [forged, body],
      [{ 'terra-signature': right }, body],
      [{ 'terra-signature': right }, `${body}x`],
      [genuine, broken],
    ] as const) {
      const error: unknown = await terraEvents
        .receive({ headers, body: sent }, { secret })
        .catch((caught: unknown) => caught);
      if (!(error instanceof WebhookError)) throw new Error('expected a WebhookError');
      const shown = `${error.stack ?? ''} ${JSON.stringify(error)} ${String(error.cause)}`;
      for (const hidden of [secret, right.slice(-64), 'heart-of-the-matter']) expect(shown).not.toContain(hidden);
    }
  });
});

describe('parse', () => {
  it('answers for each event, and throws for no shape', () => {
    const body = '[{"event_type":"record_change","n":1},{"event_type":"new"},{"event_type":"record_change"},7]';
    expect(notices.parse({ headers: {}, body }).map((event) => [event.kind, event.type])).toEqual([
      ['event', 'record_change'],
      ['unknown', 'new'],
      ['invalid', 'record_change'],
      ['unknown', undefined],
    ]);
    expect(notices.parse({ headers: {}, body: '{}' })).toMatchObject([{ kind: 'invalid', type: undefined, body: {} }]);
  });

  it('a body without end of nesting is invalid, not a crash', () => {
    const deep = (value: unknown): number => (Array.isArray(value) ? 1 + deep(value[0]) : 0);
    const recursive = createWebhook(hmac, rookNotification, {
      notification: validator<object>((value) => (deep(value) > 0 ? [] : [])),
    });
    const body = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(recursive.parse({ headers: {}, body })).toMatchObject([
      { kind: 'invalid', issues: [{ message: 'The value is nested too deeply.' }] },
    ]);
  });

  it('a validator that answers with a promise lets nothing pass', () => {
    const late = {
      '~standard': { version: 1, vendor: 'late', validate: () => Promise.resolve({ value: {} }) },
    } as unknown as Validator<object>;
    const webhook = createWebhook(hmac, rookNotification, { notification: late });
    expect(webhook.parse({ headers: {}, body: '{}' })).toMatchObject([{ kind: 'invalid' }]);
  });

  it.each([
    ['{"sleep_health":{},"data_structure":"sleep_summary"}', 'sleep_health.sleep_summary'],
    ['{"body_health":{},"data_structure":"heart_rate_event"}', 'body_health.heart_rate_event'],
    ['{"data_structure":"health_score"}', 'health_score'],
    ['{"sleep_health":{}}', undefined],
  ])('a key and a member tell the type of %s', (body, type) => {
    expect(createWebhook(hmac, rookData, {}).parse({ headers: {}, body })).toMatchObject([{ kind: 'unknown', type }]);
  });

  it('a key that only the prototype has does not count', () => {
    const keys = ['constructor', 'toString', 'sleep_health'];
    const definition = {
      ...rookData,
      discriminator: { kind: 'keyAndMember', keys, pointer: '/data_structure' },
    } as const;
    const [event] = createWebhook(hmac, definition, {}).parse({ headers: {}, body: '{"data_structure":"x"}' });
    expect(event).toMatchObject({ kind: 'unknown', type: 'x' });
  });

  it('a header can tell the type', () => {
    const webhook = createWebhook(hmac, prefixed, { note: anything() });
    expect(webhook.parse({ headers: { 'X-Event': 'note' }, body: '3' })).toMatchObject([
      { kind: 'event', type: 'note', body: 3 },
    ]);
    expect(webhook.parse({ headers: {}, body: '3' })).toMatchObject([{ kind: 'unknown', type: undefined }]);
  });
});

describe('pointers', () => {
  it.each([
    ['', 'text', 'text'],
    ['/a~1b', { 'a/b': 'x' }, 'x'],
    ['/a~0b', { 'a~b': 'x' }, 'x'],
    ['/a~01b', { 'a~1b': 'x' }, 'x'],
    ['/', { '': 'x' }, 'x'],
    ['/1', ['a', 'b'], 'b'],
    ['/01', ['a', 'b'], undefined],
    ['/-1', ['a'], undefined],
    ['/length', ['a'], undefined],
    ['/*', [], undefined],
    ['/*/id', [{}, { id: 0 }], '0'],
    ['/*/id', { a: { id: null }, b: { id: 'x' } }, 'x'],
    ['/a/b', { a: 'text' }, undefined],
    ['/id', { id: 1.5 }, undefined],
  ])('%j in %j leads to %j', (pointer, value, want) => {
    expect(findIdentifier(value, pointer)).toBe(want);
  });
});

describe('edges that definitions never reach', () => {
  it('a header without a name is not there', () => {
    expect(readHeader(new Headers({ a: 'b' }), '')).toBeUndefined();
  });

  it('bytes of another length are not equal', () => {
    expect(equalTexts('a', 'ab')).toBe(false);
    expect(equalTexts('ab', 'a')).toBe(false);
    expect(equalTexts('ab', 'aa')).toBe(false);
    expect(equalTexts('ab', 'ab')).toBe(true);
  });
});

describe('identities', () => {
  it('a delivery is told by the first source that has a value', () => {
    expect(identify(vital, { 'Svix-Id': 'msg_1', 'webhook-id': 'msg_2' }, {})).toBe('msg_1');
    expect(identify(vital, { 'webhook-id': 'msg_2' }, {})).toBe('msg_2');
    expect(identify(spikeLegacy, {}, { event_id: 'e-1' })).toBe('e-1');
    expect(identify(spikeLegacy, {}, { event_id: 17 })).toBe('17');
    expect(identify(spikeLegacy, {}, {})).toBeUndefined();
    expect(identify(terra, {}, { event_id: 'e-1' })).toBeUndefined();
  });

  it('a user is told by the first pointer that leads to an id', () => {
    expect(findUser(terra, { user: { user_id: 'u-1' }, new_user: { user_id: 'u-2' } })).toBe('u-1');
    expect(findUser(terra, { user: null, new_user: { user_id: 'u-2' } })).toBe('u-2');
    expect(findUser(terra, { user: { user_id: Number.NaN } })).toBeUndefined();
  });
});

it('a WebhookError of another copy of the package is recognized', () => {
  const foreign = Object.assign(new Error('x'), { name: 'WebhookError', reason: 'malformed_body' });
  expect(isWebhookError(foreign)).toBe(true);
  expect(isWebhookError(new Error('x'))).toBe(false);
  expect(isWebhookError({ name: 'WebhookError', reason: 'malformed_body' })).toBe(false);
});

function validator<T>(check: (value: unknown) => readonly { message: string; path: string[] }[]): Validator<T> {
  const validate = (value: unknown) => {
    const issues = check(value);
    return issues.length === 0 ? { value: value as T } : { issues };
  };
  return { '~standard': { version: 1, vendor: 'test', validate } };
}

function anything(): Validator<object> {
  return validator(() => []);
}

function requireNumber<T>(name: string): Validator<T> {
  return validator((value) =>
    typeof (value as Record<string, unknown>)[name] === 'number'
      ? []
      : [{ message: 'Expected a number.', path: [name] }],
  );
}
