/** What a document says of an operation that cannot be read, or is read but not followed: warnings, so that it is not lost. */
import type { DiagnosticCode } from '../diagnostics.js';
import type { DocumentPart } from './references.js';

/** Adds a warning at a place of the document. */
export function warn(input: DocumentPart, code: DiagnosticCode, message: string, pointer: string, hint?: string): void {
  const at = { file: input.file, pointer };
  input.context.problems.push({ code, severity: 'warning', message, at, ...(hint === undefined ? {} : { hint }) });
}

/** True for a key of `responses`: a status, a range of them, or `default`. */
export function isStatus(key: string): boolean {
  return /^([1-9]\d\d|[1-5]XX|default)$/i.test(key);
}
