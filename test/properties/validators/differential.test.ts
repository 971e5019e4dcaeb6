/** Guards and issues against Ajv, over random schemas and values made after them. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emitValidators } from '../../../generator/emit/validators/emit.js';
import type { JsonValue, Schema } from '../../../generator/schema.js';
import { compile } from '../../unit/validators/compile.js';
import { definitions, valueFor } from './arbitraries.js';

const documents = 490;
const valuesPerDocument = 80;

interface Validators {
  readonly isRoot: (value: unknown) => boolean;
  readonly validateRoot: (value: unknown) => {
    readonly value?: unknown;
    readonly issues?: readonly { readonly pointer: string }[];
  };
  readonly checkRoot: (value: unknown, walk: object) => void;
}

describe('validators and Ajv', () => {
  it('accept and reject the same 20,000 values', { timeout: 120_000 }, async () => {
    const samples = fc.sample(definitions, { numRuns: documents, seed: 20_261_121 });
    const compiled = await compileAll(samples);
    const differences: string[] = [];
    let compared = 0;
    let accepted = 0;
    for (const [index, all] of samples.entries()) {
      const oracle = createOracle(all);
      const validators = compiled[`p${index}`];
      if (oracle === undefined || validators === undefined) continue;
      for (const value of fc.sample(valueFor(all.get('Root') ?? true, all), {
        numRuns: valuesPerDocument,
        seed: index,
      })) {
        if (isBeyondOracle(all, value)) continue;
        compared++;
        const wanted = oracle(value);
        if (wanted) accepted++;
        if (!agree(validators, value, wanted))
          differences.push(`${JSON.stringify(value)} ${wanted} ${JSON.stringify(Object.fromEntries(all))}`);
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(compared).toBeGreaterThan(20_000);
    expect(accepted).toBeGreaterThan(compared / 10);
    expect(accepted).toBeLessThan((compared * 9) / 10);
  });
});

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

async function compileAll(
  samples: readonly ReadonlyMap<string, Schema>[],
): Promise<Readonly<Record<string, Validators>>> {
  const origin = { kind: 'declared', document: 'random', pointer: '' } as const;
  const files = samples.flatMap((all, index) => {
    const schemas = [...all].map(([name, schema]) => ({ name, schema, module: 'root', role: 'data', origin }) as const);
    return emitValidators(schemas, { provider: `p${index}` });
  });
  const entry = samples.map((_, index) => `export * as p${index} from '/src/p${index}/validators/root.js';`).join('\n');
  return (await compile(entry, files)) as Readonly<Record<string, Validators>>;
}

/** Ajv for the document; undefined where Ajv cannot compile it. */
function createOracle(all: ReadonlyMap<string, Schema>): ((value: unknown) => boolean) | undefined {
  const ajv = new Ajv2020({ strict: false, ownProperties: true, validateSchema: false, logger: false });
  addFormats.default(ajv);
  const root = { $ref: '#/$defs/Root', $defs: Object.fromEntries(all) };
  return ajv.compile(root) as (value: unknown) => boolean;
}
