/** HMAC by WebCrypto, for workers and browsers. */
import type { Hash } from './definition.js';
import { encodeBase64, encodeHex, encodeUtf8 } from './encoding.js';
import type { HmacInput } from './hmac.js';

const algorithms: { readonly [H in Hash]: string } = { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' };

/** Computes an HMAC. */
export async function hmac(hash: Hash, key: HmacInput, parts: readonly HmacInput[]): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: algorithms[hash] };
  const handle = await crypto.subtle.importKey('raw', concatenate([key]), algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', handle, concatenate(parts)));
}

/** Computes an HMAC, as text. */
export async function hmacText(
  hash: Hash,
  key: HmacInput,
  parts: readonly HmacInput[],
  encoding: 'hex' | 'base64',
): Promise<string> {
  const digest = await hmac(hash, key, parts);
  return encoding === 'hex' ? encodeHex(digest) : encodeBase64(digest);
}

/** One buffer for all parts: WebCrypto takes no pieces. */
function concatenate(parts: readonly HmacInput[]): ArrayBuffer {
  const pieces = parts.map((part) => (typeof part === 'string' ? encodeUtf8(part) : part));
  const joined = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let filled = 0;
  for (const piece of pieces) {
    joined.set(piece, filled);
    filled += piece.length;
  }
  return joined.buffer;
}
