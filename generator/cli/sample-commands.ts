/** Commands for samples, as the command line knows them. */
import type { Argv } from 'yargs';

import type { Runner } from './runner.js';

/** Adds `infer`, `capture` and `observe`. */
export function addSampleCommands<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return addObserve(addCapture(addInfer(parser, run), run), run);
}

function addInfer<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return parser.command(
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
        (await import('./commands/infer.js')).inferCommand(options, raw.name, { explain: raw.explain }),
      )(raw as unknown as T),
  );
}

function addCapture<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return parser.command(
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
        (await import('./commands/capture.js')).capture(options, raw.name, raw.event, sourceOf(raw.file), {
          headers: raw.headers,
          name: raw.as,
          accept: raw.accept,
        }),
      )(raw as unknown as T),
  );
}

function addObserve<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return parser.command(
    'observe <name> [source]',
    'Add what bodies show to observations.json without keeping them: a file, a folder, NDJSON, or -',
    (command) =>
      command
        .positional('name', { type: 'string', demandOption: true, describe: 'Folder name of the provider' })
        .positional('source', { type: 'string', describe: 'Where the bodies are; without it, the samples only' })
        .option('event', { type: 'string', requiresArg: true, describe: 'Event that all bodies belong to' }),
    async (raw) =>
      run(async (options) =>
        (await import('./commands/observe.js')).observe(
          options,
          raw.name,
          raw.source === undefined ? undefined : sourceOf(raw.source),
          { event: raw.event },
        ),
      )(raw as unknown as T),
  );
}

/** yargs reads a lone `-` as an empty text. */
function sourceOf(text: string): string {
  return text === '' ? '-' : text;
}
