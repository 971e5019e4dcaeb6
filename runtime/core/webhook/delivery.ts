/** A delivery as received: headers in any form that servers hand out, and the raw body. */
import { encodeUtf8 } from './encoding.js';
import { WebhookError } from './webhook-error.js';

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

/** Reads a request's body; a raw delivery passes through. */
export async function readDelivery(input: DeliveryInput): Promise<ReadDelivery> {
  if (!isRequest(input)) return readRawDelivery(input);
  try {
    return { headers: input.headers, body: new Uint8Array(await input.arrayBuffer()) };
  } catch {
    throw new WebhookError('unreadable_body', 'The body of the request was already read, or broke off.');
  }
}

/** Reads a request's body from a copy, so that the caller can still read it. */
export async function peekDelivery(input: DeliveryInput): Promise<ReadDelivery> {
  if (!isRequest(input)) return readRawDelivery(input);
  if (input.bodyUsed) throw new WebhookError('unreadable_body', 'The body of the request was already read.');
  return readDelivery(input.clone());
}

/** The body as bytes, without a copy where it is bytes already. */
export function readRawDelivery(delivery: RawDelivery): ReadDelivery {
  return { headers: keepPairs(delivery.headers), body: readBody(delivery.body) };
}

/** The value of a header, given its name in lower case; several values are joined by commas. */
export function readHeader(headers: HeadersInput, name: string): string | undefined {
  if (name === '' || typeof headers !== 'object' || (headers as unknown) === null) return undefined;
  if (isHeaders(headers)) return headers.get(name)?.trim();
  let joined: string | undefined;
  // Keys and values are asked for one by one: lists of pairs would cost more than the rest of the search.
  const items = Symbol.iterator in headers ? (headers as Iterable<readonly [string, unknown]>) : Object.keys(headers);
  for (const item of items) {
    const key = typeof item === 'string' ? item : item[0];
    if (typeof key !== 'string' || key.length !== name.length || (key !== name && key.toLowerCase() !== name)) continue;
    const value = typeof item === 'string' ? (headers as Readonly<Record<string, unknown>>)[item] : item[1];
    for (const text of Array.isArray(value) ? value : [value]) {
      if (typeof text === 'string') joined = joined === undefined ? text.trim() : `${joined},${text.trim()}`;
    }
  }
  return joined;
}

function readBody(body: RawDelivery['body']): Uint8Array {
  if (typeof body === 'string') return encodeUtf8(body);
  if (body instanceof Uint8Array) return body;
  // By nature and by tag: bytes of another realm are not instances of this one's classes.
  if (ArrayBuffer.isView(body)) return viewBytes(body);
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body);
  throw new WebhookError('unreadable_body', 'The body must be the raw bytes or text, not a parsed value.');
}

function viewBytes(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** An iterator, such as `entries()` gives, can be gone through once only. */
function keepPairs(headers: HeadersInput): HeadersInput {
  const once = headers as Partial<Iterator<unknown>> | null | undefined;
  return typeof once?.next === 'function' ? [...(headers as Iterable<readonly [string, string]>)] : headers;
}

function isRequest(input: DeliveryInput): input is Request {
  return 'arrayBuffer' in input && typeof input.arrayBuffer === 'function';
}

/** By its methods: `instanceof` fails for polyfills, and a `Map` has `get` but minds the case. */
function isHeaders(headers: HeadersInput): headers is Headers {
  const { get, append } = headers as Partial<Headers>;
  return typeof get === 'function' && typeof append === 'function';
}
