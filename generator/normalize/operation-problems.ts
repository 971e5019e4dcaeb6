/** What a document says of an operation that cannot be read, or is read but not followed: warnings, so that it is not lost. */
import type { DiagnosticCode } from '../diagnostics.js';
import { isObject } from '../load/parse-text.js';
import type { JsonValue } from '../schema.js';
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

/** An operation with addresses of its own is sent to those of the environment all the same. */
export function reportServers(servers: JsonValue | undefined, pointer: string, input: DocumentPart): void {
  const own = urlsOf(servers);
  const usual = urlsOf(input.document['servers']);
  if (own.length === 0 || own.some((url) => usual.includes(url))) return;
  warn(
    input,
    'keyword-unsupported',
    `this operation has an address of its own (${own.join(', ')}); it is sent to the environment's`,
    pointer,
    'Call it through a client whose `baseUrl` is that address.',
  );
}

function urlsOf(servers: JsonValue | undefined): readonly string[] {
  if (!Array.isArray(servers)) return [];
  return (servers as readonly JsonValue[]).flatMap((server) => {
    const url = isObject(server) ? server['url'] : undefined;
    return typeof url === 'string' ? [url.replace(/\/$/, '')] : [];
  });
}
