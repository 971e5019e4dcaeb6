/** Changes on which rules and compiler once did not agree: what the rules find, and that they agree now. */
import { describe, expect, test } from 'vitest';

import { diffProviders } from '../../generator/diff/diff-providers.js';
import { findDisagreements } from '../../generator/diff/judge.js';
import type { Schema } from '../../generator/schema.js';
import { providerOf, wrap } from './schema-provider.js';

const text: Schema = { type: 'string' };
const shared: Schema = { $ref: '#/$defs/Shared' };
const composed = (name: string, member: Schema): Schema => ({ allOf: [shared, record({ [name]: member })] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const record = (properties: Readonly<Record<string, Schema>>): Schema => ({ type: 'object', properties });
const inner = (value: Schema): Schema => record({ inner: value });

interface Case {
  readonly given: string;
  readonly shared?: readonly [Schema, Schema];
  readonly before: Schema;
  readonly after: Schema;
  /** Kinds, in code-unit order, found in the type that has the member. */
  readonly want: readonly string[];
}

const cases: readonly Case[] = [
  {
    given: 'an alternative that a base tells apart by a constant loses what it had beside the base',
    shared: [inner({ const: 'a' }), inner({ const: 'a' })],
    before: composed('more', text),
    after: { anyOf: [shared, text] },
    want: ['alternative-added', 'member-removed'],
  },
  {
    given: 'two objects composed of one base, which nothing else tells apart, change inside',
    before: { anyOf: [composed('one', record({ kept: text, gone: text })), composed('two', text)] },
    after: { anyOf: [composed('one', record({ kept: text })), composed('two', { type: 'number' })] },
    want: ['kind-changed', 'member-removed'],
  },
  {
    given: 'one of two lists goes, and the type in the items of the other changes where it is defined',
    shared: [inner(text), inner({ type: 'boolean' })],
    before: { anyOf: [list({ anyOf: [shared, { type: 'null' }] }), text, list(text)] },
    after: list(shared),
    want: ['alternative-removed', 'alternative-removed'],
  },
  {
    given: 'the alternative that stays is the one composed of what another one is',
    shared: [inner(text), inner({ const: 'a' })],
    before: { anyOf: [text, shared, composed('more', record({ one: text, two: text }))] },
    after: composed('more', record({ one: text })),
    want: ['alternative-removed', 'alternative-removed'],
  },
];

describe('rules and compiler agree where', () => {
  test.each(cases)('$given', async ({ shared: [old, next] = [inner(text), inner(text)], before, after, want }) => {
    const from = providerOf({ Shared: old, Holder: wrap(before) });
    const to = providerOf({ Shared: next, Holder: wrap(after) });
    const found = diffProviders(from, to).filter(({ subject }) => subject.name === 'Holder');
    expect(found.map(({ kind }) => kind).sort()).toEqual(want);
    expect(await findDisagreements(from, to)).toEqual([]);
  });
});
