/** The configuration: what it takes, and that no message quotes a value. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rook } from '@hookwright/providers';
import { describe, expect, it } from 'vitest';
import { decide } from '../../runtime/receiver/admission.js';
import { budgetOf } from '../../runtime/receiver/budget.js';
import { buildSources, parseConfig } from '../../runtime/receiver/config.js';
import { loadProviders } from '../../runtime/receiver/providers.js';
import { packageName, signed, temporaryFolder } from './harness.js';

const secrets = {
  RECEIVER_TOKEN: 'a-token-of-some-length',
  TERRA_SECRET: 'terra-secret-of-some-length',
  VITAL_SECRET: `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
};

describe('the configuration', () => {
  it('of the example is taken, with secrets from the environment', async () => {
    const config = parseConfig(readFileSync('examples/receiver/receiver.yaml', 'utf8'), secrets);
    const sources = await buildSources(await loadProviders(packageName), config.sources);
    expect([...sources.keys()]).toEqual(['/webhooks/terra/events/production', '/webhooks/vital/events/production']);
    expect(config.retentionDays).toBe(90);
  });

  it("bounds calls by what the package knows of the provider, by a cautious budget, or by one's own", async () => {
    const providers = await loadProviders(packageName);
    const budgetIn = (text: string) => {
      const [client] = parseConfig(`clients: [{ ${text} }]`, {}).clients;
      return client === undefined ? [] : budgetOf(providers, client);
    };
    const strictest = [
      { requests: 60, seconds: 60 },
      { requests: 10_000, seconds: 86_400 },
    ];
    expect(budgetIn('provider: rook')).toEqual(strictest);
    expect(budgetIn('provider: rook')).toEqual(rook.clientRateLimits.createClient);
    expect(budgetIn('provider: nobody')).toEqual(strictest);
    expect(budgetIn('provider: rook, budget: [{ requests: 5, seconds: 1 }]')).toEqual([{ requests: 5, seconds: 1 }]);
  });

  it('is refused where it is wrong, with the place and without the value', () => {
    const wrong: readonly (readonly [string, RegExp])[] = [
      ['api: { token: my-secret-in-the-file }', /^api\.token/],
      [
        'webhooks: [{ provider: terra, webhook: events, secrets: [my-secret-in-the-file] }]',
        /^webhooks\[0\]\.secrets\[0\]/,
      ],
      ['webhooks: [{ provider: terra, webhook: events, secrets: [{ env: NOT_SET }] }]', /NOT_SET is not set/],
      ['nonsense: my-secret-in-the-file', /has no key nonsense/],
      ['limits: { memoryMb: my-secret-in-the-file }', /^limits\.memoryMb/],
    ];
    for (const [text, message] of wrong) {
      expect(() => parseConfig(text, {}), text).toThrow(message);
      try {
        parseConfig(text, {});
      } catch (error) {
        expect(String(error)).not.toContain('my-secret');
      }
    }
  });

  it('needs a secret for each signed webhook and a long token for the others', async () => {
    const providers = await loadProviders(packageName);
    const unsigned = parseConfig('webhooks: [{ provider: rook, webhook: notification }]', {});
    await expect(buildSources(providers, unsigned.sources)).rejects.toThrow(/pathToken/);
    const signed = parseConfig('webhooks: [{ provider: terra, webhook: events }]', {});
    await expect(buildSources(providers, signed.sources)).rejects.toThrow(/secret/);
    const malformed = parseConfig('webhooks: [{ provider: vital, webhook: events, secrets: [{ env: A }] }]', {
      A: 'whsec_too-short',
    });
    await expect(buildSources(providers, malformed.sources)).rejects.toThrow(/^vital\/events\/production: .*secret 0/i);
  });

  it('takes several secrets of an environment at once, from variables and files, and none of another', async () => {
    const folder = temporaryFolder();
    try {
      const file = join(folder.path, 'old');
      writeFileSync(file, 'the-old-secret-of-terra\n');
      const text = `webhooks:
  - { provider: terra, webhook: events, environment: production, secrets: [{ env: NEW }, { file: ${file} }] }
  - { provider: terra, webhook: events, environment: sandbox, secrets: [{ env: SANDBOX }] }`;
      const variables = { NEW: 'the-new-secret-of-terra', SANDBOX: 'a-secret-of-the-sandbox' };
      const sources = await buildSources(await loadProviders(packageName), parseConfig(text, variables).sources);
      const kindOf = async (environment: string, secret: string): Promise<string> => {
        const { headers, body } = await signed('terra', 'events', { type: 'auth' }, { secret });
        const source = sources.get(`/webhooks/terra/events/${environment}`);
        return source === undefined ? '' : decide(source, headers, Buffer.from(body), Date.now()).kind;
      };
      expect(await kindOf('production', variables.NEW)).toBe('genuine');
      expect(await kindOf('production', 'the-old-secret-of-terra')).toBe('genuine');
      expect(await kindOf('production', variables.SANDBOX)).toBe('refused');
      expect(await kindOf('sandbox', variables.SANDBOX)).toBe('genuine');
      expect(await kindOf('sandbox', variables.NEW)).toBe('refused');
    } finally {
      folder.remove();
    }
  });
});
