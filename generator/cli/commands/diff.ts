/** `hookwright diff <old> <new>`: what differs between two versions, and what it means for users of the package. */
import { gradeOf } from '../../diff/change.js';
import { diffSides } from '../../diff/diff-sides.js';
import type { Grade } from '../../diff/kinds.js';
import { locate } from '../../diff/locate.js';
import { printDiff } from '../../diff/print.js';
import type { DiffFormat } from '../../diff/print.js';
import { paintFor } from '../paint.js';
import { loadSide } from '../sides.js';
import type { Side } from '../sides.js';
import type { GlobalOptions } from '../workspace.js';

/** What `diff` takes beside the common options. */
export interface DiffOptions {
  readonly old: string;
  readonly new: string;
  readonly format: DiffFormat;
  /** List changes of texts too. */
  readonly texts: boolean;
  /** Ask the compiler too. */
  readonly compile: boolean;
  /** Grade from which the exit code is 1; undefined: never. */
  readonly failOn: Grade | undefined;
}

/** Prints the comparison; returns 1 only where `--fail-on` asks for it. */
export async function diff(
  options: GlobalOptions,
  { old, new: next, format, texts, compile, failOn }: DiffOptions,
): Promise<number> {
  const before = await loadSide(old, options.schemas);
  const after = await loadSide(next, options.schemas);
  const changes = diffSides(before, after);
  const form = options.json ? 'json' : format;
  const lineOf = form === 'github' ? locate(changes, before.values(), after.values()) : undefined;
  console.log(printDiff(changes, form, { withTexts: texts, paint: paintFor(process.stdout), lineOf }));
  if (compile && !(await doAgree(before, after))) return 3;
  const grades: readonly Grade[] = ['docs', 'additive', 'widening', 'breaking'];
  const limit = failOn === undefined ? Infinity : grades.indexOf(failOn);
  return changes.some((change) => grades.indexOf(gradeOf(change)) >= limit) ? 1 : 0;
}

/** Prints every type on which rules and compiler differ; that is a bug of ours. */
async function doAgree(before: Side, after: Side): Promise<boolean> {
  const { findDisagreements } = await import('../../diff/judge.js');
  const alone = before.size === 1 && after.size === 1 ? [...before.values()][0] : undefined;
  let agrees = true;
  for (const [name, provider] of after) {
    const earlier = before.get(name) ?? alone;
    for (const found of earlier === undefined ? [] : await findDisagreements(earlier, provider)) {
      agrees = false;
      console.error(
        `${found.name}: the compiler says that ${found.side}s ${found.compilerHolds ? 'need not' : 'must'} change, the rules found ${found.kinds.join(', ') || 'nothing'}; please report it`,
      );
    }
  }
  return agrees;
}
