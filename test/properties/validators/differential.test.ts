/** Guards and issues against Ajv, over random schemas and values made after them. */
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emitValidators } from '../../../generator/emit/validators/emit.js';
import { normalizeDocument } from '../../../generator/normalize/json-schema-document.js';
import type { JsonObject, JsonValue, Schema } from '../../../generator/schema.js';
import { toDocument } from '../../../runtime/core/validation/json-schema.js';
import { seed } from '../../support/seed.js';
import { compile } from '../../unit/validators/compile.js';
import { definitions, valueFor } from './arbitraries.js';
import { createOracle, options, type Oracle } from './oracle.js';

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
    const samples = fc.sample(definitions, { numRuns: 600, seed });
    await compareAll(
      samples.map((all) => ({ all, document: { $ref: '#/$defs/Root', $defs: Object.fromEntries(all) } })),
      ({ document, all }) => createOracle(new Ajv2020(options), document, all),
      20_000,
    );
  });

  it('20,000 values of schemas of draft-07', { timeout: 300_000 }, async () => {
    const samples = fc.sample(definitions, { numRuns: 1_150, seed: seed + 1 });
    await compareAll(
      samples.flatMap(toDraft07),
      ({ document, all }) => createOracle(new Ajv(options), document, all),
      20_000,
    );
  });
});

async function compareAll(
  samples: readonly Sample[],
  oracleOf: (sample: Sample) => Oracle,
  least: number,
): Promise<void> {
  const compiled = await compileAll(samples);
  const differences: string[] = [];
  let [compared, accepted] = [0, 0];
  for (const [index, sample] of samples.entries()) {
    const { all, document } = sample;
    const validators = compiled[`p${index}`];
    const oracle = oracleOf(sample);
    const values = fc.sample(valueFor(all.get('Root') ?? true, all), { numRuns: valuesPerDocument, seed: index });
    for (const value of values) {
      const wanted = oracle(value);
      if (validators === undefined || wanted === undefined) continue;
      compared++;
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

/** Guard, issues and the checks without the guard in front of them all say the same. */
function agree({ isRoot, validateRoot, checkRoot }: Validators, value: JsonValue, wanted: boolean): boolean {
  const walk = { findings: [], path: [], pointer: '#', depth: 0 };
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
