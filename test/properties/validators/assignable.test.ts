/** Types and validators agree: a value that a guard accepts is assignable to the type of its schema. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GeneratedFile } from '../../../generator/emit/emitter.js';
import { typesEmitter } from '../../../generator/emit/types/emitter.js';
import { emitValidators } from '../../../generator/emit/validators/emit.js';
import type { NamedSchema, ProviderIR } from '../../../generator/ir/ir.js';
import { buildProvider } from '../../../generator/provider.js';
import type { JsonValue, Schema } from '../../../generator/schema.js';
import { realFolders } from '../../support/provider-folder.js';
import { compile, type Exports } from '../../unit/validators/compile.js';
import { createRandom } from '../../unit/validators/random.js';
import { valueFor } from './arbitraries.js';
import { compileRows, type Row } from './assignable.js';
import { mutate } from './mutants.js';

const assets = { templates: {}, runtime: {} };

/** Schemas as documents have them, one of every kind. */
const kinds: Readonly<Record<string, Schema>> = {
  Open: true,
  Text: { type: 'string', minLength: 1 },
  Whole: { type: ['integer', 'null'], minimum: 0 },
  Level: { enum: ['a', 'ab', 1, null] },
  Tag: { const: 'a' },
  Soft: { type: 'string', 'x-expect': { enum: ['a', 'b'] } },
  Pair: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false, minItems: 2 },
  Head: { type: 'array', prefixItems: [{ const: 'a' }], items: { type: 'integer' } },
  List: { type: 'array', items: { $ref: '#/$defs/Level' }, uniqueItems: true, maxItems: 3 },
  Plain: { type: 'object', properties: { a: { type: 'string' }, b: { $ref: '#/$defs/Whole' } }, required: ['a'] },
  Closed: { type: 'object', properties: { a: true, b: { type: 'null' } }, additionalProperties: false },
  Counts: { type: 'object', properties: { a: { type: 'integer' } }, additionalProperties: { type: 'integer' } },
  // Both required: in TypeScript every object has them, if only by inheritance.
  Named: {
    ...{ type: 'object', required: ['constructor', 'toString'] },
    properties: JSON.parse('{ "constructor": { "type": "string" }, "toString": { "type": "integer" } }') as Record<
      string,
      Schema
    >,
  },
  Extended: { allOf: [{ $ref: '#/$defs/Plain' }, { type: 'object', properties: { c: { type: 'boolean' } } }] },
  First: { type: 'object', properties: { a: { const: 'p' }, b: { type: 'integer' } }, required: ['a'] },
  Second: { type: 'object', properties: { a: { const: 'q' }, c: { type: 'string' } }, required: ['a', 'c'] },
  Either: { oneOf: [{ $ref: '#/$defs/First' }, { $ref: '#/$defs/Second' }] },
  Loose: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/Plain' }, { type: 'array', items: { type: 'null' } }] },
  Node: {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { type: 'array', items: { $ref: '#/$defs/Node' } } },
  },
  Dependent: { type: 'object', properties: { a: true, b: true }, dependentRequired: { a: ['b'] } },
  Kept: { type: 'object', properties: { a: { type: 'string' } }, patternProperties: { '^b': { type: 'integer' } } },
  When: {
    type: 'object',
    properties: { a: { type: 'integer' }, b: { type: 'string' } },
    if: { properties: { a: { const: 1 } }, required: ['a'] },
    then: { required: ['b'] },
  },
};

describe('a value that the guard accepts is assignable to the type', () => {
  it('of every kind of schema, for values made after it', { timeout: 300_000 }, async () => {
    const all = new Map(Object.entries(kinds));
    const provider = providerOf('kinds', all);
    const guards = await guardsOf(provider);
    const rows = [...all].flatMap(([type, schema], index): readonly Row[] => {
      const values = fc.sample(valueFor(schema, all), { numRuns: 400, seed: index });
      const accepted = values.filter(guards[`is${type}`] as (value: unknown) => boolean);
      const distinct = [...new Map(accepted.map((value) => [JSON.stringify(value), value])).values()];
      expect([type, distinct.length > 0]).toEqual([type, true]);
      return distinct.slice(0, 25).map((value) => ({ module: '/src/kinds/types/root.ts', type, value }));
    });
    expect(rows.length).toBeGreaterThan(200);
    expect(compileRows(rows, await typesOf([provider])).slice(0, 3)).toEqual([]);
  });

  it('of the four providers, for samples and their mutants', { timeout: 300_000 }, async () => {
    const folders = await realFolders();
    const providers = folders.flatMap((folder) => buildProvider(folder).value ?? []);
    const random = createRandom(11);
    const lists = await Promise.all(
      folders.map(async ({ files, provider: name }) => {
        const provider = providers.find((other) => other.name === name);
        return provider === undefined ? [] : rowsOf(provider, files, random);
      }),
    );
    expect(lists.every((list) => list.length > 40)).toBe(true);
    expect(compileRows(lists.flat(), await typesOf(providers)).slice(0, 3)).toEqual([]);
  });

  it('which the table can tell from a value that is not', () => {
    const content = 'export interface A { a?: "x"; list?: [number, string][] }';
    const row = (value: JsonValue): Row => ({ module: '/src/a.ts', type: 'A', value });
    const [good, bad] = [row({ a: 'x', b: 1, list: [[1, 'a']] }), [row({ a: 'y' }), row({ list: [['a', 1]] }), row(1)]];
    expect(compileRows([good, row({ b: 1 }), row({})], [{ path: 'src/a.ts', content }])).toEqual([]);
    expect(compileRows(bad, [{ path: 'src/a.ts', content }])).toHaveLength(3);
  });
});

async function typesOf(providers: readonly ProviderIR[]): Promise<readonly GeneratedFile[]> {
  const results = await Promise.all(providers.map(async (provider) => typesEmitter.emit({ provider, assets })));
  return results.flatMap(({ files }) => files);
}

function providerOf(name: string, all: ReadonlyMap<string, Schema>): ProviderIR {
  const origin = { kind: 'declared', document: 'random', pointer: '' } as const;
  const schemas = [...all].map(([key, schema]): NamedSchema => ({
    name: key,
    schema,
    module: 'root',
    role: 'data',
    origin,
  }));
  return { name, title: '', description: '', links: {}, schemas, apis: [], webhooks: [] };
}

/** Three values of every sample: itself and two accepted mutants. */
async function rowsOf(
  provider: ProviderIR,
  files: readonly { readonly path: string; readonly text: string }[],
  random: (bound: number) => number,
): Promise<readonly Row[]> {
  const exports = await guardsOf(provider);
  return provider.webhooks
    .flatMap(({ events }) => events)
    .flatMap(({ key, samples, schemaName }) => {
      const module = provider.schemas.find(({ name }) => name === schemaName)?.module ?? '';
      const accepts = exports[`is${schemaName}`] as (value: unknown) => boolean;
      return files
        .filter(({ path }) => path.startsWith(`samples/${samples ?? key}/`) && !path.endsWith('.headers.json'))
        .map(({ text }) => JSON.parse(text) as JsonValue)
        .filter(accepts)
        .flatMap((value) => [
          value,
          ...Array.from({ length: 8 }, () => mutate(value, random))
            .filter(accepts)
            .slice(0, 2),
        ])
        .map((value): Row => ({ module: `/src/${provider.name}/types/${module}.ts`, type: schemaName, value }));
    });
}

async function guardsOf({ name, schemas }: ProviderIR): Promise<Exports> {
  const modules = [...new Set(schemas.filter(({ role }) => role === 'data').map(({ module }) => module))];
  const entry = modules.map((module) => `export * from '/src/${name}/validators/${module}.js';`).join('\n');
  return compile(entry, emitValidators(schemas, { provider: name }));
}
