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
  return isRequest(input) ? readRequest(() => input) : readRawDelivery(input);
}

/** Reads a request's body from a copy, so that the caller can still read it. */
export async function peekDelivery(input: DeliveryInput): Promise<ReadDelivery> {
  return isRequest(input) ? readRequest(() => input.clone()) : readRawDelivery(input);
}

/** The body as bytes, without a copy where it is bytes already. */
export function readRawDelivery({ headers, body }: RawDelivery): ReadDelivery {
  // An iterator, such as `entries()` gives, can be gone through once only.
  return { headers: toPairs(headers), body: readBody(body) };
}

/** The value of a header, given its name in lower case; several values are joined by commas. */
export function readHeader(headers: HeadersInput, name: string): string | undefined {
  const texts = toPairs(headers).flatMap(([key, value]) =>
    typeof key === 'string' && key.toLowerCase() === name
      ? [value].flat().filter((text) => typeof text === 'string')
      : [],
  );
  return texts.length === 0 ? undefined : texts.map((text) => text.trim()).join();
}

/** Name and value, or values, of each header. What is no text is passed over by `readHeader`. */
function toPairs(headers: HeadersInput): [name: string, value: string][] {
  const source = Object(headers) as HeadersInput;
  return Symbol.iterator in source ? [...(source as Headers)] : (Object.entries(source) as [string, string][]);
}

async function readRequest(open: () => Request): Promise<ReadDelivery> {
  try {
    const request = open();
    return { headers: request.headers, body: new Uint8Array(await request.arrayBuffer()) };
  } catch {
    throw unreadable();
  }
}

/** By nature and by tag: bytes of another realm are not instances of this one's classes. */
function readBody(body: unknown): Uint8Array {
  if (typeof body === 'string') return encodeUtf8(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body as ArrayBuffer);
  throw unreadable();
}

function unreadable(): WebhookError {
  return new WebhookError('unreadable_body', 'The body was read before, broke off, or is not the raw bytes or text.');
}

function isRequest(input: DeliveryInput): input is Request {
  return typeof (input as Partial<Request>).arrayBuffer === 'function';
}
