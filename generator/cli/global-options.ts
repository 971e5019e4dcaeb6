/** Options that every command has, as a table. Loads no library. */
import { relative, resolve } from 'node:path';

import { UsageError } from '../diagnostics.js';
import { PACKAGE_FORMS, readForm } from '../package-form.js';
import type { PackageForm } from '../package-form.js';
import type { GlobalOptions } from './workspace.js';

/** The table, in the terms of yargs. */
export const OPTIONS = {
  schemas: { type: 'string', default: 'schemas', describe: 'Folder with one folder for each provider' },
  out: { type: 'string', default: 'generated', describe: 'Folder of the generated package' },
  templates: { type: 'string', describe: 'Folder of templates, instead of the ones that ship with hookwright' },
  form: {
    type: 'string',
    describe: 'typescript, or javascript: compiled, with declarations; instead of what package.yaml says',
  },
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

/** The options as they were read from a command line. */
export interface RawOptions extends Omit<GlobalOptions, 'templates' | 'provider' | 'form'> {
  readonly templates?: string | undefined;
  readonly form?: string | undefined;
  readonly provider?: string[] | undefined;
}

/** The options as commands take them: the output folder is named as seen from here, if it is below. */
export function toGlobalOptions<T extends RawOptions>(raw: T): Omit<T, 'form'> & GlobalOptions {
  for (const name of ['schemas', 'out', 'templates', 'form'] as const)
    if (Array.isArray(raw[name])) throw new UsageError(`--${name} was given more than once`);
  const out = relative(process.cwd(), resolve(raw.out)).replaceAll('\\', '/');
  return {
    ...raw,
    out: out.startsWith('..') || out === '' ? raw.out : out,
    templates: raw.templates,
    form: raw.form === undefined ? undefined : requireForm(raw.form),
    provider: raw.provider,
  };
}

function requireForm(text: string): PackageForm {
  const form = readForm(text);
  if (form === undefined) throw new UsageError(`--form is one of ${PACKAGE_FORMS.join(', ')}, not "${text}"`);
  return form;
}
