/** The receiver's verification, which works out once what is the same for all deliveries, says what the package's says. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSource } from '../../runtime/receiver/providers.js';
import { createVerifier } from '../../runtime/receiver/verifier.js';
import { verifySync } from '../../runtime/core/webhook/verify.node.js';
import type { WebhookDefinition } from '../../runtime/core/webhook/definition.js';
import { isWebhookError } from '../../runtime/core/webhook/webhook-error.js';
import { testConfig } from './harness.js';

const { config, providers } = await testConfig('');
const signedSources = config.sources
  .filter(({ secrets }) => secrets.length > 0)
  .map((settings) => createSource(providers, settings, settings));
const now = 1_780_000_000_000;

/** A body with the members that are signed. */
function bodyOf({ signature }: WebhookDefinition): Buffer {
  const content = signature.kind === 'hmac' ? signature.content : [];
  const members = content.flatMap((part) => (part.kind === 'member' ? part.pointers : []));
  const nested = members.map((pointer) =>
    pointer
      .split('/')
      .slice(1)
      .reduceRight<unknown>((value, name) => ({ [name]: value }), 'a text'),
  );
  return Buffer.from(JSON.stringify(Object.assign({}, ...nested)));
}

/** What came of it: the verification, or the reason of its refusal. */
function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (isWebhookError(error)) return error.reason;
    throw error;
  }
}

/** Changes to a header, of the kinds that its reading has to tell apart. */
const change: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc.constant((text: string) => text),
  fc.constant((text: string) => text.toUpperCase()),
  fc.constant((text: string) => `${text},${text}`),
  fc.constant((text: string) => text.replace(',', ' , ')),
  fc.constant((text: string) => text.split(',').reverse().join(',')),
  fc.tuple(fc.nat(200), fc.nat(3), fc.string({ maxLength: 3 })).map(
    ([at, length, put]) =>
      (text: string) =>
        text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + length),
  ),
);

for (const source of signedSources)
  it(`${source.name} is verified, or refused, for the same reason as by the package`, async () => {
    const { definition } = source.webhook;
    const body = bodyOf(definition);
    const signed = await source.webhook.sign(body, { secret: source.secrets, now });
    const verify = createVerifier(definition, source.secrets);
    let genuine = 0;
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(signed)), change, (name, apply) => {
        const headers = { ...signed, [name]: apply(signed[name] ?? '') };
        const own = outcome(() => verify(headers, body, now));
        expect(own).toEqual(outcome(() => verifySync(definition, { headers, body }, { secret: source.secrets, now })));
        if (typeof own === 'object') genuine += 1;
      }),
      { numRuns: 300 },
    );
    expect(genuine).toBeGreaterThan(0);
  });
