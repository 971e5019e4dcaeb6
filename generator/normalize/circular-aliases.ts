/** Schemas that mean themselves without anything in between, which neither a type nor a validator can say, are opened. */
import type { Diagnostic } from '../diagnostics.js';
import type { Schema, SchemaObject } from '../schema.js';
import type { DeclaredSchema } from './document.js';

const PREFIX = '#/$defs/';

/** The schemas without circles of references, `allOf`, `anyOf` and `oneOf`; each cut is reported. */
export function openCircles(
  schemas: readonly DeclaredSchema[],
  file: string,
  problems: Diagnostic[],
): readonly DeclaredSchema[] {
  const byName = new Map(schemas.map((declared) => [declared.name, declared.schema]));
  // Names that collide are reported elsewhere; here they would look like circles.
  if (byName.size < schemas.length) return schemas;
  const done = new Set<string>();
  for (const { name } of schemas) visit(name, { byName, done, path: new Set(), cut: () => undefined });
  return schemas.map((declared) => {
    const schema = byName.get(declared.name) ?? declared.schema;
    if (schema === declared.schema) return declared;
    problems.push({
      code: 'type-loss',
      severity: 'warning',
      message: `"${declared.name}" refers back to itself without anything in between; that reference is left out`,
      at: { file, pointer: declared.pointer },
    });
    return { ...declared, schema };
  });
}

interface Walk {
  readonly byName: Map<string, Schema>;
  readonly done: Set<string>;
  /** Names from the start down to here. */
  readonly path: ReadonlySet<string>;
  readonly cut: () => void;
}

function visit(name: string, walk: Walk): void {
  const schema = walk.byName.get(name);
  if (schema === undefined || walk.done.has(name)) return;
  const opened = open(schema, { ...walk, path: new Set([...walk.path, name]) });
  walk.byName.set(name, opened);
  walk.done.add(name);
}

/** The schema without branches that lead back to where the walk came from. */
function open(schema: Schema, walk: Walk): Schema {
  if (typeof schema === 'boolean') return schema;
  let result: SchemaObject = schema;
  const target = schema.$ref?.slice(PREFIX.length);
  if (target !== undefined) {
    if (walk.path.has(target)) result = { ...rest(schema, '$ref'), ...asBase(walk.byName.get(target)) };
    else visit(target, walk);
  }
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const) {
    const members = result[key];
    if (members === undefined) continue;
    const opened = members.flatMap((member) => openBranch(member, key === 'allOf', walk));
    if (opened.length === members.length && opened.every((member, index) => member === members[index])) continue;
    result = opened.length === 0 ? rest(result, key) : { ...result, [key]: opened };
  }
  return result;
}

/** In a union a way back adds nothing; in `allOf` what the schema behind it says itself still counts. */
function openBranch(member: Schema, isAllOf: boolean, walk: Walk): readonly Schema[] {
  const target = typeof member === 'object' ? member.$ref?.slice(PREFIX.length) : undefined;
  if (target === undefined || !walk.path.has(target)) return [open(member, walk)];
  const base = isAllOf ? asBase(walk.byName.get(target)) : {};
  return Object.keys(base).length === 0 ? [] : [base];
}

function asBase(schema: Schema | undefined): SchemaObject {
  if (typeof schema !== 'object') return {};
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => !['$ref', 'allOf', 'anyOf', 'oneOf', 'description'].includes(key)),
  );
}

function rest(schema: SchemaObject, key: keyof SchemaObject): SchemaObject {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key));
}
