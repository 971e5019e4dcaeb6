#!/usr/bin/env node
/** The command line. Exit codes: 0 ok, 1 drift, 2 the user's input or the command line, 3 our bug. */
import { tuneEngine } from './cli/tune-engine.js';
import { runPlain } from './cli/plain-commands.js';
import type { Diagnostic } from './diagnostics.js';

tuneEngine();
process.exitCode = await main(process.argv.slice(2));

/** Runs one command line and returns its exit code. */
async function main(argv: readonly string[]): Promise<number> {
  try {
    return (await runPlain(argv)) ?? (await (await import('./cli/command-line.js')).runCommandLine(argv));
  } catch (error) {
    return await reportFailure(error, argv.includes('--json'), argv.includes('--verbose'));
  }
}

/** Prints what went wrong for the one who must act on it. Names are compared, so that a second copy of a class still counts. */
async function reportFailure(error: unknown, json: boolean, verbose: boolean): Promise<number> {
  const name = error instanceof Error ? error.name : '';
  if (name === 'InputError') {
    const { diagnostics } = error as Error & { readonly diagnostics: readonly Diagnostic[] };
    const shown = diagnostics.filter((diagnostic) => verbose || diagnostic.severity !== 'note');
    if (json) console.log(JSON.stringify({ diagnostics }));
    else console.error(`${(await import('./cli/print.js')).printDiagnostics(shown)}; nothing was written`);
    return 2;
  }
  if (name === 'UsageError' || name === 'YError') {
    console.error(`hookwright: ${(error as Error).message}\nSee: hookwright --help`);
    return 2;
  }
  console.error(
    `hookwright: this is a bug of ours, please report it: ${error instanceof Error ? error.message : 'unknown failure'}`,
  );
  if (verbose && error instanceof Error) console.error(error.stack);
  return 3;
}
