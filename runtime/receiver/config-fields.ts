/** Reads members of the configuration; messages name the key that is wrong, never a value. */
import { readFileSync } from 'node:fs';

/** Variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A map of keys. */
export type Fields = Readonly<Record<string, unknown>>;

/** `{ env: NAME }` or `{ file: path }`. */
export function resolveReference(value: unknown, at: string, environment: Environment): string {
  const fields = asFields(value, at, ['env', 'file']);
  const { env, file } = fields;
  const text =
    typeof env === 'string'
      ? environment[env]
      : typeof file === 'string'
        ? readFileSync(file, 'utf8').replace(/\r?\n$/, '')
        : undefined;
  if (text === undefined || text === '')
    throw new Error(
      `${at}: ${typeof env === 'string' ? `the variable ${env} is not set` : 'give { env: NAME } or { file: path }'}.`,
    );
  return text;
}

/** A text, or a reference to one. */
export function resolveSecret(value: unknown, at: string, environment: Environment): string {
  return typeof value === 'string' ? value : resolveReference(value, at, environment);
}

/** A map, of these keys only. */
export function asFields(value: unknown, at: string, names?: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${at} has to be a map of keys.`);
  const strange = Object.keys(value).find((key) => names !== undefined && !names.includes(key));
  if (strange !== undefined) throw new Error(`${at} has no key ${strange}.`);
  return value as Fields;
}

/** A list. */
export function asList(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${at} has to be a list.`);
  return value;
}

/** A text that is not empty. */
export function asText(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`${at} has to be a text.`);
  return value;
}

/** A number from zero on. */
export function asNumber(value: unknown, at: string): number {
  if (typeof value !== 'number' || !(value >= 0)) throw new Error(`${at} has to be a number.`);
  return value;
}
