/** A sample's identity: a 32-bit digest of its value that does not depend on the order of members or on white space. */
import type { JsonObject, JsonValue } from '../schema.js';

/** Digests the body of a folder. */
export type Digester = (folder: string, body: JsonValue) => number;

/** Hashes of member names, which come again and again. */
type NameHashes = Map<string, number>;

/** Past this many names the memory of their hashes is dropped. */
const namesKept = 20_000;

/** A digester; the same for the same value in every process. */
export function createDigester(): Digester {
  const names: NameHashes = new Map();
  return (folder, body) => {
    if (names.size > namesKept) names.clear();
    return hashValue(body, hashText(folder, 0x9e3779b9), names);
  };
}

function hashValue(value: JsonValue, seed: number, names: NameHashes): number {
  if (typeof value === 'string') return hashText(value, seed ^ 5);
  if (typeof value === 'number') return hashNumber(value, seed);
  if (value === null) return mix(seed, 1);
  if (typeof value === 'boolean') return mix(seed, value ? 2 : 3);
  return Array.isArray(value) ? hashList(value, seed, names) : hashObject(value as JsonObject, seed, names);
}

function hashList(list: readonly JsonValue[], seed: number, names: NameHashes): number {
  let hash = mix(seed, 6);
  for (const item of list) hash = mix(hash, hashValue(item, 7, names));
  return hash;
}

function hashObject(object: JsonObject, seed: number, names: NameHashes): number {
  let sum = 0;
  const keys = Object.keys(object);
  // Looking up each value by its key would take longer: objects have too many shapes for it.
  const values = Object.values(object);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? '';
    let name = names.get(key);
    if (name === undefined) names.set(key, (name = hashText(key, 9)));
    // A sum, so that the order of members does not matter.
    sum = (sum + hashValue(values[i] ?? null, name, names)) | 0;
  }
  return mix(mix(seed, 8), sum);
}

function hashNumber(value: number, seed: number): number {
  const whole = value | 0;
  if (whole === value) return mix(seed ^ 4, whole);
  return mix(mix(mix(seed ^ 4, whole), (value / 0x100000000) | 0), ((value % 1) * 0x100000000) | 0);
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
  h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}
