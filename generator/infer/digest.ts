/** A sample's identity: a 32-bit digest of its value that does not depend on the order of members or on white space. */
import type { JsonValue } from '../schema.js';

/** The digest of a body that came from a folder. */
export function digestOf(folder: string, body: JsonValue): number {
  return hashValue(body, hashText(folder, 0x9e3779b9));
}

function hashValue(value: JsonValue, seed: number): number {
  if (value === null) return mix(seed, 1);
  switch (typeof value) {
    case 'boolean':
      return mix(seed, value ? 2 : 3);
    case 'number':
      return hashNumber(value, seed);
    case 'string':
      return hashText(value, mix(seed, 5));
    default:
      return Array.isArray(value) ? hashList(value, seed) : hashObject(value as { readonly [key: string]: JsonValue }, seed);
  }
}

function hashList(list: readonly JsonValue[], seed: number): number {
  let hash = mix(seed, 6);
  for (const item of list) hash = mix(hash, hashValue(item, 7));
  return hash;
}

function hashObject(object: { readonly [key: string]: JsonValue }, seed: number): number {
  let sum = 0;
  // A sum, so that the order of members does not matter.
  for (const key of Object.keys(object)) sum = (sum + hashValue(object[key] ?? null, hashText(key, seed))) | 0;
  return mix(mix(seed, 8), sum);
}

function hashNumber(value: number, seed: number): number {
  return mix(mix(mix(mix(seed, 4), value | 0), (value / 0x100000000) | 0), ((value % 1) * 0x100000000) | 0);
}

function hashText(text: string, seed: number): number {
  let hash = seed | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash, text.length);
}

/** One round of murmur3's mixing; the result is an unsigned 32-bit number. */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  let h = hash ^ k;
  h = Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}
