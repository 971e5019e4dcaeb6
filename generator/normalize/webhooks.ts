/** What a document says it sends: `webhooks`, `x-webhooks` (before 3.1), and the callbacks of operations. */
import { isTypeName, pascalCase } from '../ir/names.js';
import { isObject } from '../load/parse-text.js';
import { escapeToken, valueAt } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { spelledName } from './schema-names.js';

/** One message that a document describes, with the schema of its body. */
export interface DocumentWebhook {
  readonly section: 'webhooks' | 'callbacks';
  /** Key in the document. */
  readonly key: string;
  readonly summary: string;
  readonly deprecated: boolean;
  /** Pointer of the body's schema, behind references. */
  readonly schema: string;
  /** Exported names for a schema that has none, in order of preference. */
  readonly names: readonly string[];
}

const METHODS = ['post', 'put', 'patch', 'delete', 'get'];

/** Told of messages that have no JSON body, by key and pointer. */
export type OnUnread = (key: string, pointer: string) => void;

/** Every message with a JSON body, in the order of the document. */
export function documentWebhooks(document: JsonObject, onUnread?: OnUnread): readonly DocumentWebhook[] {
  const input = { document, onUnread };
  return [
    ...['webhooks', 'x-webhooks'].flatMap((section) => items(input, `/${section}`, 'Webhook', 'webhooks')),
    ...callbacks(input),
  ];
}

interface Source {
  readonly document: JsonObject;
  readonly onUnread: OnUnread | undefined;
}

/** The texts that a schema allows at a pointer of the value: its literals, through references and unions. */
export function literalsAt(
  document: JsonObject,
  schema: JsonValue | undefined,
  tokens: readonly string[],
  depth = 0,
): readonly string[] {
  const target = follow(document, schema);
  if (!isObject(target) || depth > 12) return [];
  const [name, ...rest] = tokens;
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) =>
    Array.isArray(target[key]) ? (target[key] as readonly JsonValue[]) : [],
  );
  const inner = parts.flatMap((part) => literalsAt(document, part, tokens, depth + 1));
  if (name === undefined) {
    const values =
      target['const'] !== undefined
        ? [target['const']]
        : Array.isArray(target['enum'])
          ? (target['enum'] as readonly JsonValue[])
          : [];
    return [...new Set([...values.filter((value) => typeof value === 'string'), ...inner])];
  }
  const properties = target['properties'];
  const member = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return [...new Set([...(member === undefined ? [] : literalsAt(document, member, rest, depth + 1)), ...inner])];
}

function items(
  source: Source,
  pointer: string,
  suffix: string,
  section: DocumentWebhook['section'],
): readonly DocumentWebhook[] {
  const table = valueAt(source.document, pointer);
  if (!isObject(table)) return [];
  return Object.entries(table).flatMap(([key, item]) =>
    readItem(source, item, `${pointer}/${escapeToken(key)}`, {
      key,
      stem: pascalCase(key) + suffix,
      spelled: spelledName(key) + suffix,
      section,
    }),
  );
}

interface Naming {
  readonly key: string;
  readonly stem: string;
  /** For a key that leaves no name, or that of another. */
  readonly spelled: string;
  readonly section: DocumentWebhook['section'];
}

function readItem(
  { document, onUnread }: Source,
  item: JsonValue,
  pointer: string,
  { key, stem, spelled, section }: Naming,
): readonly DocumentWebhook[] {
  const place = settle(document, item, pointer);
  if (place === undefined || !isObject(place.value)) return [];
  const pathItem = place.value;
  return METHODS.flatMap((method) => {
    const operation = pathItem[method];
    if (!isObject(operation)) return [];
    const schema = bodySchema(document, operation['requestBody'], `${place.pointer}/${method}/requestBody`);
    if (schema === undefined) {
      onUnread?.(key, `${place.pointer}/${method}`);
      return [];
    }
    const summary = operation['summary'] ?? operation['description'];
    return [
      {
        section,
        key,
        summary: typeof summary === 'string' ? summary.trim() : '',
        deprecated: operation['deprecated'] === true,
        schema,
        names: [stem, `${stem}Payload`, `${stem}Body`, spelled].filter(isTypeName),
      },
    ];
  });
}

function bodySchema(document: JsonObject, body: JsonValue | undefined, pointer: string): string | undefined {
  const place = settle(document, body, pointer);
  const content = isObject(place?.value) ? place.value['content'] : undefined;
  if (place === undefined || !isObject(content)) return undefined;
  const type =
    Object.keys(content).find((name) => /json/.test(name)) ?? Object.keys(content).find((name) => name === '*/*');
  if (type === undefined) return undefined;
  const at = `${place.pointer}/content/${escapeToken(type)}/schema`;
  return settle(document, valueAt(document, at), at)?.pointer;
}

function callbacks(source: Source): readonly DocumentWebhook[] {
  const { document } = source;
  const paths = document['paths'];
  if (!isObject(paths)) return [];
  return Object.entries(paths).flatMap(([path, given]) => {
    const item = settle(document, given, `/paths/${escapeToken(path)}`);
    return Object.entries(isObject(item?.value) ? item.value : {}).flatMap(([method, operation]) => {
      const table = isObject(operation) ? operation['callbacks'] : undefined;
      if (!isObject(operation) || !isObject(table)) return [];
      const id = typeof operation['operationId'] === 'string' ? operation['operationId'] : `${method} ${path}`;
      return Object.entries(table).flatMap(([name, callback]) => {
        const place = settle(document, callback, `${item?.pointer ?? ''}/${method}/callbacks/${escapeToken(name)}`);
        if (place === undefined || !isObject(place.value)) return [];
        const naming: Naming = {
          key: name,
          stem: `${pascalCase(id)}${pascalCase(name)}Callback`,
          spelled: `${spelledName(id)}${spelledName(name)}Callback`,
          section: 'callbacks',
        };
        return Object.entries(place.value).flatMap(([expression, pathItem]) =>
          readItem(source, pathItem, `${place.pointer}/${escapeToken(expression)}`, naming),
        );
      });
    });
  });
}

interface Settled {
  readonly value: JsonValue;
  readonly pointer: string;
}

/** A value and its pointer, behind references; references with siblings stay, since the siblings count. */
function settle(document: JsonObject, value: JsonValue | undefined, pointer: string): Settled | undefined {
  let current = value;
  let place = pointer;
  for (let hops = 0; hops < 16; hops += 1) {
    if (current === undefined) return undefined;
    if (!isObject(current) || typeof current['$ref'] !== 'string' || Object.keys(current).length > 1)
      return { value: current, pointer: place };
    place = pointerOf(current['$ref']) ?? '';
    current = place === '' ? undefined : valueAt(document, place);
  }
  return undefined;
}

function follow(document: JsonObject, value: JsonValue | undefined): JsonValue | undefined {
  let current = value;
  for (let hops = 0; hops < 16 && isObject(current) && typeof current['$ref'] === 'string'; hops += 1) {
    const pointer = pointerOf(current['$ref']);
    current = pointer === undefined ? undefined : valueAt(document, pointer);
  }
  return current;
}

/** The pointer of a local reference. Fragments are percent-encoded (RFC 6901, section 6). */
export function pointerOf(reference: string): string | undefined {
  if (!reference.startsWith('#/')) return undefined;
  if (!reference.includes('%')) return reference.slice(1);
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return undefined;
  }
}
