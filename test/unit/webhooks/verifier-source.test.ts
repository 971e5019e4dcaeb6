/** Verifiers printed for one scheme answer as the one that reads schemes from data, and hold nothing of other schemes. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { GeneratedFile } from '../../../generator/emit/emitter.js';
import { printCompactVerifiers } from '../../../generator/emit/webhooks/compact-verifiers.js';
import { printVerifier } from '../../../generator/emit/webhooks/verifier-source.js';
import type { SignatureScheme, WebhookDefinition } from '../../../runtime/core/webhook/definition.js';
import type { DeliveryInput } from '../../../runtime/core/webhook/delivery.js';
import { hmac } from '../../../runtime/core/webhook/hmac.node.js';
import { signDelivery } from '../../../runtime/core/webhook/sign.js';
import type { Verification, VerifyOptions } from '../../../runtime/core/webhook/verify.js';
import { verifyDelivery } from '../../../runtime/core/webhook/verify.js';
import { readDelivery } from '../../../runtime/core/webhook/delivery.js';
import { isWebhookError } from '../../../runtime/core/webhook/webhook-error.js';
import { now, prefixed, rookData, schemes, spikeLegacy, spikeV3, terra, vital } from '../runtime/webhook/schemes.js';
import { bundle, compile, type Exports } from '../validators/compile.js';

type Verify = (delivery: DeliveryInput, options: VerifyOptions) => Promise<Verification>;

const at = now * 1000;
const textSecret = 'example-signing-secret';
const base64Secret = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX';
const base = terra.signature;

/** Every way in which a part of a scheme can be, each at least once. */
const variants: readonly SignatureScheme[] = [
  ...[rookData, vital, spikeLegacy, spikeV3, terra, prefixed].map(({ signature }) => signature),
  { ...base, hash: 'sha1' },
  { ...base, hash: 'sha512', encoding: 'base64', toleranceSeconds: undefined },
  { ...base, content: [{ kind: 'body' }], toleranceSeconds: undefined },
  { ...base, keyPrefix: 'key_' },
  { ...vital.signature, hash: 'sha1', keyPrefix: undefined },
  { ...vital.signature, encoding: 'hex', content: [{ kind: 'timestamp' }, { kind: 'body' }, { kind: 'id' }] },
  { ...prefixed.signature, hash: 'sha256', encoding: 'base64', form: { kind: 'digest', prefix: "it's=`${1}" } },
  {
    ...prefixed.signature,
    content: [{ kind: 'text', text: "a'`\\\n" }, { kind: 'body' }, { kind: 'member', pointers: ['/none', '/a~1b/*'] }],
  },
];

/** Schemes that none of these has, of which a bundle's verifiers have functions of their own. */
const further: readonly SignatureScheme[] = [
  { ...vital.signature, keyPrefix: 'a.b+' },
  { ...base, headers: { ...base.headers, signature: ['x-one'] } },
  { ...base, content: [{ kind: 'member', pointers: ['/none/x', '/metadata/x', '/*/x'] }], toleranceSeconds: undefined },
  { ...base, content: [{ kind: 'member', pointers: ['/none', '/event_id'] }], toleranceSeconds: undefined },
];

let exports: Exports;
let compact: Exports;

beforeAll(async () => {
  const files = variants.map((signature, index) => toFile(signature, `verify${index}`));
  exports = await compile(files.map(({ path }) => `export * from '/${path.replace('.ts', '.js')}';`).join('\n'), files);
  const webhooks = [...variants, ...further].map((signature, index) => ({ name: `scheme${index}`, signature }));
  compact = await compile("export * from '/src/demo/compact/verifiers.js';", [
    printCompactVerifiers({ name: 'demo', webhooks }),
  ]);
});

describe.each(variants.map((signature, index) => [index, signature] as const))(
  'printed verifier %i',
  (index, signature) => {
    const definition: WebhookDefinition = { ...terra, signature };
    const bare = base64Secret.slice(signature.keyPrefix === undefined ? 'whsec_'.length : 0);
    const secret = signature.key === 'base64' ? bare : textSecret;
    const otherSecret = signature.key === 'base64' ? bare.replace('AAEC', 'AQID') : 'another-signing-secret';
    const bodies = [
      ...schemes.map((scheme) => scheme.body('é')),
      '{"a/b":{"x":"deep"},"event_id":"e","client_uuid":"c","user_id":"u","metadata":{"datetime_string":"d"}}',
      'no json',
    ];

    it('answers as the general one, for genuine and changed deliveries', async () => {
      const verify = exports[`verify${index}`] as Verify;
      const seen = new Set<string>();
      for (const body of bodies) {
        const headers = await signDelivery(hmac, definition, body, { secret: secret.trim(), now: at }).catch(
          () => ({}),
        );
        for (const delivery of changes(headers, body)) {
          for (const options of settings(secret, otherSecret)) {
            const answer = await answerOf(async () => verify(delivery(), options));
            const general = async () => verifyDelivery(hmac, definition, await readDelivery(delivery(), true), options);
            expect(answer).toEqual(await answerOf(general));
            seen.add(typeof answer === 'string' ? answer.split(':', 1).join() : 'ok');
          }
        }
      }
      expect([...seen].sort()).toEqual(
        expect.arrayContaining(['malformed_header', 'missing_header', 'missing_secret', 'ok']),
      );
      expect(seen.has('timestamp_out_of_tolerance')).toBe(signature.toleranceSeconds !== undefined);
    });
  },
);

describe.each([...variants, ...further].map((signature, index) => [index, signature] as const))(
  'compact verifier %i',
  (index, signature) => {
    const definition: WebhookDefinition = { ...terra, signature };
    const prefix = signature.keyPrefix ?? '';
    const plain = signature.key === 'base64' ? base64Secret.slice('whsec_'.length) : textSecret;
    const secret = prefix + plain;
    const otherSecret =
      prefix + (signature.key === 'base64' ? plain.replace('AAEC', 'AQID') : 'another-signing-secret');
    const bodies = [
      ...schemes.map((scheme) => scheme.body('é\ud800')),
      '{"a/b":{"x":"deep"},"event_id":"e","client_uuid":"c","user_id":"u","metadata":{"datetime_string":"d","x":7}}',
      '{"event_id":"","client_uuid":["c"],"user_id":null,"a":"text","b":[{"x":"here"}]}',
      '"text"',
      'null',
      'no json',
    ];

    it('answers requests as the general one answers them', async () => {
      const verify = compact[`verifyScheme${index}`] as (
        request: Request,
        options: VerifyOptions,
      ) => Promise<Verification>;
      const seen = new Set<string>();
      for (const body of bodies) {
        const headers = await signDelivery(hmac, definition, body, { secret, now: at }).catch(() => ({}));
        for (const [place, request] of requests(headers, body).entries()) {
          const many = [...settings(secret, otherSecret), ...(place < 2 ? badSecrets(secret, prefix) : [])];
          for (const options of many.filter((_, each) => place < 2 || each % 3 === place % 3)) {
            const answer = await answerOf(async () => verify(request(), options));
            const general = async () => verifyDelivery(hmac, definition, await readDelivery(request(), true), options);
            const wanted = await answerOf(general);
            // A signature that is too long is told as any that is malformed.
            expect(answer).toEqual(typeof wanted === 'string' ? wanted.replace(': length', ': signature') : wanted);
            seen.add(typeof answer === 'string' ? answer.split(':', 1).join() : 'ok');
          }
        }
      }
      expect([...seen].sort()).toEqual(
        expect.arrayContaining([
          ...['malformed_header', 'malformed_secret', 'missing_header', 'missing_secret', 'ok'],
          ...['signature_mismatch', 'unreadable_body'],
        ]),
      );
      expect(seen.has('timestamp_out_of_tolerance')).toBe(signature.toleranceSeconds !== undefined);
      expect(seen.has('malformed_body')).toBe(signature.content.some(({ kind }) => kind === 'member'));
    });

    it('leaves the request to be read, and refuses a header of more than 4,096 characters', async () => {
      const verify = compact[`verifyScheme${index}`] as (
        request: Request,
        options: VerifyOptions,
      ) => Promise<Verification>;
      const body = schemes[0]?.body('x').replace('{', '{"event_id":"e","a/b":{"x":"y"},') ?? '';
      const id = 'i'.repeat(5000);
      const headers = await signDelivery(hmac, definition, body, { secret, now: at, id });
      const request = new Request('https://example.com/', { method: 'POST', headers, body });
      const answer = await answerOf(async () => verify(request, { secret, now: at }));
      expect(await request.text()).toBe(body);
      if (Object.values(headers).includes(id)) expect(answer).toMatch(/^malformed_header/);
      else expect(answer).toMatchObject({ kind: 'hmac', coverage: signature.coverage, secretIndex: 0 });
      const name = signature.headers.signature[0] ?? '';
      const long = { ...headers, [name]: `${headers[name] ?? ''}${' ,'.repeat(2100)}x` };
      const other = new Request('https://example.com/', {
        method: 'POST',
        headers: { ...long, ...shortId(headers, id) },
        body,
      });
      expect(await answerOf(async () => verify(other, { secret, now: at }))).toMatch(/^malformed_header/);
    });
  },
);

it('a bundle has the functions of its own scheme only', async () => {
  const texts = await Promise.all(
    [spikeV3, terra, vital].map(async ({ signature }) =>
      bundle(`export * from '/src/demo/verify.js';`, [toFile(signature, 'verify')], true),
    ),
  );
  const [plain = '', pairs = '', versions = ''] = texts;
  for (const text of texts) expect(text).not.toContain('JSON');
  expect([plain, pairs, versions].map((text) => text.includes('seconds') || text.includes('s old'))).toEqual([
    false,
    true,
    true,
  ]);
  expect([plain, pairs, versions].map((text) => text.includes('atob'))).toEqual([false, false, true]);
  expect([plain, pairs, versions].map((text) => text.length < 3600)).toEqual([true, true, true]);
});

function toFile(signature: SignatureScheme, name: string): GeneratedFile {
  const { statements, names } = printVerifier(signature);
  const content = [
    `import { hmacText } from '../runtime/webhook/hmac.web.js';`,
    ...[...names].map(([file, list]) => `import { ${list.join(', ')} } from '../runtime/webhook/${file}.js';`),
    `export async function ${name}(delivery, options) {`,
    ...statements,
    '}',
  ].join('\n');
  return { path: `src/demo/${name}.ts`, content };
}

/** A delivery and what may have become of it on its way. */
function changes(headers: Record<string, string>, body: string): readonly (() => DeliveryInput)[] {
  const names = Object.keys(headers);
  const altered = names.flatMap((name) => {
    const value = headers[name] ?? '';
    const others = [
      `${value},${value}`,
      value.toUpperCase(),
      value.slice(0, -2),
      `${value.slice(0, -1)}0`,
      '',
      ' ',
      '1',
    ];
    return [...others, `${value} ${value}`, `x${value}`, value.repeat(40)].map((text) => ({
      ...headers,
      [name]: text,
    }));
  });
  const missing = names.map((name) => Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name)));
  const sent = [headers, ...altered, ...missing];
  return [
    ...sent.map((some) => () => ({ headers: some, body })),
    () => ({ headers: new Headers(headers), body: new TextEncoder().encode(body) }),
    () => ({ headers: Object.entries(headers)[Symbol.iterator](), body }),
    () => ({ headers, body: `${body} ` }),
    () => new Request('https://example.com/', { method: 'POST', headers, body }),
  ];
}

/** As {@link changes}, as requests; what cannot be sent as a header is left out. */
function requests(headers: Record<string, string>, body: string): readonly (() => Request)[] {
  const kept = changes(headers, body).flatMap((delivery) => {
    const input = delivery();
    if (input instanceof Request) return [];
    try {
      return [{ headers: new Headers(input.headers as Record<string, string>), body: input.body as string }];
    } catch {
      return [];
    }
  });
  const post = (init: RequestInit): Request => new Request('https://example.com/', { method: 'POST', ...init });
  const read = (): Request => {
    const request = post({ headers, body });
    void request.text();
    return request;
  };
  return [read, ...kept.map((init) => () => post(init)), () => post({ headers })];
}

/** What secrets should not be. */
function badSecrets(secret: string, prefix: string): readonly VerifyOptions[] {
  const wrong = [undefined, '', [''], [secret, ''], `${secret} `, [secret, ` ${secret}`], prefix, `${prefix}AAAA`, '%'];
  return wrong.map((some) => ({ secret: some as string, now: at }));
}

function shortId(headers: Record<string, string>, id: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === id ? [[name, 'i']] : [])));
}

function settings(secret: string, otherSecret: string): readonly VerifyOptions[] {
  return [
    { secret, now: at },
    { secret: [otherSecret, secret], now: at + 299_000 },
    { secret, now: at - 301_000 },
    { secret: otherSecret, now: at },
    { secret: ` ${secret}`, now: at },
    { secret: [], now: at },
  ];
}

async function answerOf(run: () => Promise<Verification>): Promise<Verification | string> {
  try {
    return await run();
  } catch (error) {
    if (isWebhookError(error)) return `${error.reason}: ${error.message}`;
    throw error;
  }
}
