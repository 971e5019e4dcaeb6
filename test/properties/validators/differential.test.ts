/** Guards and issues against Ajv, over random schemas and values made after them. */
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emitValidators } from '../../../generator/emit/validators/emit.js';
import { normalizeDocument } from '../../../generator/normalize/json-schema-document.js';
import type { JsonObject, JsonValue, Schema } from '../../../generator/schema.js';
import { toDocument } from '../../../runtime/core/validation/json-schema.js';
import { compile } from '../../unit/validators/compile.js';
import { definitions, valueFor } from './arbitraries.js';

const valuesPerDocument = 80;

interface Validators {
  readonly isRoot: (value: unknown) => boolean;
  readonly validateRoot: (value: unknown) => {
    readonly value?: unknown;
    readonly issues?: readonly { readonly pointer: string }[];
  };
  readonly checkRoot: (value: unknown, walk: object) => void;
}

/** A random document: named schemas, the root first, and what Ajv reads in their place. */
interface Sample {
  readonly all: ReadonlyMap<string, Schema>;
  readonly document: object;
}

describe('validators and Ajv accept and reject the same', () => {
  it('20,000 values of schemas of 2020-12', { timeout: 300_000 }, async () => {
    const samples = fc.sample(definitions, { numRuns: 490, seed: 20_261_121 });
    await compareAll(
      samples.map((all) => ({ all, document: { $ref: '#/$defs/Root', $defs: Object.fromEntries(all) } })),
      (document) => createOracle(new Ajv2020(options), document),
      20_000,
    );
  });

  it('20,000 values of schemas of draft-07', { timeout: 300_000 }, async () => {
    const samples = fc.sample(definitions, { numRuns: 900, seed: 20_261_122 });
    await compareAll(samples.flatMap(toDraft07), (document) => createOracle(new Ajv(options), document), 20_000);
  });
});

async function compareAll(
  samples: readonly Sample[],
  oracleOf: (document: object) => (value: unknown) => boolean,
  least: number,
): Promise<void> {
  const compiled = await compileAll(samples);
  const differences: string[] = [];
  let [compared, accepted] = [0, 0];
  for (const [index, { all, document }] of samples.entries()) {
    const validators = compiled[`p${index}`];
    const oracle = oracleOf(document);
    const values = fc.sample(valueFor(all.get('Root') ?? true, all), { numRuns: valuesPerDocument, seed: index });
    for (const value of values) {
      if (validators === undefined || isBeyondOracle(all, value)) continue;
      compared++;
      const wanted = oracle(value);
      if (wanted) accepted++;
      if (!agree(validators, value, wanted))
        differences.push(`${JSON.stringify(value)} ${wanted} ${JSON.stringify(document)}`);
    }
  }
  expect(differences.slice(0, 3)).toEqual([]);
  expect(compared).toBeGreaterThan(least);
  expect(accepted).toBeGreaterThan(compared / 10);
  expect(accepted).toBeLessThan((compared * 9) / 10);
}

/** The document in draft-07, and what normalization reads out of that; nothing where draft-07 has no words for it. */
function toDraft07(all: ReadonlyMap<string, Schema>): readonly Sample[] {
  const raw = draft07(Object.fromEntries([['Top', { $ref: '#/$defs/Root' }], ...all]));
  if (raw === undefined) return [];
  const { value, diagnostics } = normalizeDocument(raw, { name: 'Root', file: 'random', dialect: 'draft-07' });
  expect(diagnostics).toEqual([]);
  return [{ all: new Map(value.map(({ name, schema }) => [name, schema])), document: raw }];
}

function draft07(definitions: Readonly<Record<string, Schema>>): JsonObject | undefined {
  try {
    return toDocument(definitions as Parameters<typeof toDocument>[0], 'draft-07') as JsonObject;
  } catch (error) {
    if (error instanceof TypeError && error.message.includes('has no word for')) return undefined;
    throw error;
  }
}

/**
 * Ajv compares objects by their `toString` and `constructor`, which a payload may hold as members, takes every item
 * of an array with `contains` for an evaluated one, and does not always count in an empty one.
 */
function isBeyondOracle(all: ReadonlyMap<string, Schema>, value: JsonValue): boolean {
  const text = JSON.stringify([...all]);
  if (text.includes('"contains"') && text.includes('"unevaluatedItems"')) return true;
  if (text.includes('"contains"') && JSON.stringify(value).includes('[]')) return true;
  const comparesObjects = /"(?:uniqueItems|const|enum)":(?:true|\[|\{)/.test(text);
  return comparesObjects && /"(?:constructor|toString|__proto__)":/.test(JSON.stringify(value));
}

/** Guard, issues and the checks without the guard in front of them all say the same. */
function agree({ isRoot, validateRoot, checkRoot }: Validators, value: JsonValue, wanted: boolean): boolean {
  const walk = { findings: [], path: [], pointer: [], depth: 0 };
  checkRoot(value, walk);
  const result = validateRoot(value);
  return (
    isRoot(value) === wanted && (result.issues === undefined) === wanted && (walk.findings.length === 0) === wanted
  );
}

async function compileAll(samples: readonly Sample[]): Promise<Readonly<Record<string, Validators>>> {
  const origin = { kind: 'declared', document: 'random', pointer: '' } as const;
  const files = samples.flatMap(({ all }, index) => {
    const schemas = [...all].map(([name, schema]) => ({ name, schema, module: 'root', role: 'data', origin }) as const);
    return emitValidators(schemas, { provider: `p${index}` });
  });
  const entry = samples.map((_, index) => `export * as p${index} from '/src/p${index}/validators/root.js';`).join('\n');
  return (await compile(entry, files)) as Readonly<Record<string, Validators>>;
}

const options = { strict: false, ownProperties: true, validateSchema: false, logger: false } as const;

function createOracle(ajv: Ajv | Ajv2020, document: object): (value: unknown) => boolean {
  addFormats.default(ajv);
  return ajv.compile(document) as (value: unknown) => boolean;
}
