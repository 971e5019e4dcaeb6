/** A vendor's document made comparable with ours: our names for its operations, and nothing that ours leaves out on purpose. */
import { isObject } from '../load/parse-text.js';
import type { JsonObject, JsonValue } from '../schema.js';

const METHODS: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
]);

/** What a vendor's document comes to beside ours. */
export interface Adopted {
  /** The operations that ours has too, under our names, with what they refer to. */
  readonly document: JsonObject;
  /** Addresses (`GET /users`) of operations that ours does not have. */
  readonly left: readonly string[];
}

/** Brings a vendor's document into the form of ours; `mentioned` is text whose `$.components.schemas.X` are kept too. */
export function adoptDocument(vendor: JsonObject, own: JsonObject, mentioned: string): Adopted {
  const ids = new Map(operationsOf(own).map(({ address, operation }) => [address, operation['operationId']]));
  const left: string[] = [];
  const renamed: string[] = [];
  const paths = mapObject(objectAt(vendor, 'paths'), (item, path) =>
    mapObject(item, (operation, method) => {
      if (!METHODS.has(method) || !isObject(operation)) return operation;
      const address = addressOf(method, path);
      if (!ids.has(address)) {
        left.push(`${method.toUpperCase()} ${path}`);
        return undefined;
      }
      const id = ids.get(address) ?? operation['operationId'];
      if (id === operation['operationId'] || id === undefined) return operation;
      renamed.push(address);
      return { ...operation, operationId: id };
    }),
  );
  if (left.length + renamed.length === 0) return { document: vendor, left };
  const { webhooks, ...rest } = vendor;
  const kept = { ...rest, paths: withoutEmpty(paths), ...(own['webhooks'] === undefined ? {} : { webhooks }) };
  const document = left.length === 0 ? { ...vendor, paths } : prune(kept, own, mentioned);
  return { document, left: left.sort() };
}

/** Component schemas that nothing refers to any more are left out, but for those that ours has under the same name. */
function prune(document: JsonObject, own: JsonObject, mentioned: string): JsonObject {
  const components = objectAt(document, 'components');
  const schemas = objectAt(components, 'schemas');
  const { schemas: _, ...others } = components;
  const kept = new Set<string>();
  const queue = [
    ...referencesIn({ ...document, components: others }),
    ...Object.keys(objectAt(objectAt(own, 'components'), 'schemas')),
    ...[...mentioned.matchAll(/\$\.components\.schemas\.([A-Za-z0-9_-]+)/g)].map(([, name]) => name ?? ''),
  ];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (schema === undefined || kept.has(name)) continue;
    kept.add(name);
    queue.push(...referencesIn(schema));
  }
  const left = Object.entries(schemas).filter(([name]) => kept.has(name));
  return { ...document, components: { ...components, schemas: Object.fromEntries(left) } };
}

function referencesIn(value: JsonValue): readonly string[] {
  const text = JSON.stringify(value);
  return [...text.matchAll(/"#\/components\/schemas\/([^"/]+)/g)].map(([, token]) =>
    decodeURIComponent(token ?? '')
      .replaceAll('~1', '/')
      .replaceAll('~0', '~'),
  );
}

function operationsOf(document: JsonObject): readonly { readonly address: string; readonly operation: JsonObject }[] {
  return Object.entries(objectAt(document, 'paths')).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) =>
      METHODS.has(method) && isObject(operation) ? [{ address: addressOf(method, path), operation }] : [],
    ),
  );
}

/** Whatever path parameters are called, and with or without a slash at the end. */
function addressOf(method: string, path: string): string {
  return `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}').replace(/(.)\/$/, '$1')}`;
}

function withoutEmpty(paths: JsonObject): JsonObject {
  return mapObject(paths, (item) =>
    isObject(item) && Object.keys(item).some((key) => METHODS.has(key) || key === '$ref') ? item : undefined,
  );
}

function objectAt(value: JsonValue | undefined, key: string): JsonObject {
  const member = isObject(value) ? value[key] : undefined;
  return isObject(member) ? member : {};
}

function mapObject(
  value: JsonValue | undefined,
  change: (value: JsonValue, key: string) => JsonValue | undefined,
): JsonObject {
  return Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).flatMap(([key, member]) => {
      const next = change(member, key);
      return next === undefined ? [] : [[key, next] as const];
    }),
  );
}
