/** Ways to authenticate, where a document lets its callers choose among several. */
import { describe, expect, test } from 'vitest';

import { diffProviders } from '../../generator/diff/diff-providers.js';
import { documentProvider } from '../../generator/diff/document.js';
import type { JsonObject } from '../../generator/schema.js';

const schemes = {
  Key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
  Caller: { type: 'apiKey', in: 'header', name: 'caller-id' },
  Token: { type: 'http', scheme: 'bearer' },
};

type Way = Readonly<Partial<Record<keyof typeof schemes, readonly []>>>;

function told(before: readonly Way[], after: readonly Way[]): readonly string[] {
  const document = (security: readonly Way[]): JsonObject => ({
    openapi: '3.1.0',
    info: {},
    paths: {},
    security,
    components: { securitySchemes: schemes },
  });
  const [from, to] = [before, after].map((security) => documentProvider(document(security), 'openapi.yaml').value);
  return from === undefined || to === undefined
    ? []
    : diffProviders(from, to).map(({ message, sender }) => `${sender ?? ''}: ${message}`);
}

const [key, caller, token]: readonly [Way, Way, Way] = [{ Key: [] }, { Caller: [] }, { Token: [] }];

describe('ways to authenticate', () => {
  test('are all told where there are several', () => {
    expect(told([], [key, caller])).toEqual([
      'breaking: Way to authenticate changed: main (none before, header x-api-key or header caller-id now)',
    ]);
    expect(told([key, caller], [{ Key: [], Caller: [] }])).toEqual([
      'breaking: Way to authenticate changed: main (header x-api-key or header caller-id before, headers caller-id and x-api-key now)',
    ]);
  });

  test('break a sender where one of them is gone, although another is left', () => {
    expect(told([key, token], [key])).toEqual([
      'breaking: Way to authenticate changed: main (header x-api-key or bearer token before, header x-api-key now)',
    ]);
  });

  test('break nobody where one more is accepted', () => {
    expect(told([key], [token, key])).toEqual(['additive: Another way to authenticate: main (bearer token)']);
    expect(told([key], [key, {}])).toEqual(['additive: Another way to authenticate: main (none)']);
  });

  test('are the same in whatever order', () => {
    expect(told([key, token], [token, key])).toEqual([]);
  });
});
