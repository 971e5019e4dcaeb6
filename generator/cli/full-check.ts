/** The whole comparison: everything is generated in memory, nothing on disk is trusted. */
import type { PackageForm } from '../package-form.js';
import { generatePackage } from '../pipeline.js';
import { compareOutput, describePresent, readPresent } from '../write/compare.js';
import type { PresentOutput } from '../write/compare.js';
import type { Change } from '../write/plan.js';
import { formOf } from './installation.js';
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
    notes: [...describePresent(present, options.out), ...describeForm(present, options.out, inputs.manifest.form)],
  };
}

/** Where every file differs because the option was forgotten, that is what to say. */
function describeForm({ lock }: PresentOutput, out: string, asked: PackageForm): readonly string[] {
  if (lock === undefined) return [];
  const found: PackageForm = formOf(lock.tools);
  return found === asked ? [] : [`${out} is a package of ${found}, and what was asked for is ${asked}: see --form`];
}
