/** `hookwright check`: generates in memory and compares with the disk; writes nothing. */
import { hashText, LOCK_PATH, readWrittenHashes } from '../../lock.js';
import { generatePackage } from '../../pipeline.js';
import { readOutput } from '../../write/disk.js';
import { planChanges } from '../../write/plan.js';
import { printChanges } from '../print.js';
import { loadInputs, requireNoErrors } from '../workspace.js';
import type { CommonOptions } from '../workspace.js';

/** Returns 0 if the output is as it should be, 1 with a report if it is not. */
export async function check(options: CommonOptions): Promise<number> {
  const result = await generatePackage(await loadInputs(options), () => performance.now());
  requireNoErrors(result.diagnostics);
  const present = await readOutput(options.out);
  const changes = planChanges({ wanted: result.value.files, present, written: readWrittenHashes(present.get(LOCK_PATH)), hash: hashText });
  if (options.json) console.log(JSON.stringify({ changes }));
  else if (changes.length === 0) console.log(`${options.out}: ${result.value.files.length} files, all as generated`);
  else console.error(printChanges(changes, options.out));
  return changes.length === 0 ? 0 : 1;
}
