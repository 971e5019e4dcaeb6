/** `hookwright infer <provider>`: what samples say about each type, how well supported, and what they leave open. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { composeDocuments } from '../../compose/compose.js';
import type { Diagnostic } from '../../diagnostics.js';
import { UsageError } from '../../diagnostics.js';
import { withoutAnswered } from '../../infer/answered.js';
import type { InferredSchema } from '../../infer/infer.js';
import { inferProvider } from '../../infer/infer-provider.js';
import { explain, memberPath, memberTable, namesOf, openQuestions, sampleNames } from '../../infer/summary.js';
import type { SampleNames } from '../../infer/summary.js';
import { LOCK_PATH, readLock } from '../../lock.js';
import { nearest } from '../../manifest/reader.js';
import { printDiagnostics, printTable } from '../print.js';
import { loadProvider } from '../provider-input.js';
import { requireNoErrors } from '../workspace.js';
import type { GlobalOptions } from '../workspace.js';

/** What `infer` takes beside the common options. */
export interface InferCommandOptions {
  /** `<Type>#<pointer>` into the type's schema, or `<Type>#<path>` as the table prints it. */
  readonly explain: string | undefined;
}

/** Prints one table for each type, then the open questions; with `explain`, the reasons for one place. */
export async function inferCommand(
  options: GlobalOptions,
  provider: string,
  { explain: place }: InferCommandOptions,
): Promise<number> {
  const input = await loadProvider(options, provider);
  const { value: types, diagnostics: found } = inferProvider(
    input.folder,
    input.manifest,
    input,
    await readPins(options.out, provider),
    true,
  );
  const names = sampleNames(input.names);
  requireNoErrors(found);
  const diagnostics = withoutAnswered(found, types, composeDocuments(input.folder, input.manifest, types).value);
  if (place !== undefined) {
    const reasons = explainPlace(types, place, names, diagnostics);
    console.log(options.json ? JSON.stringify(reasons) : [reasons.place, ...reasons.reasons].join('\n  '));
    return 0;
  }
  if (options.json) console.log(JSON.stringify({ types: types.map((type) => withNames(type, names)), diagnostics }));
  else printReport(provider, types, diagnostics);
  return 0;
}

/** The type with the names of samples where its decisions have digests. */
function withNames(type: InferredSchema, names: SampleNames): object {
  const decisions = type.decisions.map((decision) => ({
    ...decision,
    evidence: namesOf(decision.evidence, names),
    contrary: namesOf(decision.contrary, names),
  }));
  return { ...type, decisions };
}

function printReport(provider: string, types: readonly InferredSchema[], diagnostics: readonly Diagnostic[]): void {
  if (types.length === 0) console.log(`${provider}: no event is typed by samples; its documents declare all types`);
  for (const type of types) {
    const size = `${type.samples} ${type.samples === 1 ? 'sample' : 'samples'} of ${type.folders.join(', ')}`;
    const origin = type.found ? ', found by its shape' : '';
    console.log(`${type.name}: ${size}${origin}\n${printTable(memberTable(type))}\n`);
  }
  const questions = openQuestions(diagnostics);
  if (types.length > 0) console.log(`open questions: ${questions.length === 0 ? 'none' : questions.length}`);
  if (questions.length > 0) console.log(questions.join('\n'));
  const others = diagnostics.filter((diagnostic) => diagnostic.code !== 'inference-open');
  if (others.length > 0) console.error(printDiagnostics(others));
}

interface Explanation {
  readonly place: string;
  readonly reasons: readonly string[];
}

function explainPlace(
  types: readonly InferredSchema[],
  place: string,
  names: SampleNames,
  diagnostics: readonly Diagnostic[],
): Explanation {
  const [name = '', path = ''] = place.split(/#(.*)/s);
  const type = types.find((candidate) => candidate.name === name);
  if (type === undefined) throw new UsageError(unknownType(name, types));
  const pointer =
    path.startsWith('/') || path === ''
      ? path
      : type.decisions.find((decision) => memberPath(decision.pointer) === path)?.pointer;
  const reasons = pointer === undefined ? undefined : explain(type, pointer, names);
  if (reasons === undefined)
    throw new UsageError(`${name} has nothing at "${path}"; \`hookwright infer\` lists its members`);
  const at = `/components/schemas/${name}${pointer ?? ''}`;
  const hints = diagnostics.flatMap(({ at: found, hint }) =>
    found.pointer === at && hint !== undefined ? [hint] : [],
  );
  return { place: `${name}#${pointer ?? ''}`, reasons: [...reasons, ...hints] };
}

function unknownType(name: string, types: readonly InferredSchema[]): string {
  const known = types.map((type) => type.name);
  const near = nearest(name, known);
  return `there is no inferred type "${name}"; ${near === undefined ? `known: ${known.join(', ')}` : `did you mean "${near}"?`}`;
}

/** Names that the last generation gave; without a lock there are none. */
async function readPins(out: string, provider: string): Promise<Readonly<Record<string, string>> | undefined> {
  const found = readLock(await readFile(join(out, LOCK_PATH), 'utf8').catch(() => undefined));
  return found.kind === 'sound' ? found.lock.pins?.[provider] : undefined;
}
