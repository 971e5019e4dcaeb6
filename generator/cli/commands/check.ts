/** `hookwright check`: compares the package with what would be generated; writes nothing. */
import type { Change } from '../../write/plan.js';
import type { GlobalOptions } from '../workspace.js';
import { quickCheck } from '../quick-check.js';

/** Returns 0 if the output is as it should be, 1 with a report if it is not. */
export async function check(options: GlobalOptions): Promise<number> {
  const unchanged = options.force || options.provider !== undefined ? undefined : quickCheck(options);
  if (unchanged !== undefined) return report(options, [], unchanged, []);
  const { checkFully } = await import('../full-check.js');
  const { changes, files, notes } = await checkFully(options);
  if (changes.length === 0 || options.json) return report(options, changes, files, notes);
  const [{ printChanges }, { paintFor }] = await Promise.all([import('../print.js'), import('../paint.js')]);
  console.error([...notes, printChanges(changes, options.out, paintFor(process.stderr))].join('\n\n'));
  return 1;
}

function report(options: GlobalOptions, changes: readonly Change[], files: number, notes: readonly string[]): number {
  if (options.json) console.log(JSON.stringify({ changes, notes }));
  else console.log([...notes, `${options.out}: ${files} files, all as generated`].join('\n'));
  return changes.length === 0 ? 0 : 1;
}
