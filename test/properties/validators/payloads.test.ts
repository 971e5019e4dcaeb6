/** Guards and issues against Ajv of both drafts, over mutants of the samples that the providers' folders hold. */
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { emitValidators } from '../../../generator/emit/validators/emit.js';
import type { ProviderIR } from '../../../generator/ir/ir.js';
import { buildProvider } from '../../../generator/provider.js';
import type { JsonValue } from '../../../generator/schema.js';
import { formats } from '../../../runtime/core/validation/format-table.js';
import type { Issue } from '../../../runtime/core/validation/issues.js';
import type { StandardSchema } from '../../../runtime/core/validation/standard.js';
import { realFolders } from '../../support/provider-folder.js';
import { compile, type Exports } from '../../unit/validators/compile.js';
import { createRandom } from '../../unit/validators/random.js';
import { longTexts } from './long-texts.js';
import { mutate } from './mutants.js';

const mutantsInAll = 20_000;

/** A sample and everything that judges it. */
interface Subject {
  readonly name: string;
  readonly value: JsonValue;
  readonly guard: (value: unknown) => boolean;
  readonly standard: StandardSchema<unknown>['~standard'];
  readonly schemaText: string;
  /** Ajv with its own formats, then with ours: 2020-12 and draft-07. */
  readonly oracles: readonly (readonly [theirs: Oracle, ours: Oracle])[];
}

type Oracle = (value: unknown) => boolean;

let subjects: readonly Subject[] = [];

beforeAll(async () => {
  const lists = await Promise.all(
    (await realFolders()).map(async (folder) => {
      const { value: provider } = buildProvider(folder);
      return provider === undefined ? [] : subjectsOf(provider, folder.files);
    }),
  );
  subjects = lists.flat();
}, 300_000);

describe('mutants of samples', () => {
  it('start from samples that the validator and both drafts of Ajv accept', () => {
    expect(subjects.length).toBeGreaterThan(50);
    expect(new Set(subjects.map(({ name }) => name.split('/')[0])).size).toBe(4);
    for (const { name, value, oracles } of subjects)
      expect([name, ...oracles.flat().map((oracle) => oracle(value))]).toEqual([name, true, true, true, true]);
  });

  it('are judged as Ajv judges them, 20,000 times for each draft', { timeout: 300_000 }, () => {
    const random = createRandom(2026);
    const differences: string[] = [];
    const [accepted, byFormat] = [new Set<number>(), new Set<number>()];
    for (let index = 0; index < mutantsInAll; index++) {
      const subject = subjects[index % subjects.length];
      if (subject === undefined) break;
      const mutant = mutate(subject.value, random);
      const ours = subject.guard(mutant);
      if (ours) accepted.add(index);
      if (!explains(subject, mutant, ours)) differences.push(`issues of ${subject.name}`);
      for (const [theirs, withOurFormats] of subject.oracles) {
        if (theirs(mutant) === ours) continue;
        byFormat.add(index);
        if (withOurFormats(mutant) !== ours) differences.push(`${subject.name} ${ours} ${JSON.stringify(mutant)}`);
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(accepted.size).toBeGreaterThan(mutantsInAll / 10);
    expect(accepted.size).toBeLessThan((mutantsInAll * 9) / 10);
    // Formats are compared one by one in formats.test.ts; here they may matter seldom.
    expect(byFormat.size).toBeLessThan(mutantsInAll / 100);
  });
});

/** Issues are there where the guard says no, are twenty at most, and hold no long text of the value. */
function explains({ standard, schemaText }: Subject, mutant: JsonValue, isValid: boolean): boolean {
  const { issues } = standard.validate(mutant) as { readonly issues?: readonly Issue[] };
  if (isValid || issues === undefined) return isValid && issues === undefined;
  const said = issues
    .map(({ message, code, expected, received, pointer }) => [message, code, expected, received, pointer])
    .join('\n');
  const isSilent = longTexts(mutant).every((text) => schemaText.includes(text) || !said.includes(text));
  return issues.length > 0 && issues.length <= 20 && isSilent;
}

async function subjectsOf(
  provider: ProviderIR,
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<readonly Subject[]> {
  const output = emitValidators(provider.schemas, { provider: provider.name });
  const modules = [...new Set(provider.schemas.filter(({ role }) => role === 'data').map(({ module }) => module))];
  const entry = modules.map((module) => `export * from '/src/${provider.name}/validators/${module}.js';`).join('\n');
  const exports = await compile(entry, output);
  const definitions = Object.fromEntries(provider.schemas.map(({ name, schema }) => [name, schema]));
  const events = provider.webhooks.flatMap((webhook) => webhook.events);
  return events.flatMap(({ key, samples, schemaName }) => {
    const prefix = `samples/${samples ?? key}/`;
    const bodies = files.filter(({ path }) => path.startsWith(prefix) && !path.endsWith('.headers.json'));
    const judges = judgesOf(exports, schemaName, definitions);
    return bodies
      .flatMap(({ path, text }) => valuesOf(JSON.parse(text) as JsonValue).map((value) => ({ path, value })))
      .filter(({ value }) => judges.guard(value))
      .map(({ path, value }) => ({ name: `${provider.name}/${path} as ${schemaName}`, value, ...judges }));
  });
}

/** A body, and its items where it is a list of events. */
function valuesOf(body: JsonValue): readonly JsonValue[] {
  return Array.isArray(body) ? [body, ...(body as readonly JsonValue[])] : [body];
}

function judgesOf(exports: Exports, name: string, definitions: object): Omit<Subject, 'name' | 'value'> {
  const standard = (exports[`${name}Schema`] as StandardSchema<unknown>)['~standard'];
  const draft07 = standard.jsonSchema.input({ target: 'draft-07' });
  const document2020 = { $ref: `#/$defs/${name}`, $defs: definitions };
  const options = { strict: false, ownProperties: true, validateSchema: false, logger: false } as const;
  const oracles = [
    [addFormats.default(new Ajv2020(options)), new Ajv2020({ ...options, formats: ourFormats }), document2020],
    [addFormats.default(new Ajv(options)), new Ajv({ ...options, formats: ourFormats }), draft07],
  ] as const;
  return {
    guard: exports[`is${name}`] as Subject['guard'],
    standard,
    schemaText: JSON.stringify(document2020),
    oracles: oracles.map(([theirs, ours, document]) => [
      theirs.compile(document) as Oracle,
      ours.compile(document) as Oracle,
    ]),
  };
}

const ourFormats = Object.fromEntries(
  Object.entries(formats).map(([name, validate]) => [name, { type: 'string', validate }] as const),
);
