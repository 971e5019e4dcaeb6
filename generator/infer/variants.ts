/**
 * Finds an inner tag: a member whose text decides which other members are there. What it decides becomes a condition of
 * the validator. The tag itself stays open, so that a new text is drift and not a failure.
 */
import type { SchemaObject } from '../schema.js';
import { joinAll, supportOf } from './evidence.js';
import type { Evidence } from './evidence.js';
import type { Member } from './nested.js';
import { seen, seenKinds } from './observation.js';
import type { Observation } from './observation.js';
import type { KeySets } from './tag-keys.js';
import { thresholds } from './thresholds.js';

/** A tag, and the members that each of its texts demands; texts with the same demands are together. */
export interface Variants {
  readonly tag: string;
  readonly demands: readonly { readonly texts: readonly string[]; readonly required: readonly string[] }[];
  /** The samples that show it. */
  readonly evidence: Evidence;
}

/** The tag that decides about most members, or undefined where there is none. `facts` are those of the objects. */
export function variantsOf(facts: Observation, members: ReadonlyMap<string, Member>): Variants | undefined {
  const optional = [...members].flatMap(([name, member]) => (member.absent.length > 0 ? [name] : []));
  if (optional.length === 0) return undefined;
  let best: Variants | undefined;
  let most = 0;
  for (const [tag, member] of members) {
    const texts = facts.tags.get(tag);
    if (texts === undefined || !isTagLike(member, texts)) continue;
    const found = decidedBy(tag, member, texts, optional);
    if (found.decided <= most) continue;
    most = found.decided;
    best = found.variants;
  }
  return best;
}

/** The conditions as keywords, one for each set of demands. */
export function conditionsOf({ tag, demands }: Variants): readonly SchemaObject[] {
  return demands.map(({ texts, required }) => {
    const [only] = texts;
    const value = texts.length === 1 && only !== undefined ? { const: only } : { enum: texts };
    return { if: { properties: { [tag]: value }, required: [tag] }, then: { required } };
  });
}

/** Always there, always a text, and all its texts known. */
function isTagLike(member: Member, texts: ReadonlyMap<string, KeySets>): boolean {
  const { facts, absent } = member;
  const known = facts.texts.values;
  return (
    absent.length === 0 &&
    seenKinds.every((kind) => (kind === 'string') === seen(facts, kind).length > 0) &&
    !facts.texts.open &&
    facts.texts.dropped.length === 0 &&
    known.size > 1 &&
    [...known.keys()].every((text) => texts.has(text))
  );
}

interface Text extends KeySets {
  readonly text: string;
  readonly support: number;
}

function decidedBy(
  tag: string,
  member: Member,
  texts: ReadonlyMap<string, KeySets>,
  optional: readonly string[],
): { readonly decided: number; readonly variants: Variants } {
  const supported = [...texts]
    .map(([text, sets]): Text => ({ ...sets, text, support: supportOf(member.facts.texts.values.get(text) ?? []) }))
    .filter(({ support }) => support >= thresholds.variantSupport)
    .sort((a, b) => (a.text < b.text ? -1 : 1));
  const decided = optional.filter((name) => isDecided(name, supported));
  const demands = new Map<string, { texts: string[]; required: readonly string[] }>();
  for (const { text, always } of supported) {
    const required = decided.filter((name) => always.has(name));
    if (required.length === 0) continue;
    const same = demands.get(required.join('\n')) ?? { texts: [], required };
    same.texts.push(text);
    demands.set(required.join('\n'), same);
  }
  const evidence = joinAll(supported.map(({ text }) => member.facts.texts.values.get(text) ?? []));
  return { decided: decided.length, variants: { tag, demands: [...demands.values()], evidence } };
}

/** There with some texts and never with others, each often enough that it is hardly chance. */
function isDecided(name: string, texts: readonly Text[]): boolean {
  const there = texts.filter((text) => text.always.has(name));
  const never = texts.filter((text) => !text.ever.has(name));
  const sum = (list: readonly Text[]): number => list.reduce((total, text) => total + text.support, 0);
  return (
    there.length > 0 &&
    never.length > 0 &&
    there.length + never.length === texts.length &&
    sum(there) + sum(never) >= thresholds.variantTotal
  );
}
