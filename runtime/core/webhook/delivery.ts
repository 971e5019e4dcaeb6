/** A delivery as received: headers in any form that servers hand out, and the raw body. */
import { encodeUtf8 } from './encoding.js';
import { refuse } from './webhook-error.js';

/** A web-standard request, or the headers and the raw body of one. */
export type DeliveryInput = Request | RawDelivery;

/** Headers and the raw body. A body given as text stands for its UTF-8 bytes. */
export interface RawDelivery {
  readonly headers: HeadersInput;
  readonly body: Uint8Array | ArrayBuffer | string;
}

/** Headers with names in any case. */
export type HeadersInput =
  | Headers
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [string, string]>;

/** A delivery whose body is bytes. */
export interface ReadDelivery {
  readonly headers: HeadersInput;
  readonly body: Uint8Array;
}

/** Reads a request's body, from a copy where the caller wants to read it too; a raw delivery passes through. */
export async function readDelivery(input: DeliveryInput, isKept: boolean): Promise<ReadDelivery> {
  let body: unknown;
  try {
    body = 'arrayBuffer' in input ? await (isKept ? input.clone() : input).arrayBuffer() : input.body;
  } catch {
    // Read before, or broken off: it is without a body, as a raw delivery may be as well.
  }
  // An iterator, such as `entries()` gives, can be gone through once only.
  return { headers: [...toPairs(input.headers)], body: readBody(body) };
}

/** The body as bytes, without a copy where it is bytes already. */
export function readRawDelivery({ headers, body }: RawDelivery): ReadDelivery {
  return { headers: [...toPairs(headers)], body: readBody(body) };
}

/** The value of a header, given its name in lower case; several values are joined by commas. */
export function readHeader(headers: HeadersInput, name: string): string | undefined {
  const texts: string[] = [];
  for (const [key, value] of toPairs(headers) as Iterable<readonly [unknown, unknown]>) {
    if (String(key).toLowerCase() !== name) continue;
    // What is no text is passed over.
    for (const text of [value].flat() as readonly unknown[]) if (typeof text === 'string') texts.push(text.trim());
  }
  return texts.length > 0 ? texts.join() : undefined;
}

/** Name and value, or values, of each header; whatever the types say. */
function toPairs(headers: HeadersInput): Iterable<[name: string, value: string]> {
  const source = Object(headers) as HeadersInput;
  return Symbol.iterator in source ? (source as Headers) : (Object.entries(source) as [string, string][]);
}

/** By nature and not by class: bytes of another realm are not instances of this one's classes. */
function readBody(body: unknown): Uint8Array {
  if (typeof body === 'string') return encodeUtf8(body);
  try {
    const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(body) ? body : new DataView(body as ArrayBuffer);
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch {
    return refuse('unreadable_body');
  }
}
