/** Members that only travel one way: schemas that differ between request and response become two. */
import { referencedNames } from '../references.js';
import type { JsonObject, JsonValue, Schema } from '../schema.js';
import type { DeclaredSchema } from './document.js';
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
    for (const used of referencedNames(schema)) users.set(used, [...(users.get(used) ?? []), name]);
  }
  const found = new Set<string>();
  for (const name of queue) {
    if (found.has(name)) continue;
    found.add(name);
    queue.push(...(users.get(name) ?? []));
  }
  return found;
}

/** Named schemas that are themselves marked: every member that refers to one is. */
function marksOf(byName: ReadonlyMap<string, Schema>): ReadonlyMap<string, Schema> {
  return new Map(
    [...byName].filter(
      ([, schema]) => typeof schema === 'object' && (schema.readOnly === true || schema.writeOnly === true),
    ),
  );
}

function isMarked(member: JsonValue, drop: 'readOnly' | 'writeOnly', marks: ReadonlyMap<string, Schema>): boolean {
  if (!isSchemaObject(member)) return false;
  if (member[drop] === true) return true;
  const target = typeof member['$ref'] === 'string' ? marks.get(member['$ref'].slice(PREFIX.length)) : undefined;
  return typeof target === 'object' && target[drop] === true;
}

function holdsMarked(value: JsonValue, marks: ReadonlyMap<string, Schema>): boolean {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).some((item) => holdsMarked(item, marks));
  if (!isSchemaObject(value)) return false;
  const properties = value['properties'];
  if (isSchemaObject(properties)) {
    for (const name in properties) {
      const member = properties[name] ?? null;
      if (isMarked(member, 'readOnly', marks) || isMarked(member, 'writeOnly', marks)) return true;
    }
  }
  for (const key in value) {
    const member = value[key];
    if (typeof member === 'object' && !DATA.has(key) && holdsMarked(member, marks)) return true;
  }
  return false;
}

const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'examples']);

interface View {
  readonly drop: 'readOnly' | 'writeOnly';
  readonly inputs: ReadonlyMap<string, string>;
  readonly marks: ReadonlyMap<string, Schema>;
}

function view(schema: Schema, how: View): Schema {
  return viewValue(schema as JsonValue, how) as Schema;
}

/** The value itself where nothing in it changes: most of a document goes both ways. */
function viewValue(value: JsonValue, how: View): JsonValue {
  if (Array.isArray(value)) return viewItems(value, how);
  if (!isSchemaObject(value)) return value;
  const properties = value['properties'];
  const gone = isSchemaObject(properties)
    ? Object.keys(properties).filter((name) => isMarked(properties[name] ?? null, how.drop, how.marks))
    : [];
  const entries = Object.entries(value).map(([key, member]): readonly [string, JsonValue] => {
    if (DATA.has(key)) return [key, member];
    if (key === '$ref' && typeof member === 'string') return [key, renamed(member, how.inputs)];
    if (key === 'required' && Array.isArray(member))
      return [key, gone.length === 0 ? member : remaining(member as readonly JsonValue[], gone)];
    if (key !== 'properties' || !isSchemaObject(member)) return [key, viewValue(member, how)];
    return [key, viewMembers(member, gone, how)];
  });
  const kept = entries.filter(([key, member]) => !(key === 'required' && Array.isArray(member) && member.length === 0));
  const isSame = kept.length === Object.keys(value).length && kept.every(([key, member]) => member === value[key]);
  return isSame ? value : Object.fromEntries(kept);
}

function viewItems(items: readonly JsonValue[], how: View): readonly JsonValue[] {
  const viewed = items.map((item) => viewValue(item, how));
  return viewed.every((item, index) => item === items[index]) ? items : viewed;
}

function remaining(required: readonly JsonValue[], gone: readonly string[]): readonly JsonValue[] {
  return required.filter((name) => typeof name !== 'string' || !gone.includes(name));
}

function viewMembers(members: JsonObject, gone: readonly string[], how: View): JsonObject {
  const entries = Object.entries(members)
    .filter(([name]) => !gone.includes(name))
    .map(([name, inner]) => [name, viewValue(inner, how)] as const);
  const isSame = gone.length === 0 && entries.every(([name, inner]) => inner === members[name]);
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

function isSchemaObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
