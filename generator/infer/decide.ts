/** Decides the schema of a group of places: what is hard goes into keywords, what is merely expected into `x-expect`. */
import type { Expectation, Kind, Schema, SchemaObject } from '../schema.js';
import type { InferencePolicy } from '../manifest/manifest.js';
import type { Report } from './decision.js';
import { enumerationOf } from './enumeration.js';
import { supportOf } from './evidence.js';
import { statedFormat } from './formats.js';
import { entriesOf, factsOf, isMap, itemsOf, membersOf } from './nested.js';
import type { Group, Member } from './nested.js';
import { seen, seenAtAll, seenKinds } from './observation.js';
import type { Observation } from './observation.js';
import { thresholds } from './thresholds.js';
import { tupleOf } from './tuple.js';
import { nameHint } from './values.js';
import { conditionsOf, variantsOf } from './variants.js';

/** What a decision may look up beside the group itself. */
export interface DecisionContext {
  readonly policy: InferencePolicy;
  /** Members of the type itself that are required and not null; undefined: as inferred. */
  readonly required: readonly string[] | undefined;
  /** The named type of a group, if it has one. */
  readonly nameOf: (group: Group) => string | undefined;
  /** True for the members that tell event types apart. */
  isTag(group: Group): boolean;
  /** True where members of this name are null elsewhere in the provider. */
  readonly isNullElsewhere: (name: string, facts: Observation) => boolean;
  readonly report: Report;
}

/** Where a group is: the steps of a schema path below the named type, and the name of the member that holds it. */
export interface Location {
  readonly steps: readonly string[];
  readonly name: string;
}

/** The schema of a named type. Null never belongs to it, only to the places that refer to it. */
export function decideNamed(group: Group, map: boolean, context: DecisionContext): SchemaObject {
  return compose(partsOf(group, factsOf(group), { steps: [], name: '' }, context, map), 'never');
}

/** A group and what was seen at its places. */
type Place = Pick<Member, 'group' | 'facts'>;

/** Whether null belongs to a place: it was seen there, or is tolerated though it was never seen. */
type Nullability = 'never' | 'seen' | 'tolerated';

function decidePlace(place: Place, at: Location, nullability: Nullability, context: DecisionContext): SchemaObject {
  const { group, facts } = place;
  const name = context.nameOf(group);
  if (name !== undefined) {
    context.report.decided(at.steps, 'kind', name, supportOf(seenAtAll(facts)));
    return compose([{ $ref: `#/$defs/${name}` }], nullability);
  }
  if (supportOf(seenAtAll(facts)) > 0 && isOnlyNull(facts)) {
    context.report.open(at.steps, 'was only ever null', supportOf(seen(facts, 'null')));
    return {};
  }
  return compose(partsOf(group, facts, at, context, false), nullability);
}

function isOnlyNull(facts: Observation): boolean {
  return seenKinds.every((kind) => kind === 'null' || seen(facts, kind).length === 0);
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
  context.report.kinds(at.steps, facts);
  const scalars = scalarsOf(group, facts, at, context);
  if (scalars !== undefined) parts.push(scalars);
  if (seen(facts, 'array').length > 0) parts.push(decideList(group, facts, at, context));
  if (seen(facts, 'object').length > 0) parts.push(decideObject({ group, facts }, at, context, map));
  return parts;
}

function scalarsOf(group: Group, facts: Observation, at: Location, context: DecisionContext): SchemaObject | undefined {
  const kinds: Kind[] = [];
  if (seen(facts, 'boolean').length > 0) kinds.push('boolean');
  const number = numberKind(facts);
  if (number !== undefined) kinds.push(number);
  const strings = seen(facts, 'string');
  if (strings.length > 0) kinds.push('string');
  if (kinds.length === 0) return undefined;
  const expected = strings.length > 0 ? expectText(facts, at, context.isTag(group), context) : undefined;
  return { type: single(kinds), ...(expected === undefined ? {} : { 'x-expect': expected }) };
}

/** A few whole numbers do not prove that a measured value is always whole. */
function numberKind(facts: Observation): 'integer' | 'number' | undefined {
  if (seen(facts, 'number').length > 0) return 'number';
  const support = supportOf(seen(facts, 'integer'));
  if (support === 0) return undefined;
  return support >= thresholds.integer ? 'integer' : 'number';
}

function expectText(facts: Observation, at: Location, tag: boolean, context: DecisionContext): Expectation | undefined {
  const format = statedFormat(facts.formats);
  const strings = seen(facts, 'string');
  if (format !== undefined) {
    context.report.decided(at.steps, 'format', format, supportOf(strings));
    return { format };
  }
  const values = enumerationOf(tag ? 'tag' : nameHint(at.name), facts.texts, strings);
  if (typeof values === 'string') {
    context.report.decided(at.steps, 'texts', values, supportOf(strings));
    return undefined;
  }
  context.report.decided(at.steps, 'enumeration', `${values.length} known texts`, supportOf(strings));
  return { enum: values };
}

function decideList(group: Group, facts: Observation, at: Location, context: DecisionContext): SchemaObject {
  const tuple = tupleOf(facts);
  const items = itemsOf(group);
  if (items.length === 0) {
    context.report.open([...at.steps, 'items'], 'was only ever an empty list', supportOf(seen(facts, 'array')));
    return { type: 'array', items: {} };
  }
  if (tuple !== undefined) {
    context.report.decided(at.steps, 'tuple', `${tuple.length} positions`, supportOf(seen(facts, 'array')));
    return { type: 'array', prefixItems: tuple, minItems: tuple.length, items: {} };
  }
  const inside = { steps: [...at.steps, 'items'], name: at.name };
  return { type: 'array', items: decidePlace(placeOf(items), inside, seenNull(items), context) };
}

function decideObject({ group, facts }: Place, at: Location, context: DecisionContext, map: boolean): SchemaObject {
  const members = membersOf(group);
  if (map || isMap(group, members)) return decideMap(group, members, at, context);
  if (entriesOf(group).length > 0) context.report.mixed(at.steps);
  if (members.size === 0) return { type: 'object' };
  const properties: [string, Schema][] = [];
  const required: string[] = [];
  for (const [name, member] of members) {
    const inside = { steps: [...at.steps, 'properties', name], name };
    properties.push([name, decidePlace(member, inside, nullabilityOf(name, member, at, context), context)]);
    if (isRequired(name, member, at, context)) required.push(name);
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
  if (context.required !== undefined && at.steps.length === 0) return {};
  const variants = variantsOf(facts, members);
  if (variants === undefined) return {};
  const outcome = variants.demands.map(({ texts, required }) => `${texts.join(', ')}: ${required.join(', ')}`);
  context.report.decided(at.steps, 'variants', `${variants.tag} demands (${outcome.join('; ')})`, variants.support);
  return { allOf: conditionsOf(variants) };
}

function decideMap(
  group: Group,
  members: ReadonlyMap<string, Member>,
  at: Location,
  context: DecisionContext,
): SchemaObject {
  const values = [...[...members.values()].flatMap((member) => member.group), ...entriesOf(group)];
  context.report.decided(at.steps, 'map', 'keys are data', supportOf(seen(factsOf(group), 'object')));
  if (values.length === 0) return { type: 'object', additionalProperties: {} };
  const inside = { steps: [...at.steps, 'additionalProperties'], name: '' };
  return { type: 'object', additionalProperties: decidePlace(placeOf(values), inside, seenNull(values), context) };
}

function isRequired(name: string, member: Member, at: Location, context: DecisionContext): boolean {
  const steps = [...at.steps, 'properties', name];
  if (context.required !== undefined && at.steps.length === 0) {
    const named = context.required.includes(name);
    context.report.presence(steps, named, member.support, supportOf(member.absent));
    return named;
  }
  const required = context.policy.optional === 'seen' && member.absent.length === 0;
  context.report.presence(steps, required, member.support, supportOf(member.absent));
  return required;
}

function nullabilityOf(name: string, member: Member, at: Location, context: DecisionContext): Nullability {
  const nulls = supportOf(seen(member.facts, 'null'));
  const steps = [...at.steps, 'properties', name];
  if (nulls > 0) {
    context.report.decided(steps, 'nullable', 'null was seen', nulls);
    return 'seen';
  }
  if (at.steps.length === 0 && context.required?.includes(name) === true) return 'never';
  const thin = member.support < thresholds.nullPriorSupport && context.isNullElsewhere(name, member.facts);
  if (context.policy.nullable !== 'always' && !thin) return 'never';
  context.report.decided(
    steps,
    'nullable',
    thin ? 'never null here, but elsewhere under this name' : 'tolerated by policy',
    0,
  );
  return 'tolerated';
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

function single(kinds: readonly Kind[]): Kind | readonly Kind[] {
  const [only] = kinds;
  return kinds.length === 1 && only !== undefined ? only : kinds;
}
