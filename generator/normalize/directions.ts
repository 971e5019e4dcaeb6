/** Members that only travel one way: schemas that differ between request and response become two. */
import { isData, isNameMap } from '../load/document-names.js';
import { isObject } from '../load/parse-text.js';
import { referencedNames } from '../references.js';
import type { JsonObject, JsonValue, Schema } from '../schema.js';
import type { DeclaredSchema } from './document.js';
import { holdsMarked, isMarked, markedNames, marksOf } from './marks.js';
import type { Mark, Marks } from './marks.js';
import type { NormalizedOperation } from './operations.js';

export interface Directed {
  readonly schemas: readonly DeclaredSchema[];
  readonly operations: readonly NormalizedOperation[];
}

const PREFIX = '#/$defs/';

/**
 * A schema keeps its name for what is received, without `writeOnly` members. Where it is also sent and would differ, the
 * sent form is `<Name>Input`, without `readOnly` members. A schema that is only sent keeps its name for that form.
 */
export function splitDirections({ schemas, operations }: Directed): Directed {
  const byName = new Map(schemas.map((declared) => [declared.name, declared.schema]));
  const differing = findDiffering(byName);
  if (differing.size === 0) return { schemas, operations };
  const sentRoots = operations.flatMap(({ body, parameters }) =>
    [...(body?.content ?? []), ...parameters].flatMap(({ schema }) => referencedNames(schema)),
  );
  const sent = reach(sentRoots, byName);
  const receivedRoots = operations.flatMap(({ responses }) =>
    responses.flatMap(({ content }) => content.flatMap(({ schema }) => referencedNames(schema))),
  );
  const received = reach(
    [...receivedRoots, ...schemas.map(({ name }) => name).filter((name) => !sent.has(name))],
    byName,
  );
  const inputs = inputNames(
    [...differing].filter((name) => sent.has(name) && received.has(name)),
    byName,
  );
  const marks = marksOf(byName);
  const toSend = (schema: Schema): Schema => view(schema, { drop: 'readOnly', inputs, marks });
  const toReceive = (schema: Schema): Schema => view(schema, { drop: 'writeOnly', inputs: new Map(), marks });
  const split = schemas.flatMap((declared): readonly DeclaredSchema[] => {
    const { name, schema } = declared;
    if (!differing.has(name)) return [declared];
    const input = inputs.get(name);
    if (input === undefined) return [{ ...declared, schema: received.has(name) ? toReceive(schema) : toSend(schema) }];
    return [
      { ...declared, schema: toReceive(schema) },
      { ...declared, name: input, schema: toSend(schema) },
    ];
  });
  return { schemas: split, operations: operations.map((operation) => direct(operation, toSend, toReceive)) };
}

function direct(
  operation: NormalizedOperation,
  toSend: (schema: Schema) => Schema,
  toReceive: (schema: Schema) => Schema,
): NormalizedOperation {
  return {
    ...operation,
    body: operation.body && {
      ...operation.body,
      content: operation.body.content.map((media) => ({ ...media, schema: toSend(media.schema) })),
    },
    responses: operation.responses.map((response) => ({
      ...response,
      content: response.content.map((media) => ({ ...media, schema: toReceive(media.schema) })),
    })),
  };
}

/** Schemas that hold, or lead to, a member that travels one way. */
function findDiffering(byName: ReadonlyMap<string, Schema>): ReadonlySet<string> {
  const marks = marksOf(byName);
  const users = new Map<string, string[]>();
  const queue: string[] = [];
  for (const [name, schema] of byName) {
    if (holdsMarked(schema as JsonValue, marks)) queue.push(name);
    for (const used of referencedNames(schema)) {
      const known = users.get(used);
      if (known === undefined) users.set(used, [name]);
      else known.push(name);
    }
  }
  const found = new Set<string>();
  for (const name of queue) {
    if (found.has(name)) continue;
    found.add(name);
    queue.push(...(users.get(name) ?? []));
  }
  return found;
}

interface View {
  readonly drop: Mark;
  readonly inputs: ReadonlyMap<string, string>;
  readonly marks: Marks;
}

/** Keywords whose schemas describe the same value as the schema that they stand in. */
const SAME_VALUE: ReadonlySet<string> = new Set([
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'],
]);
const NONE: ReadonlySet<string> = new Set();

function view(schema: Schema, how: View): Schema {
  return viewValue(schema as JsonValue, how, NONE) as Schema;
}

/**
 * The value itself where nothing in it changes: most of a document goes both ways. `around` are names that are gone from
 * the same value by what stands around it.
 */
function viewValue(value: JsonValue, how: View, around: ReadonlySet<string>): JsonValue {
  if (Array.isArray(value)) return viewItems(value, how, around);
  if (!isObject(value)) return value;
  const named = markedNames(value, how.drop, how.marks);
  const gone = named.size === 0 ? around : new Set([...around, ...named]);
  const entries = Object.entries(value).map(([key, member]): readonly [string, JsonValue] => {
    if (isData(key)) return [key, member];
    if (key === '$ref' && typeof member === 'string') return [key, renamed(member, how.inputs)];
    if (key === 'required' && Array.isArray(member))
      return [
        key,
        gone.size === 0 ? member : remaining(member as readonly JsonValue[], gone, value['properties'], how),
      ];
    const inner = SAME_VALUE.has(key) ? gone : NONE;
    return [key, isNameMap(key) && isObject(member) ? viewMap(key, member, how, inner) : viewValue(member, how, inner)];
  });
  const kept = entries.filter(([key, member]) => !(key === 'required' && Array.isArray(member) && member.length === 0));
  const isSame = kept.length === Object.keys(value).length && kept.every(([key, member]) => member === value[key]);
  return isSame ? value : Object.fromEntries(kept);
}

function viewItems(items: readonly JsonValue[], how: View, around: ReadonlySet<string>): readonly JsonValue[] {
  const viewed = items.map((item) => viewValue(item, how, around));
  return viewed.every((item, index) => item === items[index]) ? items : viewed;
}

/** What is required without what is gone, unless the schema itself declares it for this direction. */
function remaining(
  required: readonly JsonValue[],
  gone: ReadonlySet<string>,
  properties: JsonValue | undefined,
  how: View,
): readonly JsonValue[] {
  const isKept = (name: string): boolean =>
    isObject(properties) && Object.hasOwn(properties, name) && !isMarked(properties[name], how.drop, how.marks);
  return required.filter((name) => typeof name !== 'string' || !gone.has(name) || isKept(name));
}

/** Schemas by name; `properties` without those that are marked. */
function viewMap(keyword: string, members: JsonObject, how: View, around: ReadonlySet<string>): JsonObject {
  const all = Object.entries(members);
  const entries = all
    .filter(([, member]) => keyword !== 'properties' || !isMarked(member, how.drop, how.marks))
    .map(([name, inner]) => [name, viewValue(inner, how, around)] as const);
  const isSame = entries.length === all.length && entries.every(([name, inner]) => inner === members[name]);
  return isSame ? members : Object.fromEntries(entries);
}

function renamed(reference: string, inputs: ReadonlyMap<string, string>): string {
  const input = inputs.get(reference.slice(PREFIX.length));
  return input === undefined ? reference : PREFIX + input;
}

/** `<Name>Input`; where the document has a schema of that name, the next of a fixed list. */
function inputNames(names: readonly string[], byName: ReadonlyMap<string, Schema>): ReadonlyMap<string, string> {
  return new Map(
    names.map((name) => [
      name,
      ['Input', 'RequestInput', 'SentInput'].map((suffix) => name + suffix).find((input) => !byName.has(input)) ??
        `${name}InputForm`,
    ]),
  );
}

function reach(roots: readonly string[], byName: ReadonlyMap<string, Schema>): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...roots];
  for (const name of queue) {
    const schema = byName.get(name);
    if (schema === undefined || seen.has(name)) continue;
    seen.add(name);
    queue.push(...referencedNames(schema));
  }
  return seen;
}
