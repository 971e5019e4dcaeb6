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
  const member = (token: string | number, found: JsonValue): readonly JsonValue[] => {
    const places = below.get(token);
    const changed = places === undefined ? found : rebuild(found, places, change);
    return changed === undefined ? [] : [changed];
  };
  const inner = below.size === 0 ? value : rebuildMembers(value, member);
  return chosen ? change(inner) : inner;
}

function rebuildMembers(
  value: JsonValue,
  member: (token: string | number, found: JsonValue) => readonly JsonValue[],
): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((item, index) => member(index, item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, found]) => member(name, found).map((kept) => [name, kept] as const)),
  );
}
