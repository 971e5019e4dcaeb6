/** Where the reference material is, if it is there: vendors' documents, published bodies, conformance suites. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder named by HOOKWRIGHT_REFERENCE, by default `../shared` beside the project; undefined if there is none. */
export function referenceFolder(): string | undefined {
  const folder = resolve(join(import.meta.dirname, '../..'), process.env['HOOKWRIGHT_REFERENCE'] ?? '../shared');
  return existsSync(folder) ? folder : undefined;
}

/** A file of the reference material, or undefined. */
export function referenceFile(path: string): string | undefined {
  const folder = referenceFolder();
  return folder !== undefined && existsSync(join(folder, path)) ? join(folder, path) : undefined;
}
