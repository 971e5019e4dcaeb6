/** Rules and compiler judge the same changes; where they disagree the rules are wrong. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { diffProviders } from '../../generator/diff/diff-providers.js';
import { findDisagreements } from '../../generator/diff/judge.js';
import { changeKinds } from '../../generator/diff/kinds.js';
import type { ProviderIR } from '../../generator/ir/ir.js';
import type { Schema } from '../../generator/schema.js';
import { probes } from './probes.js';
import { providerOf, wrap } from './schema-provider.js';

describe('every kind of change in a schema', () => {
  const name = (index: number): string => `Probe${String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26))}`;
  const before = providerOf(Object.fromEntries(probes.map((probe, index) => [name(index), wrap(probe.before)])));
  const after = providerOf(Object.fromEntries(probes.map((probe, index) => [name(index), wrap(probe.after)])));

  test('is found as that kind and as nothing else', () => {
    const found = diffProviders(before, after).map((change) => `${change.subject.name} ${change.kind}`);
    expect([...found].sort()).toEqual(probes.map((probe, index) => `${name(index)} ${probe.kind}`).sort());
  });

  test('is judged by the compiler as the catalogue says', async () => {
    expect(await findDisagreements(before, after)).toEqual([]);
    expect(new Set(probes.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(60);
    expect(probes.filter((probe) => changeKinds[probe.kind].inTypes).length).toBeGreaterThan(15);
  });
});

const scalar: fc.Arbitrary<Schema> = fc.constantFrom<Schema>(
  { type: 'string' },
  { type: 'number' },
  { type: 'integer' },
  { type: 'boolean' },
  { type: ['string', 'null'] },
  { type: 'string', enum: ['a', 'b'] },
  { type: 'string', enum: ['a', 'b', 'c'] },
  { type: 'string', 'x-expect': { enum: ['a'] } },
  { const: 'a' },
  { $ref: '#/$defs/Shared' },
  { anyOf: [{ $ref: '#/$defs/Shared' }, { type: 'null' }] },
  { $ref: '#/$defs/Alias' },
);

/** A type that is another name for `Shared`, in one version or in both, or a type of its own. */
const alias: fc.Arbitrary<Schema> = fc.constantFrom<Schema>(
  { $ref: '#/$defs/Shared' },
  { type: 'object', properties: { inner: { type: 'string' } } },
);

function tagged(tag: string, value: Schema): Schema {
  return { type: 'object', properties: { tag: { const: tag }, value }, required: ['tag'] };
}

const tree: fc.Arbitrary<Schema> = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    tie('schema').map((items): Schema => ({ type: 'array', items })),
    fc
      .tuple(
        fc.dictionary(fc.constantFrom('one', 'two', 'three'), tie('schema'), { minKeys: 1, maxKeys: 3 }),
        fc.subarray(['one', 'two', 'three']),
      )
      .map(([properties, required]): Schema => ({
        type: 'object',
        properties,
        required: required.filter((member) => Object.hasOwn(properties, member)),
      })),
    tie('schema').map((values): Schema => ({ type: 'object', additionalProperties: values })),
    fc.array(tie('schema'), { minLength: 2, maxLength: 3 }).map((anyOf): Schema => ({ anyOf })),
    fc
      .subarray(['x', 'y', 'z'], { minLength: 2 })
      .chain((tags) => fc.tuple(...tags.map((tag) => tie('schema').map((value) => tagged(tag, value)))))
      .map((oneOf): Schema => ({ oneOf })),
    tie('schema').map((value): Schema => ({
      allOf: [{ $ref: '#/$defs/Shared' }, { type: 'object', properties: { more: value } }],
    })),
    fc.subarray(['one', 'two', 'three'], { minLength: 1 }).map((names): Schema => ({
      type: 'object',
      properties: { one: { type: 'string' }, two: { type: 'number' }, three: { type: 'boolean' } },
      anyOf: names.map((member) => ({ required: [member] })),
    })),
  ),
})).schema;

test('random types: rules and compiler agree on both sides', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(tree, tree), { minLength: 10, maxLength: 10 }),
      scalar,
      scalar,
      fc.tuple(alias, alias),
      async (pairs, sharedBefore, sharedAfter, aliases) => {
        const shared = (value: Schema): Schema => ({
          type: 'object',
          properties: { inner: JSON.stringify(value).includes('$ref') ? { type: 'string' } : value },
        });
        const version = (side: 0 | 1): ProviderIR =>
          providerOf({
            Shared: shared(side === 0 ? sharedBefore : sharedAfter),
            Alias: aliases[side],
            ...Object.fromEntries(
              pairs.map((pair, index) => [`Type${String.fromCharCode(65 + index)}`, wrap(pair[side])]),
            ),
          });
        expect(await findDisagreements(version(0), version(1))).toEqual([]);
      },
    ),
    { numRuns: Number(process.env['HOOKWRIGHT_RUNS'] ?? 25) },
  );
});
