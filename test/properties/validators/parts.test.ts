/** What need not be printed again: modules with equal keys have equal texts, whatever else has changed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { GeneratedFile } from '../../../generator/emit/emitter.js';
import { planValidators } from '../../../generator/emit/validators/emit.js';
import type { NamedSchema } from '../../../generator/ir/ir.js';
import { buildProvider } from '../../../generator/provider.js';
import type { Schema } from '../../../generator/schema.js';
import { realFolders } from '../../support/provider-folder.js';
import { definitions, schema } from './arbitraries.js';

const modules = ['shared', 'first', 'second'] as const;

/** Schemas in modules; some have names that the runtime has too, which changes what it is called. */
const packages: fc.Arbitrary<readonly NamedSchema[]> = fc
  .tuple(definitions, fc.array(fc.constantFrom(...modules), { minLength: 3, maxLength: 3 }))
  .map(([all, places]) => [...all].map(([name, body], index) => named(name, body, places[index] ?? 'shared')));

const change = fc.oneof(
  fc.record({ kind: fc.constant('body' as const), at: fc.nat(2), body: schema }),
  fc.record({ kind: fc.constant('module' as const), at: fc.nat(2), module: fc.constantFrom(...modules) }),
  fc.record({ kind: fc.constant('added' as const), name: fc.constantFrom('Check', 'Zeta'), body: schema }),
  fc.record({ kind: fc.constant('removed' as const), at: fc.nat(2) }),
);

test('modules whose keys are equal are printed alike, after any changes of the schemas', () => {
  const seen = { equal: 0, different: 0 };
  fc.assert(
    fc.property(packages, fc.array(change, { minLength: 1, maxLength: 2 }), (before, changes) => {
      compare(before, changes.reduce(apply, before), seen);
    }),
    { numRuns: 600 },
  );
  expect(seen.equal).toBeGreaterThan(100);
  expect(seen.different).toBeGreaterThan(100);
});

test('the same holds where one schema of a real provider loses a keyword', async () => {
  const seen = { equal: 0, different: 0 };
  for (const folder of await realFolders()) {
    const schemas = buildProvider(folder).value?.schemas ?? [];
    for (let at = 0; at < schemas.length; at += 97)
      compare(
        schemas,
        schemas.map((one, index) => (index === at ? lessened(one) : one)),
        seen,
      );
  }
  expect(seen.equal).toBeGreaterThan(100);
  expect(seen.different).toBeGreaterThan(3);
});

function compare(
  before: readonly NamedSchema[],
  after: readonly NamedSchema[],
  seen: { equal: number; different: number },
): void {
  const known = new Map(
    [...planValidators(before, { provider: 'demo' })].map(({ key, paths, print }) => [paths[0], { key, print }]),
  );
  for (const { key, paths, print } of planValidators(after, { provider: 'demo' })) {
    const earlier = known.get(paths[0]);
    if (earlier === undefined) continue;
    if (earlier.key !== key) {
      seen.different += 1;
      continue;
    }
    seen.equal += 1;
    const files: readonly GeneratedFile[] = [...print()];
    expect(files).toEqual([...earlier.print()]);
    expect(files.map(({ path }) => path)).toEqual(paths);
  }
}

function apply(
  schemas: readonly NamedSchema[],
  one: typeof change extends fc.Arbitrary<infer T> ? T : never,
): readonly NamedSchema[] {
  switch (one.kind) {
    case 'body':
      return schemas.map((each, index) => (index === one.at ? { ...each, schema: one.body } : each));
    case 'module':
      return schemas.map((each, index) => (index === one.at ? { ...each, module: one.module } : each));
    case 'added':
      return [...schemas.filter(({ name }) => name !== one.name), named(one.name, one.body, 'second')];
    case 'removed':
      return schemas.filter((_, index) => index !== one.at);
  }
}

function named(name: string, body: Schema, module: string): NamedSchema {
  return {
    name,
    schema: body,
    module,
    role: 'data',
    origin: { kind: 'declared', document: 'openapi.yaml', pointer: '' },
  };
}

/** Less what it says of kinds and members, which is what others ask of it. */
function lessened(one: NamedSchema): NamedSchema {
  if (typeof one.schema === 'boolean') return one;
  const { required: _required, type: _type, ...rest } = one.schema;
  return { ...one, schema: rest };
}
