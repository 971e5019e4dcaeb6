#!/usr/bin/env node
/** The command line. Exit codes: 0 ok, 1 drift, 2 the user's input or the command line, 3 our bug. */
import { relative, resolve } from 'node:path';

import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';

// Commands are loaded when they run: `check` answers without the libraries that the others need.
import { addOwnerCommands } from './cli/owner-commands.js';
import { addPackageCommands } from './cli/package-commands.js';
import { addSampleCommands } from './cli/sample-commands.js';
import type { CommonOptions } from './cli/workspace.js';
import { UsageError } from './diagnostics.js';
import type { Diagnostic } from './diagnostics.js';

const OPTIONS = {
  schemas: { type: 'string', default: 'schemas', describe: 'Folder with one folder for each provider' },
  out: { type: 'string', default: 'generated', describe: 'Folder of the generated package' },
  templates: { type: 'string', describe: 'Folder of templates, instead of the ones that ship with hookwright' },
  provider: { type: 'string', array: true, describe: 'Only these providers' },
  'allow-remote': {
    type: 'boolean',
    default: false,
    describe: 'Fetch what documents refer to by https address; never from private addresses',
  },
  force: { type: 'boolean', default: false, describe: 'Do everything anew, whatever an earlier run left' },
  json: { type: 'boolean', default: false, describe: 'Print JSON' },
  verbose: { type: 'boolean', default: false, describe: 'Print notes, and stack traces of our own bugs' },
} as const;

interface RawOptions extends Omit<CommonOptions, 'templates' | 'provider'> {
  readonly templates?: string | undefined;
  readonly provider?: string[] | undefined;
}

process.exitCode = await main(hideBin(process.argv));

/** Runs one command line and returns its exit code. */
async function main(argv: readonly string[]): Promise<number> {
  let code = 0;
  const run = (work: (options: CommonOptions) => Promise<number>) => async (raw: RawOptions) => {
    const out = relative(process.cwd(), resolve(raw.out)).replaceAll('\\', '/');
    code = await work({
      ...raw,
      out: out.startsWith('..') || out === '' ? raw.out : out,
      templates: raw.templates,
      provider: raw.provider,
    });
  };
  const commands = yargs([...argv])
    .scriptName('hookwright')
    .usage('$0 <command>\n\nGenerates a typed package for webhook providers from the folders below schemas/.')
    .options(OPTIONS);
  const parser = addOwnerCommands(addSampleCommands(addPackageCommands(commands, run), run), run)
    .demandCommand(1, 'Name a command.')
    .recommendCommands()
    .strict()
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      throw error ?? new UsageError(message ?? 'the command line could not be read');
    });
  try {
    await parser.parseAsync();
    return code;
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
