/** `hookwright generate`: writes the package. */
import { hasErrors } from '../../diagnostics.js';
import { hashText, LOCK_PATH, readWrittenHashes } from '../../lock.js';
import { generatePackage } from '../../pipeline.js';
import { applyChanges, readOutput } from '../../write/disk.js';
import { planChanges } from '../../write/plan.js';
import { printDiagnostics, printSummaries } from '../print.js';
import { loadInputs, requireNoErrors } from '../workspace.js';
import type { CommonOptions } from '../workspace.js';

/** Generates and writes; returns the exit code. Nothing is written if there are errors. */
export async function generate(options: CommonOptions): Promise<number> {
  const result = await generatePackage(await loadInputs(options), () => performance.now());
  requireNoErrors(result.diagnostics);
  const present = await readOutput(options.out);
  const { files, summaries } = result.value;
  const changes = planChanges({ wanted: files, present, written: readWrittenHashes(present.get(LOCK_PATH)), hash: hashText });
  await applyChanges(options.out, changes, files);
  if (options.json) {
    console.log(JSON.stringify({ changes, diagnostics: result.diagnostics, files: files.length }));
    return 0;
  }
  const shown = result.diagnostics.filter((diagnostic) => options.verbose || diagnostic.severity !== 'note');
  if (shown.length > 0 && !hasErrors(shown)) console.error(printDiagnostics(shown));
  console.log(printSummaries(summaries));
  console.log(`${options.out}: ${files.length} files, ${changes.length === 0 ? 'nothing changed' : `${changes.length} changed`}`);
  return 0;
}
