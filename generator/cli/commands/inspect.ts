/** `hookwright inspect <provider>`: prints the intermediate representation as JSON. */
import { buildProvider } from '../../provider.js';
import { printDiagnostics } from '../print.js';
import { loadFolders, requireNoErrors } from '../workspace.js';
import type { GlobalOptions } from '../workspace.js';

/** Prints the IR of one provider to standard output, problems to standard error; returns the exit code. */
export async function inspect(options: GlobalOptions, provider: string): Promise<number> {
  const folders = await loadFolders({ ...options, provider: [provider] });
  for (const folder of folders) {
    const built = buildProvider(folder);
    requireNoErrors(built.diagnostics);
    if (built.diagnostics.length > 0) console.error(printDiagnostics(built.diagnostics, Infinity));
    console.log(JSON.stringify(built.value, undefined, 2));
  }
  return 0;
}
