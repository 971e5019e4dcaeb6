/** The whole comparison: everything is generated in memory, nothing on disk is trusted. */
import { generatePackage } from '../pipeline.js';
import { compareOutput, describePresent, readPresent } from '../write/compare.js';
import type { Change } from '../write/plan.js';
import { loadInputs, requireNoErrors } from './workspace.js';
import type { GlobalOptions } from './workspace.js';

/** What differs, how many files there should be, and what is odd about the folder itself. */
export interface FullCheck {
  readonly changes: readonly Change[];
  readonly files: number;
  readonly notes: readonly string[];
}

/** Generates and compares. */
export async function checkFully(options: GlobalOptions): Promise<FullCheck> {
  const present = await readPresent(options.out);
  const inputs = { ...(await loadInputs(options)), pins: present.lock?.pins };
  const result = await generatePackage(inputs, () => performance.now());
  requireNoErrors(result.diagnostics);
  return {
    changes: compareOutput(present, result.value.files),
    files: result.value.files.length,
    notes: describePresent(present, options.out),
  };
}
