/** Which members of a schema travel one way only: their own `readOnly` or `writeOnly`, or that of what they refer to. */
import { isData, isNameMap } from '../load/document-names.js';
import { isObject } from '../load/parse-text.js';
import type { JsonObject, JsonValue, Schema } from '../schema.js';

/** A mark that takes a member out of one direction. */
export type Mark = 'readOnly' | 'writeOnly';

/** Named schemas by name, and among them those that are themselves marked: every member that refers to one is. */
export interface Marks {
  readonly schemas: ReadonlyMap<string, Schema>;
  readonly marked: ReadonlyMap<string, Schema>;
}

const PREFIX = '#/$defs/';
const NONE: ReadonlySet<string> = new Set();

/** What has to be known of named schemas to look for marks. */
export function marksOf(schemas: ReadonlyMap<string, Schema>): Marks {
  const isMarkedItself = (schema: Schema): boolean =>
    typeof schema === 'object' && (schema.readOnly === true || schema.writeOnly === true);
  return { schemas, marked: new Map([...schemas].filter(([, schema]) => isMarkedItself(schema))) };
}

/** True where a member, or the schema that it refers to, has the mark. */
export function isMarked(member: JsonValue | undefined, mark: Mark, { marked }: Marks): boolean {
  if (!isObject(member)) return false;
  if (member[mark] === true) return true;
  const target = typeof member['$ref'] === 'string' ? marked.get(member['$ref'].slice(PREFIX.length)) : undefined;
  return typeof target === 'object' && target[mark] === true;
}

/** True where something in a schema, references not followed, is a marked member. `isMap`: keys are names. */
export function holdsMarked(value: JsonValue | undefined, marks: Marks, isMap = false): boolean {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).some((item) => holdsMarked(item, marks));
  if (!isObject(value)) return false;
  const properties = isMap ? undefined : value['properties'];
  if (isObject(properties)) {
    for (const name in properties) {
      const member = properties[name];
      if (isMarked(member, 'readOnly', marks) || isMarked(member, 'writeOnly', marks)) return true;
    }
  }
  for (const key in value) {
    const member = value[key];
    if (typeof member !== 'object' || (!isMap && isData(key))) continue;
    if (holdsMarked(member, marks, !isMap && isNameMap(key))) return true;
  }
  return false;
}

/** Names of marked members of the value that a schema describes: its own, and those of what it refers to or is made of. */
export function markedNames(schema: JsonObject, mark: Mark, marks: Marks): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<JsonObject>();
  const visit = (part: JsonValue | undefined): void => {
    if (!isObject(part) || seen.has(part)) return;
    seen.add(part);
    const { properties, allOf, $ref } = part;
    if (isObject(properties))
      for (const name of Object.keys(properties)) if (isMarked(properties[name], mark, marks)) found.add(name);
    if (Array.isArray(allOf)) for (const member of allOf as readonly JsonValue[]) visit(member);
    if (typeof $ref === 'string') visit(marks.schemas.get($ref.slice(PREFIX.length)) as JsonValue | undefined);
  };
  visit(schema);
  return found.size === 0 ? NONE : found;
}
