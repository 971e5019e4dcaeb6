/** Request bodies. Each operation refers to the writer it needs; the others stay out of the bundle. */
import { own } from './own.js';
import { deepPairs } from './parameters.js';
import type { BodyDescription, RequestBody, WrittenBody } from './operation.js';

type Encoding = { readonly [member: string]: string };

/** Writes a body as the content type that the call names, or else as the first of the operation. */
export function writeBody({ formats }: BodyDescription, value: unknown, contentType: string | undefined): WrittenBody {
  const mediaType = contentType ?? Object.keys(formats)[0] ?? '';
  const format = own(formats, mediaType);
  if (format === undefined) throw new TypeError('the operation does not declare this content type');
  const body = format.write(value, format.encoding ?? {});
  // fetch names the boundary of a multipart body; a wildcard leaves the type to the bytes.
  if (body instanceof FormData) return { body, contentType: '' };
  return {
    body,
    contentType: body instanceof Blob && mediaType.includes('*') ? body.type || 'application/octet-stream' : mediaType,
  };
}

/** `application/json` and its relatives. */
export function writeJson(value: unknown): RequestBody {
  return JSON.stringify(value);
}

/** Text as it is. */
export function writeText(value: unknown): RequestBody {
  return String(value);
}

/** Bytes as they are. */
export function writeBinary(value: unknown): RequestBody {
  return value instanceof Blob ? value : new Blob([value as Uint8Array<ArrayBuffer>]);
}

/** `application/x-www-form-urlencoded`: lists repeat the name; nested values use brackets (`a[b][0]=c`). */
export function writeFormBody(value: unknown, encoding: Encoding): RequestBody {
  const form = new URLSearchParams();
  for (const [name, member] of Object.entries(value as object)) {
    const written = own(encoding, name);
    if (written?.includes('json') === true) form.append(name, JSON.stringify(member));
    else if (Array.isArray(member) && written !== 'deepObject' && member.every(isPlain))
      member.forEach((item) => form.append(name, String(item)));
    else for (const [path, text] of deepPairs(name, member)) form.append(path, text);
  }
  return form.toString();
}

/** `multipart/form-data`: files and texts as parts, lists as several parts, objects as JSON. */
export function writeMultipart(value: unknown, encoding: Encoding): RequestBody {
  const form = new FormData();
  for (const [name, member] of Object.entries(value as object)) {
    for (const item of Array.isArray(member) ? member : [member]) {
      if (item === undefined || item === null) continue;
      form.append(name, partOf(item, own(encoding, name)));
    }
  }
  return form;
}

// A part with a content type of its own travels as a file to many servers, so it gets one only where the document says.
function partOf(item: unknown, contentType: string | undefined): string | Blob {
  if (item instanceof Blob) return item;
  const text = typeof item === 'object' ? JSON.stringify(item) : `${item as string | number | boolean}`;
  return contentType === undefined || contentType === 'text/plain' ? text : new Blob([text], { type: contentType });
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
