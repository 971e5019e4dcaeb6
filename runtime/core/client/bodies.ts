/** Request bodies. Each operation refers to the writer it needs; the others stay out of the bundle. */
import { deepPairs } from './parameters.js';
import type { RequestBody } from './operation.js';

type Encoding = { readonly [member: string]: string };

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
    if (encoding[name]?.includes('json') === true) form.append(name, JSON.stringify(member));
    else if (Array.isArray(member) && encoding[name] !== 'deepObject' && member.every(isPlain)) member.forEach((item) => form.append(name, String(item)));
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
      form.append(name, partOf(item, encoding[name]));
    }
  }
  return form;
}

// A part with a content type of its own travels as a file to many servers, so it gets one only where the document says.
function partOf(item: unknown, contentType: string | undefined): string | Blob {
  if (item instanceof Blob) return item;
  const text = typeof item === 'object' ? JSON.stringify(item) : String(item);
  return contentType === undefined || contentType === 'text/plain' ? text : new Blob([text], { type: contentType });
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
