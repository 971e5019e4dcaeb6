/** Types whose name changed together with their shape: known from the places that referred to one and now refer to the other. */
import type { Schema, SchemaObject } from '../schema.js';
import { soleReference } from './compositions.js';
import { withoutNull } from './effective.js';
import type { Definitions } from './effective.js';
import { isSame } from './same.js';

/** Where both versions refer to a type: the old name and the new one. */
type Meeting = readonly [was: string, is: string];

/**
 * Old names to new ones, `known` among them. A name counts as another one only if it is in one version alone, every
 * place that both versions have agrees, and most members have stayed.
 */
export function renamesByUse(
  from: Definitions,
  to: Definitions,
  known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const renames = new Map(known);
  const taken = new Set(known.values());
  const compared = new Set<string>();
  // Each name that is found lets one more pair of types be walked.
  for (let round = 0; round < 8; round += 1) {
    const meetings: Meeting[] = [];
    for (const [name, schema] of from) {
      const match = to.get(renames.get(name) ?? name);
      if (match === undefined || compared.has(name)) continue;
      compared.add(name);
      walk(schema, match, meetings, 0);
    }
    const fresh = agreed(meetings, from, to).filter(([was, is]) => !renames.has(was) && !taken.has(is));
    if (fresh.length === 0) break;
    for (const [was, is] of fresh) {
      if (taken.has(is)) continue;
      renames.set(was, is);
      taken.add(is);
    }
  }
  return renames;
}

function agreed(meetings: readonly Meeting[], from: Definitions, to: Definitions): readonly Meeting[] {
  const found = new Map<string, Set<string>>();
  for (const [was, is] of meetings) found.set(was, (found.get(was) ?? new Set()).add(is));
  return [...found].flatMap(([was, names]): Meeting[] => {
    const [is, ...others] = names;
    const isFree = is !== undefined && others.length === 0 && !to.has(was) && !from.has(is);
    return isFree && isAlike(from.get(was), to.get(is)) ? [[was, is]] : [];
  });
}

/** True where at least half of the members, or of the values, of both are the same. */
function isAlike(before: Schema | undefined, after: Schema | undefined): boolean {
  if (typeof before !== 'object' || typeof after !== 'object') return false;
  const [left, right] = [marksOf(before), marksOf(after)];
  const common = left.filter((mark) => right.includes(mark)).length;
  return common > 0 && common * 2 >= Math.max(left.length, right.length);
}

function marksOf(schema: SchemaObject): readonly string[] {
  return schema.properties === undefined
    ? (schema.enum ?? []).map((value) => JSON.stringify(value))
    : Object.keys(schema.properties);
}

/** Finds references at the same place of two schemas, but not those that are equal, which rename nothing. */
function walk(before: Schema, after: Schema, meetings: Meeting[], depth: number): void {
  if (typeof before !== 'object' || typeof after !== 'object' || depth > 12 || isSame(before, after)) return;
  const [left, right] = [withoutNull(before).rest, withoutNull(after).rest];
  const [was, is] = [soleReference(left), soleReference(right)];
  if (was !== undefined || is !== undefined) {
    if (was !== undefined && is !== undefined) meetings.push([was, is]);
    return;
  }
  for (const [name, member] of Object.entries(left.properties ?? {})) {
    const match = Object.hasOwn(right.properties ?? {}, name) ? right.properties?.[name] : undefined;
    if (match !== undefined) walk(member, match, meetings, depth + 1);
  }
  if (left.items !== undefined && right.items !== undefined) walk(left.items, right.items, meetings, depth + 1);
  const [from, to] = [left.additionalProperties, right.additionalProperties];
  if (from !== undefined && to !== undefined) walk(from, to, meetings, depth + 1);
}
