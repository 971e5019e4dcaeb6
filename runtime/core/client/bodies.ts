/** Request bodies. Each operation refers to the writer it needs; the others stay out of the bundle. */
import { own } from './own.js';
import { deepPairs } from './parameters.js';
import type { BodyDescription, WrittenBody } from './operation.js';

type Encoding = { readonly [member: string]: string };

/** Writes a body as the content type that the call names, or else as the first of the operation. */
export function writeBody({ formats }: BodyDescription, value: unknown, contentType: string | undefined): WrittenBody {
  const mediaType = contentType ?? Object.keys(formats)[0] ?? '';
  const format = own(formats, mediaType);
  if (format === undefined) throw new TypeError('the operation does not declare this content type');
  return format.write(value, mediaType, format.encoding);
}

/** `application/json` and its relatives. */
export function writeJson(value: unknown, contentType: string): WrittenBody {
  return { body: JSON.stringify(value), contentType };
}

/** Text as it is. */
export function writeText(value: unknown, contentType: string): WrittenBody {
  return { body: String(value), contentType };
}

/** Bytes as they are; a wildcard leaves the type to them. */
export function writeBinary(value: unknown, contentType: string): WrittenBody {
  const body = value instanceof Blob ? value : new Blob([value as Uint8Array<ArrayBuffer>]);
  return { body, contentType: contentType.includes('*') ? body.type || 'application/octet-stream' : contentType };
}

const SEPARATORS: Encoding = { commaDelimited: ',', spaceDelimited: ' ', pipeDelimited: '|' };

/**
 * `application/x-www-form-urlencoded`: lists repeat the name and objects are JSON, unless the document names a style or
 * a content type (`deepObject`: `a[b][0]=c`).
 */
export function writeFormBody(value: unknown, contentType: string, encoding: Encoding = {}): WrittenBody {
  const form = new URLSearchParams();
  for (const [name, member] of Object.entries(value as object)) {
    const written = own(encoding, name) ?? '';
    const separator = own(SEPARATORS, written);
    if (written === 'deepObject') for (const [path, text] of deepPairs(name, member)) form.append(path, text);
    else if (separator !== undefined && Array.isArray(member)) form.append(name, member.map(textOf).join(separator));
    else if (written === 'form' && isRecord(member))
      for (const [key, item] of Object.entries(member)) form.append(key, textOf(item));
    else
      for (const item of Array.isArray(member) && !written.includes('json') ? member : [member])
        if (item !== undefined && item !== null) form.append(name, textOf(item));
  }
  return { body: form.toString(), contentType };
}

/** `multipart/form-data`: files and texts as parts, lists as several parts, objects as JSON. */
export function writeMultipart(value: unknown, _contentType: string, encoding: Encoding = {}): WrittenBody {
  const form = new FormData();
  for (const [name, member] of Object.entries(value as object)) {
    for (const item of Array.isArray(member) ? member : [member]) {
      if (item === undefined || item === null) continue;
      form.append(name, partOf(item, own(encoding, name)));
    }
  }
  // fetch names the boundary.
  return { body: form, contentType: '' };
}

// A part with a content type of its own travels as a file to many servers, so it gets one only where the document says.
function partOf(item: unknown, contentType: string | undefined): string | Blob {
  if (item instanceof Blob) return item;
  // A style is no content type.
  return contentType?.includes('/') === true && contentType !== 'text/plain'
    ? new Blob([textOf(item)], { type: contentType })
    : textOf(item);
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
