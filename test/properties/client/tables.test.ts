/** Tables against the generated functions and Ajv: the same answers, and the same issues. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTables } from '../../../generator/emit/clients/tables/print-module.js';
import type { GeneratedFile } from '../../../generator/emit/emitter.js';
import { emitValidators } from '../../../generator/emit/validators/emit.js';
import type { NamedSchema, ProviderIR } from '../../../generator/ir/ir.js';
import { normalizeDocument } from '../../../generator/normalize/json-schema-document.js';
import { buildProvider } from '../../../generator/provider.js';
import type { JsonValue, Schema } from '../../../generator/schema.js';
import type { Issue } from '../../../runtime/core/validation/issues.js';
import type { TableIssue } from '../../../runtime/core/validation/table/table.js';
import { realFolders } from '../../support/provider-folder.js';
import { referenceFile } from '../../support/reference.js';
import { seed } from '../../support/seed.js';
import { compile } from '../../unit/validators/compile.js';
import { definitions, valueFor } from '../validators/arbitraries.js';
import { createOracle, options } from '../validators/oracle.js';

type Validate<T> = (value: unknown) => { readonly issues?: readonly T[] | undefined };

/** Both validators of each schema. */
type Pairs = Readonly<Record<string, { readonly table?: Validate<TableIssue>; readonly functions: Validate<Issue> }>>;

describe('a table and the generated functions tell the same', () => {
  it('of 10,000 values of random schemas, and accept what Ajv accepts', { timeout: 300_000 }, async () => {
    const documents = fc.sample(definitions, { numRuns: 600, seed });
    const pairs = await compileAll(documents.map((all, index) => provider(`p${index}`, all)));
    let [compared, told, accepted] = [0, 0, 0];
    for (const [index, all] of documents.entries()) {
      const oracle = createOracle(new Ajv2020(options), { $ref: '#/$defs/Root', $defs: Object.fromEntries(all) }, all);
      for (const value of fc.sample(valueFor(all.get('Root') ?? true, all), { numRuns: 60, seed: index })) {
        const pair = pairs[`p${index}`]?.['Root'];
        if (pair?.table === undefined) continue;
        told++;
        const wanted = pair.functions(value).issues;
        expect(comparable(pair.table(value).issues ?? []), JSON.stringify([value, [...all]])).toEqual(
          comparable(wanted ?? []),
        );
        if (wanted === undefined) accepted++;
        const isValid = oracle(value);
        if (isValid === undefined) continue;
        compared++;
        expect(isValid, JSON.stringify([value, [...all]])).toBe(wanted === undefined);
      }
    }
    // Where a keyword has no words in a table, there is no table to compare.
    expect(told).toBeGreaterThan(10_000);
    expect(compared).toBeGreaterThan(6_000);
    expect(accepted).toBeGreaterThan(told / 20);
  });

  it('of every schema of the four providers, with values made after it', { timeout: 300_000 }, async () => {
    const folders = await realFolders();
    const providers = folders.flatMap((folder) => buildProvider(folder).value ?? []);
    const pairs = await compileAll(providers);
    let [schemas, refused, accepted] = [0, 0, 0];
    for (const { name: owner, schemas: all } of providers) {
      const byName = new Map(all.map(({ name, schema }) => [name, schema]));
      for (const [index, [name, pair]] of Object.entries(pairs[owner] ?? {}).entries()) {
        expect(pair.table, `${owner}/${name} has a table`).toBeDefined();
        schemas++;
        const arbitrary = valueFor(byName.get(name) ?? true, byName);
        for (const value of fc.sample(arbitrary, { numRuns: 12, seed: seed + index })) {
          const wanted = pair.functions(value).issues;
          if (wanted === undefined) accepted++;
          else refused++;
          expect(comparable(pair.table?.(value).issues ?? []), `${owner}/${name}`).toEqual(comparable(wanted ?? []));
        }
      }
    }
    expect(schemas).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(1_000);
    expect(accepted).toBeGreaterThan(400);
  });

  it.skipIf(keywordFile() === undefined)(
    'of the 43 keyword cases, by a table or by what stands in for one',
    async () => {
      const { cases } = JSON.parse(readFileSync(keywordFile() ?? '', 'utf8')) as {
        readonly cases: readonly KeywordCase[];
      };
      const pairs = await compileAll(cases.map(({ schema }, index) => fromKeywordCase(`k${index}`, schema)));
      let tables = 0;
      for (const [index, { name, valid, invalid }] of cases.entries()) {
        const pair = pairs[`k${index}`]?.['Case'];
        if (pair?.table !== undefined) tables++;
        const validate: Validate<unknown> | undefined = pair?.table ?? pair?.functions;
        expect(
          valid.filter((value) => validate?.(value).issues !== undefined),
          name,
        ).toEqual([]);
        expect(
          invalid.filter((value) => validate?.(value).issues === undefined),
          name,
        ).toEqual([]);
      }
      expect(cases).toHaveLength(43);
      expect(tables).toBeGreaterThan(25);
    },
  );
});

it('a table holds what cannot be told in one by the generated check of that schema', async () => {
  const all = new Map<string, Schema>([
    ['Root', { type: 'object', properties: { odd: { $ref: '#/$defs/Odd' }, tree: { $ref: '#/$defs/Tree' } } }],
    ['Odd', { type: 'object', patternProperties: { '^x-': { type: 'string' } } }],
    ['Tree', { type: 'array', items: { $ref: '#/$defs/Tree' } }],
  ]);
  const pair = (await compileAll([provider('mixed', all)]))['mixed']?.['Root'];
  const deep: unknown = JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`);
  for (const value of [{ odd: { 'x-a': 1 } }, { tree: [[], [1]] }, { tree: deep }, { odd: {}, tree: [] }, []])
    expect(comparable(pair?.table?.(value).issues ?? [])).toEqual(comparable(pair?.functions(value).issues ?? []));
  expect(pair?.table?.({ odd: { 'x-a': 1 } }).issues).toHaveLength(1);
  expect(pair?.table?.({ tree: deep }).issues).toHaveLength(1);
});

it('a member that has to be there and is not declared is one of the others', async () => {
  const closed: Schema = { type: 'object', properties: { c: true }, required: ['a'], additionalProperties: false };
  const counted: Schema = { required: ['a', 'b'], properties: { b: {} }, additionalProperties: { type: 'integer' } };
  const all = new Map<string, Schema>([
    ['Closed', closed],
    ['Counted', counted],
  ]);
  const pairs = (await compileAll([provider('others', all)]))['others'];
  const paths = (name: string, value: object): readonly string[] | undefined =>
    pairs?.[name]?.table?.(value).issues?.map(({ code, path }) => `${path.join('.')} ${code}`);
  expect(paths('Closed', { c: 1 })).toEqual(['a required']);
  expect(paths('Closed', { a: 1, c: 1 })).toEqual(['a false']);
  expect(paths('Counted', { a: 'x', b: 'x', c: 'x' })).toEqual(['a type', 'c type']);
  expect(paths('Counted', { a: 1, b: 'x', c: 2 })).toBeUndefined();
  expect(paths('Counted', { c: 'x' })).toEqual(['a required', 'b required', 'c type']);
});

interface KeywordCase {
  readonly name: string;
  readonly schema: JsonValue;
  readonly valid: readonly unknown[];
  readonly invalid: readonly unknown[];
}

function keywordFile(): string | undefined {
  return referenceFile('conformance/openapi-keywords.json');
}

/** Tables name kinds in an order of their own, and an integer not beside a number. They do not know the place in the schema. */
function comparable(issues: readonly (TableIssue | Issue)[]): readonly object[] {
  return issues.map(({ path, code, expected, received }) => ({
    ...{ path, code, received },
    expected: code === 'type' ? kinds(expected) : expected,
  }));
}

function kinds(expected: string): readonly string[] {
  const all = expected.split(' or ').toSorted();
  return all.includes('number') ? all.filter((kind) => kind !== 'integer') : all;
}

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

function fromKeywordCase(name: string, schema: JsonValue): ProviderIR {
  const node = { type: 'object', properties: { v: { type: 'integer' }, next: { $ref: '#/components/schemas/Node' } } };
  const components = { schemas: { Str: { type: 'string' }, Node: node, Case: schema } };
  const { value } = normalizeDocument(
    { components, $ref: '#/components/schemas/Case' },
    { name: 'Root', file: 'case', dialect: '2020-12' },
  );
  return provider(name, new Map(value.map((each) => [each.name, each.schema])));
}

async function compileAll(providers: readonly ProviderIR[]): Promise<Readonly<Record<string, Pairs>>> {
  const files: GeneratedFile[] = [];
  const lines: string[] = ["import { byTable } from '/src/runtime/validation/table/table.js';"];
  for (const each of providers) {
    const names = each.schemas.filter(({ role }) => role === 'data').map(({ name }) => name);
    const { print, exported } = planTables(each, 'all', names);
    files.push(...emitValidators(each.schemas, { provider: each.name }));
    if (exported.size > 0) {
      files.push({ path: `src/${each.name}/tables/all.ts`, content: print() });
      lines.push(`import * as ${each.name}Tables from '/src/${each.name}/tables/all.js';`);
    }
    const moduleOf = new Map(each.schemas.map(({ name, module }) => [name, module]));
    const pairs = names.map((name) => {
      const local = `${each.name}_${name}`;
      lines.push(
        `import { validate${name} as ${local} } from '/src/${each.name}/validators/${moduleOf.get(name) ?? ''}.js';`,
      );
      const table = exported.has(name) ? `table: byTable(${each.name}Tables.${name}), ` : '';
      return `${name}: { ${table}functions: ${local} }`;
    });
    lines.push(`export const ${each.name} = { ${pairs.join(', ')} };`);
  }
  return (await compile(lines.join('\n'), files)) as Readonly<Record<string, Pairs>>;
}
