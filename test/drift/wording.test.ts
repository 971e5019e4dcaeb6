/** What a line says of what was and what is, where numbers or names alone would not tell. */
import { describe, expect, test } from 'vitest';

import { diffProviders } from '../../generator/diff/diff-providers.js';
import { documentProvider } from '../../generator/diff/document.js';
import type { ProviderIR } from '../../generator/ir/ir.js';
import type { Schema } from '../../generator/schema.js';
import { providerOf } from './schema-provider.js';

function told(before: ProviderIR, after: ProviderIR): readonly string[] {
  return diffProviders(before, after).map(({ message }) => message);
}

describe('a list', () => {
  const list: Schema = { type: 'array', items: { type: 'number' } };
  const positions = (count: number): Schema => ({
    type: 'array',
    prefixItems: Array.from({ length: count }, (): Schema => ({ type: 'number' })),
  });
  const between = (before: Schema, after: Schema): readonly string[] =>
    told(providerOf({ Place: before }), providerOf({ Place: after }));

  test('that gets positions had items of one kind', () => {
    expect(between(list, positions(2))).toEqual([
      'List has other positions: Place (items of one kind before, 2 positions now)',
    ]);
    expect(between(positions(1), list)).toEqual([
      'List has other positions: Place (1 position before, items of one kind now)',
    ]);
  });

  test('that has more positions says how many', () => {
    expect(between(positions(2), positions(3))).toEqual([
      'List has other positions: Place (2 positions before, 3 positions now)',
    ]);
  });
});

describe('webhooks', () => {
  const document = (keys: readonly string[]): ProviderIR => {
    const body = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } } };
    const webhooks = Object.fromEntries(keys.map((key) => [key, { post: { requestBody: body } }]));
    const schemas = { Note: { type: 'object', properties: { id: { type: 'string' } } } };
    return documentProvider(
      { openapi: '3.1.0', info: {}, paths: {}, webhooks, components: { schemas } },
      'openapi.yaml',
    ).value;
  };

  test('that come or go are told with their event types', () => {
    const [none, two] = [document([]), document(['removed', 'added'])];
    expect(told(none, two)).toEqual(['Webhook added: webhooks (event types added, removed)']);
    expect(told(two, none)).toEqual(['Webhook removed: webhooks (event types added, removed)']);
  });

  test('name twelve event types and count the rest', () => {
    const many = Array.from({ length: 14 }, (_, index) => `e${String.fromCharCode(97 + index)}`);
    expect(told(document([]), document(many))).toEqual([
      'Webhook added: webhooks (event types ea, eb, ec, ed, ee, ef, eg, eh, ei, ej, ek, el and 2 more)',
    ]);
    expect(told(document([]), document(['only']))).toEqual(['Webhook added: webhooks (event type only)']);
  });
});
