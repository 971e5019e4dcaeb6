/** Text of a YAML or JSON file in, plain data out, with the line of the first syntax error. */
import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';

import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { aliasProblem } from './yaml-aliases.js';

/** YAML 1.2, and `<<` of 1.1, which documents that are written by hand use. */
const YAML = CORE_SCHEMA.withTags(mergeTag);

/** Parses YAML 1.2 (and so JSON). A syntax error yields `undefined` and one `syntax` diagnostic with its line. */
export function parseYaml(text: string, file: string): StageResult<JsonValue | undefined> {
  try {
    const value = load(text, { filename: file, schema: YAML }) as JsonValue;
    const problem = /(^|[\s,[{:-])\*\S/m.test(text) ? aliasProblem(value) : undefined;
    if (problem === undefined) return { value, diagnostics: [] };
    return { value: undefined, diagnostics: [unreadable(problem, file)] };
  } catch (error) {
    return { value: undefined, diagnostics: [syntaxError(error, file)] };
  }
}

/** Parses JSON bytes; the reason names the line, never the content. */
export function parseJson(text: string, file: string): StageResult<JsonValue | undefined> {
  try {
    return { value: JSON.parse(text) as JsonValue, diagnostics: [] };
  } catch {
    const diagnostic: Diagnostic = {
      code: 'sample-invalid',
      severity: 'error',
      message: 'this sample is not JSON',
      at: { file, line: lineOfJsonError(text) },
      hint: 'Capture the body again, byte for byte; a sample holds one JSON value and nothing else.',
    };
    return { value: undefined, diagnostics: [diagnostic] };
  }
}

/** True for a value with members, as opposed to arrays, scalars and null. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(reason: string, file: string): Diagnostic {
  return {
    code: 'syntax',
    severity: 'error',
    message: `cannot be read: ${reason}`,
    at: { file, line: 1 },
    hint: 'Write out what the alias stands for; schemas refer to themselves by $ref.',
  };
}

function syntaxError(error: unknown, file: string): Diagnostic {
  const line = error instanceof YAMLException && error.mark ? error.mark.line + 1 : 1;
  const reason = error instanceof YAMLException ? error.reason : 'unreadable text';
  return {
    code: 'syntax',
    severity: 'error',
    message: `not well-formed YAML: ${reason}`,
    at: { file, line },
    hint: 'Mend the line named here; indentation and unquoted ": " are the usual causes.',
  };
}

/** The line where JSON stops being JSON: YAML reads a superset and reports positions, JSON.parse does not always. */
function lineOfJsonError(text: string): number {
  try {
    load(text, { json: true });
    return 1;
  } catch (error) {
    return error instanceof YAMLException && error.mark ? error.mark.line + 1 : 1;
  }
}
