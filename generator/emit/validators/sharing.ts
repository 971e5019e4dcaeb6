/**
 * Schemas in place that a module would say more than once, objects and lists of literals: each of them becomes one
 * function, one check, one table.
 */
import type { NamedSchema } from '../../ir/ir.js';
import type { Schema, SchemaObject } from '../../schema.js';
import { referencedName } from './analysis.js';
import { isScalarOnly } from './guard-scalar.js';

/** What stands for all schemas that say the same. */
export interface SharedPart {
  /** The first of them. */
  readonly schema: SchemaObject;
  /** For names: the type and the member where it was met first. */
  readonly stem: string;
}

/** Shared parts by each schema that they stand for. */
export type SharedParts = ReadonlyMap<Schema, SharedPart>;

/** Objects of fewer parts than this are shorter than a call. */
const WORTH = 5;

/** What a function of its own adds to a module, in characters; literals that stand in place add their text each time. */
const FUNCTION = 60;

/** Parts that occur more than once in these schemas; what contains itself has a depth and is printed where it stands. */
export function findShared(schemas: readonly NamedSchema[], recursive: ReadonlySet<string>): SharedParts {
  const forms: Forms = { ids: new Map(), all: new Map(), recursive };
  const roots = schemas.map(({ name, schema }) => ({ name, form: formOf(schema, forms) }));
  const seen = new Map<number, SharedPart | undefined>();
  const counts = new Map<number, number>();
  const visit = ({ schema, id, parts, least }: Form, stem: string, isRoot: boolean): void => {
    if (least < Infinity && !isRoot) {
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      if (count > 1) return;
      if (typeof schema === 'object') seen.set(id, { schema, stem });
    }
    for (const [member, part] of parts) visit(part, member === '' ? stem : `${stem}-${member}`, false);
  };
  for (const { name, form } of roots) visit(form, name, true);
  const shared = new Map<Schema, SharedPart>();
  for (const { schema, id, least } of forms.all.values()) {
    const part = (counts.get(id) ?? 0) >= least ? seen.get(id) : undefined;
    if (part !== undefined) shared.set(schema, part);
  }
  for (const { form } of roots) shared.delete(form.schema);
  return shared;
}

/** What a schema says, as a number: the same for schemas that say the same. */
interface Form {
  readonly schema: Schema;
  readonly id: number;
  readonly size: number;
  /** How often it must occur to be printed apart. */
  readonly least: number;
  /** Whether it refers to a schema that contains itself. */
  readonly isBound: boolean;
  /** Direct subschemas, with the member that they belong to. */
  readonly parts: readonly (readonly [member: string, part: Form])[];
}

interface Forms {
  readonly ids: Map<string, number>;
  readonly all: Map<Schema, Form>;
  readonly recursive: ReadonlySet<string>;
}

function formOf(schema: Schema, forms: Forms): Form {
  const known = forms.all.get(schema);
  if (known !== undefined) return known;
  const parts: [string, Form][] = [];
  const text = typeof schema === 'boolean' ? String(schema) : textOf(schema, parts, forms);
  const id = forms.ids.get(text) ?? forms.ids.size;
  forms.ids.set(text, id);
  const size = parts.reduce((sum, [, part]) => sum + part.size, 1);
  const refersBack =
    typeof schema === 'object' && schema.$ref !== undefined && forms.recursive.has(referencedName(schema.$ref));
  const isBound = refersBack || parts.some(([, part]) => part.isBound);
  const form = { schema, id, size, isBound, least: isBound ? Infinity : leastOf(schema, size), parts };
  forms.all.set(schema, form);
  return form;
}

/** From the second on for objects; for lists of literals, once all others together are longer than a function. */
function leastOf(schema: Schema, size: number): number {
  if (typeof schema === 'boolean') return Infinity;
  if (schema.properties !== undefined) return size >= WORTH ? 2 : Infinity;
  return isListOfLiterals(schema) ? 1 + Math.ceil(FUNCTION / JSON.stringify(schema.enum).length) : Infinity;
}

/** True for an `enum` and, if at all, its type, where there is more than one value and none that has parts. */
export function isListOfLiterals(schema: SchemaObject): boolean {
  return (
    schema.enum !== undefined &&
    schema.enum.length > 1 &&
    isScalarOnly(schema) &&
    schema.enum.every((value) => typeof value !== 'object' || value === null)
  );
}

/** Keywords that say nothing to a validator. */
const SILENT: ReadonlySet<string> = new Set([
  ...['description', 'examples', 'default', 'deprecated', 'readOnly', 'writeOnly', 'x-labels'],
]);
const MAPS: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas']);
const LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const SINGLE: ReadonlySet<string> = new Set([
  ...['items', 'contains', 'additionalProperties', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties'],
  ...['not', 'if', 'then', 'else'],
]);

function textOf(schema: SchemaObject, parts: [string, Form][], forms: Forms): string {
  const idOf = (member: string, part: Schema): number => {
    const form = formOf(part, forms);
    parts.push([member, form]);
    return form.id;
  };
  let text = '';
  for (const keyword in schema) {
    const value: unknown = schema[keyword as keyof SchemaObject];
    if (value === undefined || SILENT.has(keyword)) continue;
    text += `;${keyword}:`;
    if (SINGLE.has(keyword)) text += String(idOf('', value as Schema));
    else if (LISTS.has(keyword)) text += (value as readonly Schema[]).map((part) => idOf('', part)).join();
    else if (!MAPS.has(keyword)) text += typeof value === 'string' ? quoted(value) : JSON.stringify(value);
    else {
      const members = value as Readonly<Record<string, Schema>>;
      for (const name in members) text += `${quoted(name)}${idOf(name, members[name] ?? true)},`;
    }
  }
  return text;
}

/** As JSON has it; most texts are words, which need no look at each character. */
function quoted(text: string): string {
  return /^[\w-]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}
