/** HMAC by node:crypto, for Node, Deno and Bun. */
/// <reference types="node" />
import { createHmac } from 'node:crypto';
import type { Hash } from './definition.js';
import type { HmacInput } from './hmac.js';

/** Computes an HMAC at once. */
export function hmac(hash: Hash, key: HmacInput, parts: readonly HmacInput[]): Uint8Array {
  return parts.reduce((state, part) => state.update(part), createHmac(hash, key)).digest();
}

/** Computes an HMAC at once, as text. */
export function hmacText(hash: Hash, key: HmacInput, parts: readonly HmacInput[], encoding: 'hex' | 'base64'): string {
  return parts.reduce((state, part) => state.update(part), createHmac(hash, key)).digest(encoding);
}
