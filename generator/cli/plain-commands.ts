/**
 * `generate` and `check` with nothing but options that every command has, which is how CI runs them. Reading that takes
 * no library: loading one costs more than a check in which nothing changed.
 */
import { parseArgs } from 'node:util';

import { OPTIONS, toGlobalOptions } from './global-options.js';
import { check } from './commands/check.js';
import type { GlobalOptions } from './workspace.js';

/** Runs such a command line and gives its exit code; undefined for any other, and for one with a mistake in it. */
export async function runPlain([command, ...args]: readonly string[]): Promise<number | undefined> {
  if (command !== 'check' && command !== 'generate') return undefined;
  const options = readPlain(args);
  if (options === undefined) return undefined;
  return command === 'check' ? check(options) : (await import('./commands/generate.js')).generate(options);
}

/** The options; undefined where the library has to read them, or say what is wrong with them. */
export function readPlain(args: readonly string[]): GlobalOptions | undefined {
  const values = parse(args);
  if (values === undefined) return undefined;
  const once = [values.schemas, values.out, values.templates, values.form];
  if (once.some((given) => given !== undefined && given.length > 1)) return undefined;
  return toGlobalOptions({
    schemas: values.schemas?.[0] ?? OPTIONS.schemas.default,
    out: values.out?.[0] ?? OPTIONS.out.default,
    templates: values.templates?.[0],
    form: values.form?.[0],
    provider: values.provider,
    allowRemote: values['allow-remote'] ?? false,
    force: values.force ?? false,
    json: values.json ?? false,
    verbose: values.verbose ?? false,
  });
}

/** The table in the terms of Node; a text that is given twice is for the library to refuse. */
type PlainOptions = {
  readonly [Name in keyof typeof OPTIONS]: (typeof OPTIONS)[Name]['type'] extends 'string'
    ? { readonly type: 'string'; readonly multiple: true }
    : { readonly type: 'boolean' };
};

function parse(args: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(OPTIONS).map(([name, { type }]) => [name, type === 'string' ? { type, multiple: true } : { type }]),
  ) as PlainOptions;
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch {
    return undefined;
  }
}
