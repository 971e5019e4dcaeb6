/** The JSON-Schema-Test-Suite, read from the reference material and compiled in one go. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { GeneratedFile } from '../../../generator/emit/emitter.js';
import { emitValidators } from '../../../generator/emit/validators/emit.js';
import type { Dialect } from '../../../generator/normalize/json-schema.js';
import { normalizeDocument } from '../../../generator/normalize/json-schema-document.js';
import type { JsonValue } from '../../../generator/schema.js';
import { compile } from './compile.js';

/** One schema of the suite with its tests. */
interface Group {
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

/** A test whose answer differs from the suite's, or from that of another entry point. */
export interface Failure {
  readonly file: string;
  readonly group: string;
  readonly test: string;
}

/** What a run of a part of the suite gave. */
export interface SuiteResult {
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** Groups that were refused at generation, by file, with the keyword or address at fault. */
  readonly refused: Readonly<Record<string, readonly string[]>>;
}

interface Validators {
  readonly isRoot: (value: unknown) => boolean;
  readonly RootSchema: {
    readonly '~standard': { readonly validate: (value: unknown) => { readonly issues?: readonly unknown[] } };
  };
}

/** Runs `tests/<draft>/<part>` against guards and Standard Schemas. */
export async function runSuite(folder: string, draft: string, part: string, dialect: Dialect): Promise<SuiteResult> {
  const directory = join(folder, draft, part);
  const documents = readDocuments(folder);
  const files: GeneratedFile[] = [];
  const groups: { readonly id: string; readonly file: string; readonly group: Group }[] = [];
  const refused: Record<string, string[]> = {};
  for (const file of readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .toSorted()) {
    for (const [index, group] of readGroups(join(directory, file)).entries()) {
      const assertFormats = file !== 'format.json';
      const { value, diagnostics } = normalizeDocument(group.schema, {
        name: 'Root',
        file,
        dialect,
        documents,
        assertFormats,
      });
      const [problem] = diagnostics;
      if (problem !== undefined) {
        (refused[file] ??= []).push(problem.message);
        continue;
      }
      const id = `${file.replaceAll(/\W/g, '_')}_${index}`;
      const origin = { kind: 'declared', document: file, pointer: '' } as const;
      files.push(
        ...emitValidators(
          value.map((schema) => ({ ...schema, module: 'root', role: 'data', origin })),
          { provider: id },
        ),
      );
      groups.push({ id, file, group });
    }
  }
  const entry = groups.map(({ id }) => `export * as ${id} from '/src/${id}/validators/root.js';`).join('\n');
  const compiled = (await compile(entry, files)) as Readonly<Record<string, Validators>>;
  const failures: Failure[] = [];
  let passed = 0;
  for (const { id, file, group } of groups) {
    for (const test of group.tests) {
      if (answersAlike(compiled[id], test)) passed++;
      else failures.push({ file, group: group.description, test: test.description });
    }
  }
  return { passed, failures, refused };
}

function answersAlike(validators: Validators | undefined, { data, valid }: Group['tests'][number]): boolean {
  const issues = validators?.RootSchema['~standard'].validate(data).issues;
  return validators?.isRoot(data) === valid && (issues === undefined) === valid;
}

function readGroups(path: string): readonly Group[] {
  return JSON.parse(readFileSync(path, 'utf8')) as readonly Group[];
}

/** The suite's remote documents at the addresses that it expects, and the meta-schema of draft-07. */
function readDocuments(folder: string): ReadonlyMap<string, JsonValue> {
  const metaSchema = createRequire(import.meta.url)('ajv/dist/refs/json-schema-draft-07.json') as JsonValue;
  const documents = new Map<string, JsonValue>([['http://json-schema.org/draft-07/schema', metaSchema]]);
  const visit = (directory: string, address: string): void => {
    for (const name of readdirSync(directory).toSorted()) {
      const path = join(directory, name);
      if (statSync(path).isDirectory()) visit(path, `${address}${name}/`);
      else if (name.endsWith('.json'))
        documents.set(`${address}${name}`, JSON.parse(readFileSync(path, 'utf8')) as JsonValue);
    }
  };
  visit(join(folder, 'remotes'), 'http://localhost:1234/');
  return documents;
}
