/** HMAC behind one function type; `hmac.node.ts` and `hmac.web.ts` are the two builds. */
import type { Hash } from './definition.js';

/** Computes the HMAC of the parts, one after another. Texts stand for their UTF-8 bytes. */
export type Hmac = (hash: Hash, key: HmacInput, parts: readonly HmacInput[]) => Uint8Array | Promise<Uint8Array>;

/** An `Hmac` that answers at once. */
export type SyncHmac = (hash: Hash, key: HmacInput, parts: readonly HmacInput[]) => Uint8Array;

/** Bytes, or a text that stands for its UTF-8 bytes. */
export type HmacInput = string | Uint8Array;
