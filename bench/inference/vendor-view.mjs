/** A flat view of a vendor's schema: kinds, members, what is required, items, entries; alternatives are merged. */

/** The view of a schema of an OpenAPI document. Members, items and entries are functions, because schemas recur. */
export function viewOf(schema, api) {
  const view = { kinds: new Set(), members: new Map(), required: new Set(), items: undefined, entries: undefined };
  fill(view, schema, api, 0);
  return view;
}

function fill(view, schema, api, depth) {
  if (typeof schema !== 'object' || schema === null || depth > 20) return;
  if (schema.$ref !== undefined) fill(view, resolve(schema.$ref, api), api, depth + 1);
  for (const kind of [schema.type ?? []].flat()) view.kinds.add(kind);
  if (schema.nullable === true) view.kinds.add('null');
  if (schema.type === undefined)
    for (const value of schema.enum ?? ('const' in schema ? [schema.const] : []))
      view.kinds.add(value === null ? 'null' : typeof value);
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const known = view.members.get(name);
    view.members.set(name, known === undefined ? () => viewOf(member, api) : () => merge(known(), viewOf(member, api)));
    view.kinds.add('object');
  }
  for (const name of schema.required ?? []) view.required.add(name);
  if (schema.items !== undefined) view.items = () => viewOf(schema.items, api);
  if (typeof schema.additionalProperties === 'object') view.entries = () => viewOf(schema.additionalProperties, api);
  for (const part of schema.allOf ?? []) fill(view, part, api, depth + 1);
  const arms = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((arm) => viewOf(arm, api));
  for (const arm of arms) merge(view, arm);
  const objects = arms.filter((arm) => arm.kinds.has('object'));
  // Required of a union is what every alternative requires.
  const [first, ...others] = objects;
  for (const name of first?.required ?? []) if (others.every((arm) => arm.required.has(name))) view.required.add(name);
}

function merge(into, from) {
  for (const kind of from.kinds) into.kinds.add(kind);
  for (const [name, member] of from.members) {
    const known = into.members.get(name);
    into.members.set(name, known === undefined ? member : () => merge(known(), member()));
  }
  into.items ??= from.items;
  into.entries ??= from.entries;
  return into;
}

function resolve(reference, api) {
  return reference
    .slice(2)
    .split('/')
    .reduce((at, step) => at?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], api);
}
