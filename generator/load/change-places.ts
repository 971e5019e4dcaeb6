/** Changes many places of a JSON value at once, without touching the original. */
import type { JsonValue } from '../schema.js';
import { isObject } from './parse-text.js';

/** The places in one value: which of its members lead to one, and whether it is one itself. */
interface Places {
  readonly below: Map<string | number, Places>;
  chosen: boolean;
}

/**
 * A copy of `root` in which every place (the tokens that lead to it) has been replaced by what `change` makes of it, or removed where that is
 * `undefined`. One pass, innermost places first, so indexes in `places` all mean the original.
 */
export function changePlaces(
  root: JsonValue,
  places: readonly (readonly (string | number)[])[],
  change: (found: JsonValue) => JsonValue | undefined,
): JsonValue | undefined {
  const tree: Places = { below: new Map(), chosen: false };
  for (const tokens of places) addPlace(tree, tokens);
  return rebuild(root, tree, change);
}

function addPlace(tree: Places, tokens: readonly (string | number)[]): void {
  let here = tree;
  for (const token of tokens) {
    const next = here.below.get(token) ?? { below: new Map(), chosen: false };
    here.below.set(token, next);
    here = next;
  }
  here.chosen = true;
}

function rebuild(
  value: JsonValue,
  { below, chosen }: Places,
  change: (found: JsonValue) => JsonValue | undefined,
): JsonValue | undefined {
  const inner = below.size === 0 ? value : rebuildMembers(value, below, change);
  return chosen ? change(inner) : inner;
}

/** A copy that shares what lies on no way to a place: documents are large, and corrections are many. */
function rebuildMembers(
  value: JsonValue,
  below: Places['below'],
  change: (found: JsonValue) => JsonValue | undefined,
): JsonValue {
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).flatMap((item, index) => {
      const places = below.get(index);
      const changed = places === undefined ? item : rebuild(item, places, change);
      return changed === undefined ? [] : [changed];
    });
  }
  if (!isObject(value)) return value;
  // A spread takes over a member called __proto__; to assign one would set the prototype.
  const copy: Record<string, JsonValue> = { ...value };
  for (const [name, places] of below) {
    const found = Object.hasOwn(value, name) ? value[name] : undefined;
    if (found === undefined) continue;
    const changed = rebuild(found, places, change);
    if (changed === undefined) Reflect.deleteProperty(copy, name);
    else Object.defineProperty(copy, name, { value: changed, writable: true, enumerable: true, configurable: true });
  }
  return copy;
}
