/** A type that is nothing but another name for a second one: what the second is, the first is too. */
import { describe, expect, test } from 'vitest';

import { diffProviders } from '../../generator/diff/diff-providers.js';
import { findDisagreements } from '../../generator/diff/judge.js';
import { reachOf } from '../../generator/diff/reach.js';
import type { ProviderIR } from '../../generator/ir/ir.js';
import type { Schema } from '../../generator/schema.js';
import { providerOf } from './schema-provider.js';

const of = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const record = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  properties,
});
const user = (active: Schema): Schema => record({ id: { type: 'string' }, active });
const holders = (name: string): Readonly<Record<string, Schema>> => ({
  Night: record({ user: of(name) }),
  Nap: record({ users: { type: 'array', items: { anyOf: [of(name), { type: 'null' }] } } }),
  Rest: { anyOf: [of(name), { type: 'string' }] },
});

const [text, flag]: readonly [Schema, Schema] = [{ type: 'string' }, { type: 'boolean' }];
const plain = providerOf({ User: user(text), ...holders('User') });
const aliased = providerOf({ User: of('Account'), Account: user(flag), ...holders('Account') });
const unchanged = providerOf({ User: of('Account'), Account: user(text), ...holders('Account') });

function told(before: ProviderIR, after: ProviderIR): readonly string[] {
  return diffProviders(before, after).map(({ kind, subject, member }) => `${kind} ${subject.name} ${member}`.trim());
}

describe('where a type became another name for a new one, and every place uses the new one', () => {
  test('what changed in it is told once, of the name that both versions have', async () => {
    expect(told(plain, aliased)).toEqual(['kind-changed User active', 'schema-added Account']);
    expect(await findDisagreements(plain, aliased)).toEqual([]);
  });

  test('back again it is told once too', async () => {
    expect(told(aliased, plain)).toEqual(['schema-removed Account', 'kind-changed User active']);
    expect(await findDisagreements(aliased, plain)).toEqual([]);
  });

  test('nothing is told of it where nothing changed in it', async () => {
    expect(told(plain, unchanged)).toEqual(['schema-added Account']);
    expect(await findDisagreements(plain, unchanged)).toEqual([]);
  });

  test('it is met wherever the type that it names is met', () => {
    const reach = reachOf({
      ...aliased,
      webhooks: [{ events: [{ types: ['night'], schemaName: 'Night' }] }] as never,
    });
    expect(reach.get('User')).toEqual({ read: true, sent: false, through: ['night'] });
    expect(reach.get('Nap')).toEqual({ read: false, sent: false, through: [] });
  });
});

test('places that use either of two names for one type have not changed', async () => {
  const both = { User: of('Account'), Account: user(text) };
  const [before, after] = [providerOf({ ...both, ...holders('User') }), providerOf({ ...both, ...holders('Account') })];
  expect(told(before, after)).toEqual([]);
  expect(told(after, before)).toEqual([]);
  expect(await findDisagreements(before, after)).toEqual([]);
});

test('names that go round in a circle end', () => {
  const circle = { One: of('Two'), Two: of('One'), Night: record({ one: of('One') }) };
  expect(told(providerOf(circle), providerOf({ ...circle, Night: record({ one: of('Two') }) }))).toEqual([]);
});
