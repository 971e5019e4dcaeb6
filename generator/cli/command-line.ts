/** The whole command line, read by yargs. Commands are loaded when they run. */
import yargs from 'yargs';

import { UsageError } from '../diagnostics.js';
import { OPTIONS, toGlobalOptions } from './global-options.js';
import type { RawOptions } from './global-options.js';
import { addOwnerCommands } from './owner-commands.js';
import { addPackageCommands } from './package-commands.js';
import { addSampleCommands } from './sample-commands.js';
import type { GlobalOptions } from './workspace.js';

/** Runs one command line and returns its exit code; what it cannot read is a `UsageError`. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  let code = 0;
  const run = (work: (options: GlobalOptions) => Promise<number>) => async (raw: RawOptions) => {
    code = await work(toGlobalOptions(raw));
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
  await parser.parseAsync();
  return code;
}
