/** Payloads with mistakes: one to three changes at random places, the same in every run. */
import type { JsonValue } from '../../../generator/schema.js';
import { formatTexts } from '../../unit/validators/format-texts.js';
import type { createRandom } from '../../unit/validators/random.js';

type Random = ReturnType<typeof createRandom>;

/** A copy of the value with one to three changes. */
export function mutate(value: JsonValue, random: Random): JsonValue {
  let mutant = structuredClone(value);
  for (let count = 1 + random(3); count > 0; count--) mutant = change(mutant, random);
  return mutant;
}

type Container = Record<string, JsonValue> | JsonValue[];

/** Walks down from the root, stopping anywhere; long lists are entered at any item. */
function change(root: JsonValue, random: Random): JsonValue {
  if (typeof root !== 'object' || root === null) return random(4) === 0 ? replacement(root, random) : root;
  let container = root as Container;
  for (;;) {
    const keys = Object.keys(container);
    const key = keys[random(Math.max(keys.length, 1))];
    if (key === undefined || random(12) === 0) {
      add(container, random);
      return root;
    }
    const part = read(container, key);
    if (typeof part === 'object' && part !== null && random(5) > 0) {
      container = part as Container;
      continue;
    }
    if (random(4) === 0) remove(container, key);
    else write(container, key, replacement(part, random));
    return root;
  }
}

function read(container: Container, key: string): JsonValue {
  return (container as Record<string, JsonValue>)[key] ?? null;
}

/** Defined rather than assigned, so that `__proto__` becomes a member. */
function write(container: Container, key: string, value: JsonValue): void {
  Object.defineProperty(container, key, { value, enumerable: true, writable: true, configurable: true });
}

function remove(container: Container, key: string): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else Reflect.deleteProperty(container, key);
}

function add(container: Container, random: Random): void {
  const value = structuredClone(pick(values, random));
  if (Array.isArray(container)) container.push(random(2) === 0 ? structuredClone(container[0] ?? value) : value);
  else write(container, pick(names, random), value);
}

function replacement(part: JsonValue, random: Random): JsonValue {
  const near: JsonValue[] = [];
  if (typeof part === 'number') near.push(part + 1, -part, part + 0.5, String(part), 1e308);
  if (typeof part === 'string') {
    const { good = [], bad = [] } = formatTexts[pick(Object.keys(formatTexts), random)] ?? {};
    const at = random(part.length + 1);
    near.push(
      part.slice(0, at) + part.slice(at + 1),
      `${part} `,
      part.toUpperCase(),
      pick(good, random),
      pick(bad, random),
    );
  }
  if (Array.isArray(part))
    near.push([], [...(part as JsonValue[]), ...(part as JsonValue[])], (part as JsonValue[]).slice(1));
  return structuredClone(pick(random(2) === 0 || near.length === 0 ? values : near, random));
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[random(list.length)] as T;
}

const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'extra', 'type', 'id', 'data', ''];

const values: readonly JsonValue[] = [
  ...[null, true, false, 0, -1, 1, 1.5, 1e21, '', 'a', 'a text of more than twenty characters', '2024-01-01'],
  ...['2024-01-01T10:00:00Z', '2f1b6a0e-6a0e-4a0e-8a0e-2f1b6a0e6a0e', [], {}, [null], [1, 'a'], { id: 1 }, [{}]],
];
