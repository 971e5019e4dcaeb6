/** `hookwright generate`: writes the package. */
import { hasErrors } from '../../diagnostics.js';
import { generatePackage } from '../../pipeline.js';
import { compareOutput, describePresent, readPresent } from '../../write/compare.js';
import { applyChanges } from '../../write/disk.js';
import { requireOwnFolder } from '../output-folder.js';
import { printDiagnostics, printSummaries } from '../print.js';
import { loadInputs, requireNoErrors } from '../workspace.js';
import type { GlobalOptions } from '../workspace.js';

/** Generates and writes; returns the exit code. Nothing is written if there are errors. */
export async function generate(options: GlobalOptions): Promise<number> {
  requireOwnFolder(options);
  const present = await readPresent(options.out);
  const result = await generatePackage(
    { ...(await loadInputs(options)), pins: present.lock?.pins },
    () => performance.now(),
    options.force ? undefined : { ...present, reports: options.json || options.verbose },
  );
  requireNoErrors(result.diagnostics);
  const { files, kept, summaries } = result.value;
  const changes = compareOutput(present, files, kept);
  const count = files.length + Object.keys(kept).length;
  await applyChanges(options.out, changes, files);
  if (options.json) {
    console.log(JSON.stringify({ changes, diagnostics: result.diagnostics, files: count }));
    return 0;
  }
  const shown = result.diagnostics.filter((diagnostic) => options.verbose || diagnostic.severity !== 'note');
  if (shown.length > 0 && !hasErrors(shown)) console.error(printDiagnostics(shown));
  for (const note of describePresent(present, options.out)) console.error(note);
  console.log(printSummaries(summaries));
  console.log(
    `${options.out}: ${count} files, ${changes.length === 0 ? 'nothing changed' : `${changes.length} changed`}`,
  );
  return 0;
}
