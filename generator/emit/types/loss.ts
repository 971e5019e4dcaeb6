/**
 * What a type cannot say of a schema, as sentences for its comment: conditions between members. Bounds, patterns and
 * formats of single values are the validator's by nature and are not mentioned.
 */
import type { Schema, SchemaObject } from '../../schema.js';

/** Sentences for one schema alone, not for what it holds. `print` gives the type of a schema inside it. */
export function lossesOf(schema: SchemaObject, print: (inner: Schema) => string): readonly string[] {
  return mayLose(schema) ? listLosses(schema, print) : [];
}

/** Keywords that a type may not be able to say. */
const LOSING: ReadonlySet<string> = new Set([
  ...['not', 'if', 'dependentRequired', 'dependentSchemas', 'contains', 'propertyNames'],
  ...['patternProperties', 'additionalProperties', 'unevaluatedProperties'],
]);

function mayLose(schema: SchemaObject): boolean {
  for (const keyword in schema) if (LOSING.has(keyword)) return true;
  return false;
}

function listLosses(schema: SchemaObject, print: (inner: Schema) => string): readonly string[] {
  const losses: string[] = [];
  if (schema.not !== undefined) losses.push('The validator excludes some of these values (`not`).');
  if (schema.if !== undefined) losses.push('The validator demands more of some of these values (`if`).');
  for (const [name, needed] of Object.entries(schema.dependentRequired ?? {})) {
    if (needed.length > 0) losses.push(`With \`${name}\`, ${listOf(needed)} must be there too.`);
  }
  for (const name of Object.keys(schema.dependentSchemas ?? {}))
    losses.push(`With \`${name}\`, the validator demands more.`);
  if (schema.contains !== undefined && schema.contains !== true)
    losses.push('The validator demands certain items (`contains`).');
  if (schema.propertyNames !== undefined && schema.propertyNames !== true)
    losses.push('The validator restricts the names of members (`propertyNames`).');
  return [...losses, ...memberLosses(schema, print)];
}

/** Members by pattern or by exclusion, where the type lists members by name. */
function memberLosses(schema: SchemaObject, print: (inner: Schema) => string): readonly string[] {
  const isComposed = [schema.$ref, schema.allOf, schema.anyOf, schema.oneOf].some((part) => part !== undefined);
  const isOpen = schema.properties === undefined && schema.required === undefined;
  // Alone, these are the type itself; what is composed has members that the type names.
  if (isOpen && !(isComposed && schema.unevaluatedProperties !== undefined)) return [];
  const patterns = Object.entries(schema.patternProperties ?? {}).map(
    ([pattern, inner]) => `Members that match \`${pattern}\` are \`${print(inner)}\`.`,
  );
  const others = [schema.additionalProperties, schema.unevaluatedProperties].flatMap((inner) =>
    typeof inner === 'object' && Object.keys(inner).length > 0 ? [`Other members are \`${print(inner)}\`.`] : [],
  );
  return [...patterns, ...others].map((sentence) =>
    sentence.length > 160 ? sentence.replace(/ are `.*$/s, ' are restricted by the validator.') : sentence,
  );
}

function listOf(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' and ');
}
