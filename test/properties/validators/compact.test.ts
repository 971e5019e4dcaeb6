/** Validators of the `compact` entry against the generated functions: the same answers, issue by issue. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GeneratedFile } from '../../../generator/emit/emitter.js';
import { printCompact } from '../../../generator/emit/validators/compact/print-compact.js';
import { emitValidators } from '../../../generator/emit/validators/emit.js';
import type { NamedSchema, ProviderIR } from '../../../generator/ir/ir.js';
import { buildProvider } from '../../../generator/provider.js';
import type { JsonValue, Schema } from '../../../generator/schema.js';
import type { Validation } from '../../../runtime/core/validation/issues.js';
import { realFolders } from '../../support/provider-folder.js';
import { seed } from '../../support/seed.js';
import { compile } from '../../unit/validators/compile.js';
import { createRandom } from '../../unit/validators/random.js';
import { definitions, valueFor } from './arbitraries.js';
import { mutate } from './mutants.js';

type Validate = (value: unknown) => Validation<unknown>;

/** Both validators of a schema; the first may be the second, where rules cannot say the schema. */
interface Pair {
  readonly compact: Validate;
  readonly functions: Validate;
}

type Pairs = Readonly<Record<string, Readonly<Record<string, Pair>>>>;

describe('a compact validator tells what the generated function tells', () => {
  it('of values of random schemas', { timeout: 300_000 }, async () => {
    const documents = fc.sample(definitions, { numRuns: 600, seed });
    const pairs = await compileAll(documents.map((all, index) => provider(`p${index}`, all)));
    let [told, accepted] = [0, 0];
    for (const [index, all] of documents.entries()) {
      const pair = pairs[`p${index}`]?.['Root'];
      if (pair === undefined || pair.compact === pair.functions) continue;
      for (const value of fc.sample(valueFor(all.get('Root') ?? true, all), { numRuns: 60, seed: index })) {
        told++;
        if (pair.functions(value).issues === undefined) accepted++;
        expect(pair.compact(value), JSON.stringify([value, [...all]])).toEqual(pair.functions(value));
      }
    }
    expect(told).toBeGreaterThan(5_000);
    expect(accepted).toBeGreaterThan(told / 20);
  });

  it('of every schema of the four providers, with values made after it', { timeout: 300_000 }, async () => {
    const providers = (await realFolders()).flatMap((folder) => buildProvider(folder).value ?? []);
    const pairs = await compileAll(providers);
    let [schemas, refused, accepted] = [0, 0, 0];
    for (const { name: owner, schemas: all } of providers) {
      const byName = new Map(all.map(({ name, schema }) => [name, schema]));
      for (const [index, [name, pair]] of Object.entries(pairs[owner] ?? {}).entries()) {
        if (pair.compact === pair.functions) continue;
        schemas++;
        const arbitrary = valueFor(byName.get(name) ?? true, byName);
        for (const value of fc.sample(arbitrary, { numRuns: 10, seed: seed + index })) {
          const wanted = pair.functions(value);
          if (wanted.issues === undefined) accepted++;
          else refused++;
          expect(pair.compact(value), `${owner}/${name}`).toEqual(wanted);
        }
      }
    }
    expect(schemas).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(1_000);
    expect(accepted).toBeGreaterThan(300);
  });

  it('of mutants of values that are many levels deep or have more issues than are told', async () => {
    const item: Schema = {
      type: 'object',
      properties: { a: { type: 'integer' }, b: { enum: ['x', 1] } },
      required: ['a', 'c'],
    };
    const list: Schema = { type: 'array', items: { anyOf: [{ $ref: '#/$defs/Item' }, { type: 'null' }] } };
    const root: Schema = { type: ['object', 'null'], additionalProperties: list, properties: { constructor: list } };
    const all = new Map<string, Schema>([
      ['Root', root],
      ['Item', item],
    ]);
    const pair = (await compileAll([provider('many', all)]))['many']?.['Root'];
    const items: JsonValue = Array.from({ length: 30 }, (_, index) => ({ a: index, b: 'x', c: null }));
    const random = createRandom(7);
    const worst = { constructor: items.map(() => ({})), other: items.map(() => 1) };
    const values = [
      worst,
      null,
      1,
      ...Array.from({ length: 300 }, () => mutate({ constructor: items, other: items }, random)),
    ];
    expect(pair?.compact).not.toBe(pair?.functions);
    for (const value of values) expect(pair?.compact(value)).toEqual(pair?.functions(value));
    expect(pair?.compact(worst).issues).toHaveLength(20);
  });
});

it('a schema that rules cannot say is checked by its function', async () => {
  const all = new Map<string, Schema>([
    ['Root', { type: 'object', properties: { odd: { $ref: '#/$defs/Odd' } } }],
    ['Odd', { type: 'object', patternProperties: { '^x-': { type: 'string' } } }],
    ['Tree', { type: 'array', items: { $ref: '#/$defs/Tree' } }],
  ]);
  const pairs = (await compileAll([provider('mixed', all)]))['mixed'] ?? {};
  for (const { compact, functions } of Object.values(pairs)) expect(compact).toBe(functions);
});

function provider(name: string, all: ReadonlyMap<string, Schema>): ProviderIR {
  const origin = { kind: 'declared', document: 'random', pointer: '' } as const;
  const schemas = [...all].map(([schemaName, schema]): NamedSchema => ({
    name: schemaName,
    schema,
    module: 'root',
    role: 'data',
    origin,
  }));
  return { ...{ name, title: name, description: '', links: {} }, schemas, apis: [], webhooks: [] };
}

/** Both validators of every schema of every provider. */
async function compileAll(providers: readonly ProviderIR[]): Promise<Pairs> {
  const files: GeneratedFile[] = [];
  const lines: string[] = [];
  for (const each of providers) {
    const names = each.schemas.filter(({ role }) => role === 'data').map(({ name }) => name);
    files.push(...emitValidators(each.schemas, { provider: each.name }), printCompact(each, names, []));
    lines.push(`import * as ${each.name}Compact from '/src/${each.name}/compact/index.js';`);
    for (const module of new Set(each.schemas.filter(({ role }) => role === 'data').map((schema) => schema.module)))
      lines.push(`import * as ${each.name}_${toName(module)} from '/src/${each.name}/validators/${module}.js';`);
    const pairs = each.schemas.flatMap(({ name, module, role }) =>
      role === 'data'
        ? [
            `${name}: { compact: ${each.name}Compact.validate${name}, functions: ${each.name}_${toName(module)}.validate${name} }`,
          ]
        : [],
    );
    lines.push(`export const ${each.name} = { ${pairs.join(', ')} };`);
  }
  return (await compile(lines.join('\n'), files)) as Pairs;
}

function toName(module: string): string {
  return module.replaceAll('-', '_');
}
