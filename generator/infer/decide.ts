/** Decides the schema of a group of places: what is hard goes into keywords, what is merely expected into `x-expect`. */
import type { Schema, SchemaObject } from '../schema.js';
import { escapeToken } from '../pointer.js';
import type { DecisionContext, Location } from './context.js';
import { noEvidence } from './evidence.js';
import { entriesOf, factsOf, isMap, itemsOf, membersOf } from './nested.js';
import type { Group, Member } from './nested.js';
import { kindIndex, seen, seenAtAll } from './observation.js';
import type { Observation } from './observation.js';
import { scalarsOf } from './scalars.js';
import { thresholds } from './thresholds.js';
import { tupleOf } from './tuple.js';
import { conditionsOf, variantsOf } from './variants.js';

const top: Location = { pointer: '', name: '', beside: new Map() };

/** The schema of a named type. Null never belongs to it, only to the places that refer to it. */
export function decideNamed(group: Group, map: boolean, context: DecisionContext): SchemaObject {
  return compose(partsOf(group, factsOf(group), top, context, map), 'never');
}

/** A group and what was seen at its places. */
type Place = Pick<Member, 'group' | 'facts'>;

/** Whether null belongs to a place: it was seen there, or is tolerated though it was never seen. */
type Nullability = 'never' | 'seen' | 'tolerated';

function decidePlace(place: Place, at: Location, nullability: Nullability, context: DecisionContext): SchemaObject {
  const { group, facts } = place;
  const name = context.nameOf(group);
  if (name !== undefined) {
    context.report.decided(at.pointer, 'kind', name, seenAtAll(facts));
    return compose([{ $ref: `#/$defs/${name}` }], nullability);
  }
  if (isOnlyNull(facts)) {
    context.report.open(at.pointer, 'was only ever null', seen(facts, 'null'));
    return {};
  }
  return compose(partsOf(group, facts, at, context, false), nullability);
}

function isOnlyNull(facts: Observation): boolean {
  return facts.kinds.every((evidence, kind) => evidence.length > 0 === (kind === kindIndex.null));
}

/** One schema for each group of kinds that a single `type` can state. */
function partsOf(
  group: Group,
  facts: Observation,
  at: Location,
  context: DecisionContext,
  map: boolean,
): readonly SchemaObject[] {
  const parts: SchemaObject[] = [];
  context.report.kinds(at.pointer, facts);
  const scalars = scalarsOf(group, facts, at, context);
  if (scalars !== undefined) parts.push(scalars);
  if (seen(facts, 'array').length > 0) parts.push(decideList(group, facts, at, context));
  if (seen(facts, 'object').length > 0) parts.push(decideObject({ group, facts }, at, context, map));
  return parts;
}

function decideList(group: Group, facts: Observation, at: Location, context: DecisionContext): SchemaObject {
  const tuple = tupleOf(facts);
  const items = itemsOf(group);
  if (items.length === 0) {
    context.report.open(`${at.pointer}/items`, 'was only ever an empty list', seen(facts, 'array'));
    return { type: 'array', items: {} };
  }
  if (tuple !== undefined) {
    context.report.decided(at.pointer, 'tuple', `${tuple.length} positions`, seen(facts, 'array'));
    return { type: 'array', prefixItems: tuple, minItems: tuple.length, items: {} };
  }
  const inside = { ...at, pointer: `${at.pointer}/items` };
  return { type: 'array', items: decidePlace(placeOf(items), inside, seenNull(items), context) };
}

function decideObject({ group, facts }: Place, at: Location, context: DecisionContext, map: boolean): SchemaObject {
  const members = membersOf(group);
  if (map || isMap(group, members)) return decideMap(group, members, at, context);
  if (entriesOf(group).length > 0) context.report.mixed(at.pointer);
  if (members.size === 0) return { type: 'object' };
  const properties: [string, Schema][] = [];
  const required: string[] = [];
  for (const [name, member] of members) {
    const inside = { pointer: `${at.pointer}/properties/${escapeName(name)}`, name, beside: members };
    const demanded = at === top ? context.required?.includes(name) : undefined;
    properties.push([name, decidePlace(member, inside, nullabilityOf(member, inside, demanded, context), context)]);
    if (isRequired(member, inside, demanded, context)) required.push(name);
  }
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    ...decideVariants(facts, members, at, context),
  };
}

/** Only where samples decide about presence at all: a policy or the manifest's word goes first. */
function decideVariants(
  facts: Observation,
  members: ReadonlyMap<string, Member>,
  at: Location,
  context: DecisionContext,
): SchemaObject {
  if (context.policy.optional === 'always') return {};
  if (context.required !== undefined && at === top) return {};
  const variants = variantsOf(facts, members);
  if (variants === undefined) return {};
  const outcome = variants.demands.map(({ texts, required }) => `${texts.join(', ')}: ${required.join(', ')}`);
  context.report.decided(at.pointer, 'variants', `${variants.tag} demands (${outcome.join('; ')})`, variants.evidence);
  return { allOf: conditionsOf(variants) };
}

function decideMap(
  group: Group,
  members: ReadonlyMap<string, Member>,
  at: Location,
  context: DecisionContext,
): SchemaObject {
  const values = [...[...members.values()].flatMap((member) => member.group), ...entriesOf(group)];
  context.report.decided(at.pointer, 'map', 'keys are data', seen(factsOf(group), 'object'));
  if (values.length === 0) return { type: 'object', additionalProperties: {} };
  const inside = { pointer: `${at.pointer}/additionalProperties`, name: '', beside: members };
  return { type: 'object', additionalProperties: decidePlace(placeOf(values), inside, seenNull(values), context) };
}

/** `demanded`: what the manifest's list of required members says, if there is one for this object. */
function isRequired(
  { facts, absent }: Member,
  at: Location,
  demanded: boolean | undefined,
  context: DecisionContext,
): boolean {
  const required = demanded ?? (context.policy.optional === 'seen' && absent.length === 0);
  context.report.presence(at.pointer, required, facts, absent);
  return required;
}

function nullabilityOf(
  { facts, support }: Member,
  at: Location,
  demanded: boolean | undefined,
  context: DecisionContext,
): Nullability {
  const nulls = seen(facts, 'null');
  if (nulls.length > 0) {
    context.report.decided(at.pointer, 'nullable', 'null was seen', nulls);
    return 'seen';
  }
  if (demanded === true) return 'never';
  const thin = support < thresholds.nullPriorSupport && context.isNullElsewhere(at.name, facts, at.beside);
  if (context.policy.nullable !== 'always' && !thin) return 'never';
  const why = thin ? 'never null here, but elsewhere under this name' : 'tolerated by policy';
  context.report.decided(at.pointer, 'nullable', why, noEvidence);
  return 'tolerated';
}

function escapeName(name: string): string {
  return name.includes('~') || name.includes('/') ? escapeToken(name) : name;
}

function placeOf(group: Group): Place {
  return { group, facts: factsOf(group) };
}

function seenNull(group: Group): Nullability {
  return seen(factsOf(group), 'null').length > 0 ? 'seen' : 'never';
}

/** Joins the parts, and null if it belongs there, in the shortest form that says so. */
function compose(parts: readonly SchemaObject[], nullability: Nullability): SchemaObject {
  const [only] = parts;
  if (only === undefined) return {};
  if (nullability === 'never') return parts.length === 1 ? only : { anyOf: parts };
  const tolerated = nullability === 'tolerated' ? { notNull: true as const } : {};
  if (parts.length > 1 || only.type === undefined) {
    const union = { anyOf: [...parts, { type: 'null' as const }] };
    return nullability === 'tolerated' ? { ...union, 'x-expect': tolerated } : union;
  }
  const expected = { ...only['x-expect'], ...tolerated };
  const type = [...(typeof only.type === 'string' ? [only.type] : only.type), 'null' as const];
  return { ...only, type, ...(Object.keys(expected).length > 0 ? { 'x-expect': expected } : {}) };
}
