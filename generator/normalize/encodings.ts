/** Encoding Objects: how the members of a form are written. */
import { isObject } from '../load/parse-text.js';
import { escapeToken } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { warn } from './operation-problems.js';
import type { DocumentPart } from './references.js';

/** By member: a content type, or the name of a style, as `MediaIR.encoding` has it. */
export function readEncoding(
  value: JsonValue | undefined,
  pointer: string,
  input: DocumentPart,
): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  for (const [name] of Object.entries(value).filter(([, each]) => isObject(each) && each['headers'] !== undefined))
    warn(input, 'keyword-unsupported', 'headers of a part are not sent', `${pointer}/${escapeToken(name)}/headers`);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, encoding]) =>
      isObject(encoding) ? encodingOf(encoding).map((text) => [name, text] as const) : [],
    ),
  );
}

/** Content type or style; a style, or `explode`, rules a content type out (OpenAPI 3.1.1, 4.8.15). */
function encodingOf({ style, explode, contentType }: JsonObject): readonly string[] {
  // Of several types that a part may have, the first: no part has them all.
  if (style === undefined && explode === undefined)
    return typeof contentType === 'string' ? [contentType.split(',', 1)[0]?.trim() ?? ''] : [];
  if (style === 'deepObject') return ['deepObject'];
  if (explode === true || (explode === undefined && (style ?? 'form') === 'form')) return ['form'];
  return [style === 'spaceDelimited' || style === 'pipeDelimited' ? style : 'commaDelimited'];
}
