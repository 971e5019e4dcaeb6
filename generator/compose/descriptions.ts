/** descriptions.yaml: texts for types and members, laid onto schemas that have none of their own. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import { isObject } from '../load/parse-text.js';
import { escapeToken } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';

/** Puts each description in its place; a text without a place is an error, so that none goes stale. */
export function applyDescriptions(
  schemas: Readonly<Record<string, JsonObject>>,
  descriptions: JsonValue | undefined,
  file: string,
): StageResult<Readonly<Record<string, JsonObject>>> {
  if (!isObject(descriptions)) return { value: schemas, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const described: Record<string, JsonObject> = { ...schemas };
  for (const [name, texts] of Object.entries(descriptions)) {
    const schema = Object.hasOwn(described, name) ? described[name] : undefined;
    if (schema === undefined || !isObject(texts)) {
      diagnostics.push(missing(file, `/${escapeToken(name)}`, `there is no inferred type "${name}"`));
      continue;
    }
    described[name] = Object.entries(texts).reduce((current, [path, text]) => {
      const next = describe(
        current,
        path === '$' ? [] : path.split('.'),
        typeof text === 'string' ? text : JSON.stringify(text),
      );
      if (next === undefined)
        diagnostics.push(
          missing(file, `/${escapeToken(name)}/${escapeToken(path)}`, `"${name}" has no member "${path}"`),
        );
      return next ?? current;
    }, schema);
  }
  return { value: described, diagnostics };
}

/** A copy with the text at a path of member names, looking through arrays and nullable unions; undefined without one. */
function describe(schema: JsonObject, path: readonly string[], text: string): JsonObject | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return schema['description'] === undefined ? { ...schema, description: text } : schema;
  const properties = schema['properties'];
  const member = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (isObject(properties) && isObject(member)) {
    const described = describe(member, rest, text);
    return described === undefined ? undefined : { ...schema, properties: { ...properties, [name]: described } };
  }
  return throughItems(schema, path, text) ?? throughUnion(schema, path, text);
}

function throughItems(schema: JsonObject, path: readonly string[], text: string): JsonObject | undefined {
  const inner = isObject(schema['items']) ? describe(schema['items'], path, text) : undefined;
  if (inner !== undefined) return { ...schema, items: inner };
  const values = isObject(schema['additionalProperties'])
    ? describe(schema['additionalProperties'], path, text)
    : undefined;
  return values === undefined ? undefined : { ...schema, additionalProperties: values };
}

function throughUnion(schema: JsonObject, path: readonly string[], text: string): JsonObject | undefined {
  const members = schema['anyOf'];
  if (!Array.isArray(members)) return undefined;
  const described = (members as JsonValue[]).map((member) =>
    isObject(member) ? describe(member, path, text) : undefined,
  );
  if (described.every((member) => member === undefined)) return undefined;
  return { ...schema, anyOf: (members as JsonValue[]).map((member, index) => described[index] ?? member) };
}

function missing(file: string, pointer: string, message: string): Diagnostic {
  return {
    code: 'description-target',
    severity: 'error',
    message,
    at: { file, pointer },
    hint: 'Correct the name, or remove the line; members of a named type are described under that type.',
  };
}
