/** `hookwright infer <provider>`: what samples say about each type, how well supported, and what they leave open. */
import { eventRoots } from '../../compose/roots.js';
import { UsageError } from '../../diagnostics.js';
import { inferFrom } from '../../infer/infer.js';
import type { InferredSchema } from '../../infer/infer.js';
import { explain, memberPath, memberTable, openQuestions } from '../../infer/summary.js';
import { tagsOf } from '../../infer/tags.js';
import { printDiagnostics, printTable } from '../print.js';
import { loadProvider } from '../provider-input.js';
import { requireNoErrors } from '../workspace.js';
import type { CommonOptions } from '../workspace.js';

export interface InferCommandOptions {
  /** `<Type>#<pointer>` into the type's schema. */
  readonly explain: string | undefined;
}

/** Prints one table for each type, then the open questions; with `explain`, the reasons for one place. */
export async function inferCommand(
  options: CommonOptions,
  provider: string,
  { explain: place }: InferCommandOptions,
): Promise<number> {
  const { manifest, seen } = await loadProvider(options, provider);
  const { value: types, diagnostics } = inferFrom(seen, {
    provider,
    entities: eventRoots(manifest),
    policy: manifest.inference,
    tags: tagsOf(manifest),
  });
  requireNoErrors(diagnostics);
  if (place !== undefined) {
    console.log(explainPlace(types, place).join('\n'));
    return 0;
  }
  if (options.json) {
    console.log(JSON.stringify({ types, diagnostics }));
    return 0;
  }
  for (const type of types)
    console.log(
      `${type.name}: ${type.samples} samples of ${type.folders.join(', ')}\n${printTable(memberTable(type))}\n`,
    );
  const questions = openQuestions(diagnostics);
  if (questions.length > 0) console.log(`${questions.length} open questions\n\n${questions.join('\n')}`);
  const others = diagnostics.filter((diagnostic) => diagnostic.code !== 'inference-open');
  if (others.length > 0) console.error(printDiagnostics(others));
  return 0;
}

/** Takes a schema pointer (`Sleep#/properties/duration`) or a path as the table prints it (`Sleep#source.name`). */
function explainPlace(types: readonly InferredSchema[], place: string): readonly string[] {
  const [name = '', path = ''] = place.split(/#(.*)/s);
  const type = types.find((candidate) => candidate.name === name);
  if (type === undefined)
    throw new UsageError(`there is no inferred type "${name}"; known: ${types.map((known) => known.name).join(', ')}`);
  const pointer =
    path.startsWith('/') || path === ''
      ? path
      : type.decisions.find((decision) => memberPath(decision.pointer) === path)?.pointer;
  const reasons = pointer === undefined ? undefined : explain(type, pointer);
  if (reasons === undefined) throw new UsageError(`${name} has nothing at "${path}"; see: hookwright infer`);
  return [`${name}#${pointer ?? ''}`, ...reasons.map((reason) => `  ${reason}`)];
}
