#!/usr/bin/env node
/** The command line. Exit codes: 0 ok, 1 drift, 2 the user's input or the command line, 3 our bug. */
import { relative, resolve } from 'node:path';

import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';

// Commands are loaded when they run: `check` answers without the libraries that the others need.
import { check } from './cli/commands/check.js';
import { addOwnerCommands } from './cli/owner-commands.js';
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
    .options(OPTIONS)
    .command(
      'generate',
      'Write the package',
      (command) => command,
      run(async (options) => (await import('./cli/commands/generate.js')).generate(options)),
    )
    .command(
      'check',
      'Compare the package with what would be generated; exit 1 if it differs',
      (command) => command,
      run(check),
    )
    .command(
      'inspect <name>',
      'Print the intermediate representation of a provider',
      (command) =>
        command.positional('name', { type: 'string', demandOption: true, describe: 'Folder name of the provider' }),
      async (raw) =>
        run(async (options) => (await import('./cli/commands/inspect.js')).inspect(options, raw.name))(raw),
    )
    .command(
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
          const { diff } = await import('./cli/commands/diff.js');
          return diff(options, {
            old: raw.old,
            new: raw.new,
            format: raw.markdown ? 'markdown' : raw.format,
            texts: raw.texts,
            compile: raw.compile,
            failOn: raw.failOn,
          });
        })(raw),
    )
    .command(
      'infer <name>',
      'Show what samples say about each type, how well supported it is, and what they leave open',
      (command) =>
        command
          .positional('name', { type: 'string', demandOption: true, describe: 'Folder name of the provider' })
          .option('explain', {
            type: 'string',
            requiresArg: true,
            describe: 'Why one place is as it is: <Type>#<pointer> or <Type>#<member path>',
          }),
      async (raw) =>
        run(async (options) =>
          (await import('./cli/commands/infer.js')).inferCommand(options, raw.name, { explain: raw.explain }),
        )(raw),
    )
    .command(
      'capture <name> <event> <file>',
      'Scrub a captured body (a file, or - for standard input) and write it as a sample',
      (command) =>
        command
          .positional('name', { type: 'string', demandOption: true, describe: 'Folder name of the provider' })
          .positional('event', { type: 'string', demandOption: true, describe: 'Event of the manifest' })
          .positional('file', { type: 'string', demandOption: true, describe: 'The captured body, or -' })
          .option('headers', { type: 'string', requiresArg: true, describe: 'File with the headers of the delivery' })
          .option('as', { type: 'string', requiresArg: true, describe: 'Name of the sample; default: the next number' })
          .option('accept', { type: 'boolean', default: false, describe: 'Write although there are doubts' }),
      async (raw) =>
        run(async (options) =>
          (await import('./cli/commands/capture.js')).capture(options, raw.name, raw.event, sourceOf(raw.file), {
            headers: raw.headers,
            name: raw.as,
            accept: raw.accept,
          }),
        )(raw),
    )
    .command(
      'observe <name> [source]',
      'Add what bodies show to observations.json without keeping them: a file, a folder, NDJSON, or -',
      (command) =>
        command
          .positional('name', { type: 'string', demandOption: true, describe: 'Folder name of the provider' })
          .positional('source', { type: 'string', describe: 'Where the bodies are; without it, the samples only' })
          .option('event', { type: 'string', requiresArg: true, describe: 'Event that all bodies belong to' }),
      async (raw) =>
        run(async (options) =>
          (await import('./cli/commands/observe.js')).observe(
            options,
            raw.name,
            raw.source === undefined ? undefined : sourceOf(raw.source),
            { event: raw.event },
          ),
        )(raw),
    );
  const parser = addOwnerCommands(commands, run)
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

/** yargs reads a lone `-` as an empty text. */
function sourceOf(text: string): string {
  return text === '' ? '-' : text;
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
