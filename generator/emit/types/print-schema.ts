/** A normalized schema in, the text of a TypeScript type out. Layout is plain; the formatter comes afterwards. */
import { propertyKey } from '../../ir/names.js';
import type { JsonValue, Kind, Schema, SchemaObject } from '../../schema.js';
import { escapeToken } from '../../pointer.js';
import { docComment } from '../doc-comment.js';
import { isOfKind, literalType } from './literal.js';
import { lossesOf } from './loss.js';

/** What printing needs to know, and what it finds out. */
export interface TypeScope {
  /** How the platform's `Blob` is called where a schema may have that name. */
  readonly blob: string;
  /** Receives what the type cannot say, for the comment of the member or declaration at hand. */
  readonly sentences: string[];
  /** Receives the pointers, from the declaration down, of everything that lost something. */
  readonly places: Set<string>;
  /** Pointer of the member at hand. */
  readonly place: string;
}

/** Prints a type for use anywhere: unions and intersections are in parentheses where `inner` says so. */
export function printType(schema: Schema, scope: TypeScope, inner = false): string {
  if (typeof schema === 'boolean') return schema ? 'unknown' : 'never';
  reportLosses(schema, scope);
  // Unions of its members or items are not its own.
  if (inner && isOnly(schema, 'object')) return printObject(schema, scope);
  if (inner && isOnly(schema, 'array')) return printArray(schema, scope);
  if (schema.allOf === undefined && schema.anyOf === undefined && schema.oneOf === undefined)
    return joinParts(ownParts(schema, scope, false), inner);
  const all = (schema.allOf ?? []).map((member) => printType(member, scope, true)).filter((part) => part !== 'unknown');
  const unions = [schema.anyOf, schema.oneOf].flatMap((members) =>
    members === undefined ? [] : [unionOf(members.map((member) => printType(member, scope)))],
  );
  const composed = [...all, ...unions.filter((part) => part !== 'unknown')];
  const own = ownParts(schema, scope, composed.length > 0);
  return joinParts(schema.$ref === undefined ? [...all, ...own, ...composed] : [...own, ...composed], inner);
}

/** An intersection of all that is said, each once. */
function joinParts(said: readonly string[], inner: boolean): string {
  const parts = said.length < 2 ? said : [...new Set(said)];
  if (parts.includes('never')) return 'never';
  const [only] = parts;
  if (only === undefined) return 'unknown';
  if (parts.length === 1) return inner && /[|&]/.test(only) ? `(${only})` : only;
  const text = parts.map((part) => (part.includes('|') ? `(${part})` : part)).join(' & ');
  return inner ? `(${text})` : text;
}

/** Adds what the type of one schema, apart from what it holds, cannot say. */
export function reportLosses(schema: SchemaObject, scope: TypeScope): void {
  const losses = lossesOf(schema, (part) => printType(part, { ...scope, sentences: [], places: new Set() }));
  if (losses.length === 0) return;
  scope.places.add(scope.place);
  scope.sentences.push(...losses);
}

/** `{ … }` of an object schema: its members, or what any member is. */
export function printObject(schema: SchemaObject, scope: TypeScope): string {
  const members = Object.entries(schema.properties ?? {});
  const undeclared = (schema.required ?? []).filter((name) => !Object.hasOwn(schema.properties ?? {}, name));
  if (members.length === 0 && undeclared.length === 0 && schema.properties === undefined)
    return `{ ${indexSignatures(schema, scope).join('; ')} }`;
  const required = new Set(schema.required);
  const lines = members.map(([name, member]) => printMember(name, member, required.has(name), scope));
  const rest = [...new Set(undeclared)].map((name) => `  ${propertyKey(name)}: unknown;\n`);
  const all = [...lines, ...rest];
  if (all.length === 0) return emptyObject(schema);
  return all.length === 1 ? oneMember(all[0] ?? '') : `{\n${all.join('')}}`;
}

/** On one line if the member is: `{ from: string }` is read at a glance. The formatter breaks it where it is too long. */
function oneMember(line: string): string {
  return line.indexOf('\n') === line.length - 1 ? `{ ${line.slice(2, -2)} }` : `{\n${line}}`;
}

/** True where the schema is one object and nothing else, so that an interface can say it. */
export function isPlainObject(schema: SchemaObject): boolean {
  return isOnly(schema, 'object');
}

/** True where the schema is of this kind and nothing else is said of its values. */
function isOnly(schema: SchemaObject, kind: Kind): boolean {
  const other = [
    schema.$ref,
    schema.const,
    schema.enum,
    schema.allOf,
    schema.anyOf,
    schema.oneOf,
    schema['x-expect']?.enum,
  ];
  if (other.some((value) => value !== undefined)) return false;
  const kinds = kindsOf(schema);
  return kinds?.length === 1 && kinds[0] === kind;
}

/** Comments of a member or a declaration: its text, labels of its values, what its type cannot say. */
export function describingTexts(schema: Schema, losses: readonly string[]): readonly string[] {
  if (typeof schema === 'boolean') return losses;
  const { description = '' } = schema;
  if (schema['x-labels'] === undefined && losses.length === 0) return description === '' ? [] : [description];
  const labels = Object.entries(schema['x-labels'] ?? {}).map(([value, label]) => `${value} ${label}`);
  return [description, labels.length === 0 ? '' : `${labels.join(', ')}.`, [...new Set(losses)].join(' ')].filter(
    (text) => text !== '',
  );
}

function printMember(name: string, member: Schema, required: boolean, scope: TypeScope): string {
  const inside: TypeScope = { ...scope, sentences: [], place: `${scope.place}/properties/${escapeToken(name)}` };
  const type = printType(member, inside);
  const tags = typeof member === 'object' && member.deprecated === true ? ['@deprecated'] : [];
  return `${docComment(describingTexts(member, inside.sentences), tags, 2)}  ${propertyKey(name)}${required ? '' : '?'}: ${type};\n`;
}

function emptyObject(schema: SchemaObject): string {
  return schema.additionalProperties === false ? '{ [key: string]: never }' : '{ [key: string]: unknown }';
}

/** `[key: string]: T`, with the prefix where a pattern is no more than one. */
function indexSignatures(schema: SchemaObject, scope: TypeScope): readonly string[] {
  const others = schema.additionalProperties ?? schema.unevaluatedProperties;
  const patterns = Object.entries(schema.patternProperties ?? {});
  const [first] = patterns;
  const prefix = first === undefined ? undefined : /^\^([\w-]+)$/.exec(first[0])?.[1];
  if (patterns.length === 1 && first !== undefined && prefix !== undefined && others === false)
    return [`[key: \`${prefix}\${string}\`]: ${printType(first[1], scope)}`];
  const values = patterns.map(([, inner]) => printType(inner, scope));
  if (others !== false) values.push(printType(others ?? true, scope));
  return [`[key: string]: ${unionOf(values)}`];
}

/** What the schema says itself: a reference, values, or kinds. */
function ownParts(schema: SchemaObject, scope: TypeScope, isComposed: boolean): readonly string[] {
  const reference = schema.$ref === undefined ? [] : [schema.$ref.slice('#/$defs/'.length)];
  const kinds = kindsOf(schema);
  if (schema.const !== undefined) return [...reference, literalType(schema.const)];
  if (schema.enum !== undefined)
    return [
      ...reference,
      unionOf(schema.enum.filter((value) => kinds === undefined || isOfKind(value, kinds)).map(literalType)),
    ];
  const expected = schema['x-expect']?.enum;
  if (expected !== undefined && expected.length > 0)
    return [...reference, openEnumeration(expected, kinds ?? ['string'])];
  if (kinds === undefined) return reference;
  const shaped = kinds.some((kind) => kind !== 'null' && !(kind === 'object' && !hasMembers(schema)));
  if ((isComposed || reference.length > 0) && !shaped) return reference;
  return [...reference, unionOf(kinds.map((kind) => printKind(kind, schema, scope)))];
}

function hasMembers(schema: SchemaObject): boolean {
  return (
    schema.properties !== undefined ||
    schema.required !== undefined ||
    typeof schema.additionalProperties === 'object' ||
    schema.patternProperties !== undefined
  );
}

/** The kinds a schema allows; where it names none, the kind that its keywords are about. */
function kindsOf(schema: SchemaObject): readonly Kind[] | undefined {
  if (schema.type !== undefined) return typeof schema.type === 'string' ? [schema.type] : schema.type;
  if (hasMembers(schema)) return ['object'];
  return schema.items !== undefined || schema.prefixItems !== undefined ? ['array'] : undefined;
}

function printKind(kind: Kind, schema: SchemaObject, scope: TypeScope): string {
  switch (kind) {
    case 'object':
      return printObject(schema, scope);
    case 'array':
      return printArray(schema, scope);
    case 'string':
      return schema.format === 'binary' ? scope.blob : 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
    case 'null':
      return kind;
  }
}

function printArray(schema: SchemaObject, scope: TypeScope): string {
  const { prefixItems } = schema;
  const items = schema.items ?? schema.unevaluatedItems ?? true;
  if (prefixItems === undefined) return `${printType(items, scope, true)}[]`;
  const fixed = prefixItems.map((item, index) =>
    index < (schema.minItems ?? 0) ? printType(item, scope) : `${printType(item, scope, true)}?`,
  );
  const isClosed = items === false || (schema.maxItems ?? Infinity) <= prefixItems.length;
  return `[${[...fixed, ...(isClosed ? [] : [`...${printType(items, scope, true)}[]`])].join(', ')}]`;
}

/** A union without repetitions; what is unknown swallows the rest, what is never goes. */
function unionOf(types: readonly string[]): string {
  if (types.length === 1) return types[0] ?? '';
  const members = [...new Set(types)].filter((type) => type !== 'never');
  if (members.includes('unknown')) return 'unknown';
  if (members.length === 0) return 'never';
  return members.length === 1
    ? (members[0] ?? '')
    : members.map((member) => (member.includes('&') && !member.startsWith('(') ? `(${member})` : member)).join(' | ');
}

/** `'a' | 'b' | (string & {})`: the known values in completion, any value in truth. */
function openEnumeration(expected: readonly JsonValue[], kinds: readonly Kind[]): string {
  const open = kinds.map((kind) => {
    if (kind === 'string') return '(string & {})';
    if (kind === 'integer' || kind === 'number') return '(number & {})';
    return kind === 'null' ? 'null' : 'unknown';
  });
  return [...new Set([...expected.filter((value) => value !== null).map(literalType), ...open])].join(' | ');
}
