/** Commands for the generated package, as the command line knows them. Each is loaded when it runs, but for `check`. */
import type { Argv } from 'yargs';

import { check } from './commands/check.js';
import type { Runner } from './runner.js';

/** Adds `generate`, `check`, `inspect` and `diff`. */
export function addPackageCommands<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return addDiff(addInspect(addCheck(addGenerate(parser, run), run), run), run);
}

function addGenerate<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return parser.command(
    'generate',
    'Write the package',
    (command) => command,
    async (raw) =>
      run(async (options) => (await import('./commands/generate.js')).generate(options))(raw as unknown as T),
  );
}

function addCheck<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return parser.command(
    'check',
    'Compare the package with what would be generated; exit 1 if it differs',
    (command) => command,
    async (raw) => run(check)(raw as unknown as T),
  );
}

function addInspect<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return parser.command(
    'inspect <name>',
    'Print the intermediate representation of a provider',
    (command) =>
      command.positional('name', { type: 'string', demandOption: true, describe: 'Folder name of the provider' }),
    async (raw) =>
      run(async (options) => (await import('./commands/inspect.js')).inspect(options, raw.name))(raw as unknown as T),
  );
}

function addDiff<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return parser.command(
    'diff <old> <new>',
    'Compare two versions: documents, provider folders, or git revisions such as HEAD~1 or HEAD~1:schemas/terra',
    (command) =>
      command
        .positional('old', { type: 'string', demandOption: true, describe: 'The version before' })
        .positional('new', { type: 'string', demandOption: true, describe: 'The version now' })
        .option('format', {
          choices: ['text', 'json', 'markdown', 'github'] as const,
          default: 'text' as const,
          describe: 'Form of the report',
        })
        .option('markdown', { type: 'boolean', default: false, describe: 'The same as --format markdown' })
        .option('compile', { type: 'boolean', default: false, describe: 'Ask the TypeScript compiler too' })
        .option('texts', { type: 'boolean', default: false, describe: 'List changes of texts too' })
        .option('fail-on', {
          choices: ['breaking', 'widening', 'additive', 'docs'] as const,
          describe: 'Exit with 1 from this grade on',
        }),
    async (raw) =>
      run(async (options) => {
        const { diff } = await import('./commands/diff.js');
        return diff(options, {
          old: raw.old,
          new: raw.new,
          format: raw.markdown ? 'markdown' : raw.format,
          texts: raw.texts,
          compile: raw.compile,
          failOn: raw.failOn,
        });
      })(raw as unknown as T),
  );
}
