/** The schemas of a comparison as source text for libraries that do not read JSON Schema. */
import type { JsonObject, JsonValue } from '../../generator/schema.js';

/** How one library says things. */
interface Language {
  readonly any: string;
  readonly ref: (name: string) => string;
  readonly literals: (values: readonly JsonValue[]) => string;
  readonly union: (parts: readonly string[]) => string;
  readonly both: (left: string, right: string) => string;
  readonly array: (item: string) => string;
  readonly record: (value: string) => string;
  readonly object: (members: readonly Member[]) => string;
  readonly scalar: (type: string, format: string | undefined) => string;
}

interface Member {
  readonly name: string;
  readonly text: string;
  readonly isRequired: boolean;
}

type Schemas = ReadonlyMap<string, JsonObject>;

/** zod 4, classic. */
export function zodSource(schemas: Schemas): string {
  const formats: Readonly<Record<string, string>> = {
    'date-time': 'z.iso.datetime({ offset: true })',
    uri: 'z.url()',
    uuid: 'z.guid()',
  };
  const scalars: Readonly<Record<string, string>> = {
    integer: 'z.int()',
    number: 'z.number()',
    boolean: 'z.boolean()',
    null: 'z.null()',
  };
  const language: Language = {
    ...{ any: 'z.unknown()', ref: (name) => name, union: (parts) => `z.union([${parts.join(', ')}])` },
    literals: (values) =>
      values.every((value) => typeof value === 'string')
        ? `z.enum(${JSON.stringify(values)})`
        : `z.literal(${JSON.stringify(values)})`,
    both: (left, right) => `z.intersection(${left}, ${right})`,
    ...{ array: (item) => `z.array(${item})`, record: (value) => `z.record(z.string(), ${value})` },
    object: (members) =>
      `z.object({ ${members.map(({ name, text, isRequired }) => `${JSON.stringify(name)}: ${isRequired ? text : `z.optional(${text})`}`).join(', ')} })`,
    scalar: (type, format) =>
      type === 'string' ? (formats[format ?? ''] ?? 'z.string()') : (scalars[type] ?? 'z.unknown()'),
  };
  return `import * as z from 'zod';\n${printConstants(schemas, language)}`;
}

/** valibot. */
export function valibotSource(schemas: Schemas): string {
  const formats: Readonly<Record<string, string>> = {
    'date-time': 'v.isoTimestamp()',
    uri: 'v.url()',
    uuid: 'v.uuid()',
  };
  const scalars: Readonly<Record<string, string>> = {
    integer: 'v.pipe(v.number(), v.integer())',
    number: 'v.number()',
    boolean: 'v.boolean()',
    null: 'v.null()',
  };
  const text = (format: string | undefined): string =>
    format === undefined ? 'v.string()' : `v.pipe(v.string(), ${formats[format]})`;
  const language: Language = {
    ...{ any: 'v.unknown()', ref: (name) => name, union: (parts) => `v.union([${parts.join(', ')}])` },
    ...{
      literals: (values) => `v.picklist(${JSON.stringify(values)})`,
      both: (left, right) => `v.intersect([${left}, ${right}])`,
    },
    ...{ array: (item) => `v.array(${item})`, record: (value) => `v.record(v.string(), ${value})` },
    object: (members) =>
      `v.object({ ${members.map((member) => `${JSON.stringify(member.name)}: ${member.isRequired ? member.text : `v.optional(${member.text})`}`).join(', ')} })`,
    scalar: (type, format) => (type === 'string' ? text(format) : (scalars[type] ?? 'v.unknown()')),
  };
  return `import * as v from 'valibot';\n${printConstants(schemas, language)}`;
}

/** arktype. */
export function arktypeSource(schemas: Schemas): string {
  const formats: Readonly<Record<string, string>> = {
    'date-time': 'string.date.iso',
    uri: 'string.url',
    uuid: 'string.uuid',
  };
  const scalar = (type: string, format: string | undefined): string =>
    type === 'integer' ? 'number.integer' : type === 'string' ? (formats[format ?? ''] ?? 'string') : type;
  const language: Language = {
    ...{
      any: '"unknown"',
      ref: (name) => name,
      union: (parts) => parts.reduce((left, right) => `[${left}, "|", ${right}]`),
    },
    literals: (values) => `type.enumerated(${values.map((value) => JSON.stringify(value)).join(', ')})`,
    ...{
      both: (left, right) => `[${left}, "&", ${right}]`,
      array: (item) => `[${item}, "[]"]`,
      record: (value) => `{ "[string]": ${value} }`,
    },
    object: (members) =>
      `{ ${members.map(({ name, text, isRequired }) => `${JSON.stringify(isRequired ? name : `${name}?`)}: ${text}`).join(', ')} }`,
    scalar: (type, format) => JSON.stringify(scalar(type, format)),
  };
  return `import { type } from 'arktype';\n${printConstants(schemas, language, (text) => `type(${text})`)}`;
}

/** TypeScript types for typia, with validators for the roots. */
export function typiaSource(schemas: Schemas, roots: readonly string[]): string {
  const language: Language = {
    ...{
      any: 'unknown',
      ref: (name) => name,
      union: (parts) => `(${parts.join(' | ')})`,
      both: (left, right) => `(${left} & ${right})`,
    },
    literals: (values) => `(${values.map((value) => JSON.stringify(value)).join(' | ')})`,
    ...{ array: (item) => `Array<${item}>`, record: (value) => `Record<string, ${value}>` },
    object: (members) =>
      `{ ${members.map(({ name, text, isRequired }) => `${JSON.stringify(name)}${isRequired ? '' : '?'}: ${text}`).join('; ')} }`,
    scalar: (type, format) =>
      type === 'integer'
        ? '(number & tags.Type<"int64">)'
        : type === 'string' && format !== undefined
          ? `(string & tags.Format<${JSON.stringify(format)}>)`
          : type,
  };
  const types = [...schemas].map(([name, schema]) => `type ${name} = ${print(schema, language)};`);
  const validators = roots.map(
    (name) =>
      `export const is${name} = typia.createIs<${name}>();\nexport const validate${name} = typia.createValidate<${name}>();`,
  );
  return `import typia, { tags } from 'typia';\n${[...types, ...validators].join('\n')}\n`;
}

function printConstants(schemas: Schemas, language: Language, wrap: (text: string) => string = (text) => text): string {
  return inOrder(schemas)
    .map((name) => `export const ${name} = ${wrap(print(schemas.get(name) ?? {}, language))};`)
    .join('\n');
}

/** Names with those they refer to first. */
function inOrder(schemas: Schemas): readonly string[] {
  const done = new Set<string>();
  const visit = (name: string): void => {
    if (done.has(name)) return;
    for (const [, other = ''] of JSON.stringify(schemas.get(name) ?? {}).matchAll(/"#\/\$defs\/(\w+)"/g))
      if (other !== name) visit(other);
    done.add(name);
  };
  for (const name of schemas.keys()) visit(name);
  return [...done];
}

function print(schema: JsonObject, language: Language): string {
  const {
    $ref,
    const: literal,
    enum: values,
    allOf,
    anyOf,
    oneOf,
    format,
  } = schema as Record<string, JsonValue | undefined>;
  const into = (part: JsonValue): string => print(part as JsonObject, language);
  if (typeof $ref === 'string') return language.ref($ref.slice('#/$defs/'.length));
  if (literal !== undefined) return language.literals([literal]);
  if (Array.isArray(values)) return language.literals(values as readonly JsonValue[]);
  const alternatives = (anyOf ?? oneOf) as readonly JsonValue[] | undefined;
  const parts = [
    ...((allOf as readonly JsonValue[] | undefined) ?? []).map(into),
    ...(alternatives === undefined ? [] : [language.union(alternatives.map(into))]),
  ];
  const types = typesOf(schema).map((type) => {
    if (type === 'object') return printObject(schema, language);
    if (type === 'array') return language.array(schema['items'] === undefined ? language.any : into(schema['items']));
    return language.scalar(type, typeof format === 'string' ? format : undefined);
  });
  if (types.length > 0) parts.push(types.length === 1 ? (types[0] ?? '') : language.union(types));
  return parts.length === 0 ? language.any : parts.reduce(language.both);
}

function typesOf(schema: JsonObject): readonly string[] {
  const { type } = schema as { readonly type?: string | readonly string[] };
  if (type === undefined)
    return schema['properties'] !== undefined || schema['required'] !== undefined ? ['object'] : [];
  return typeof type === 'string' ? [type] : type;
}

function printObject(schema: JsonObject, language: Language): string {
  const required = (schema['required'] ?? []) as readonly string[];
  const properties = {
    ...Object.fromEntries(required.map((name) => [name, {}])),
    ...(schema['properties'] as JsonObject | undefined),
  };
  const rest = schema['additionalProperties'];
  const isMap = Object.keys(properties).length === 0 && typeof rest === 'object' && rest !== null;
  if (isMap) return language.record(print(rest as JsonObject, language));
  const members = Object.entries(properties).map(([name, part]) => ({
    name,
    text: print(part as JsonObject, language),
    isRequired: required.includes(name),
  }));
  return language.object(members);
}
