/**
 * Types inferred from published samples of Terra, Vital and Spike against the vendors' own OpenAPI documents, member by
 * member. Needs the reference material: HOOKWRIGHT_REFERENCE, by default ../shared beside the project.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { load } from 'js-yaml';

import { infer } from '../../generator/infer/infer.ts';
import { memberPath } from '../../generator/infer/summary.ts';
import { viewOf } from './vendor-view.mjs';

const root = process.env.HOOKWRIGHT_REFERENCE ?? join(import.meta.dirname, '../../../shared');
const details = process.argv.includes('--details');
if (!existsSync(join(root, 'providers'))) {
  console.log('skipped: no reference material');
  process.exit(0);
}

/** Types of the provider at hand, for references. */
let named = new Map();

const terraClasses = /^(captured|vendor)/;
const terraIndex = JSON.parse(readFileSync(join(root, 'providers/terra/samples-index.json'), 'utf8'));
const terraFiles = new Set(
  terraIndex.filter((entry) => terraClasses.test(entry.cls)).map((entry) => entry.file.replace('samples/', '')),
);
// Bodies without their envelope, of a shape from 2021, or requests are not deliveries.
const isDelivery = (file) => !/^(api|legacy|v3)\.|\.bare\.|request/.test(file);

compare('terra', 'openapi.yaml', (file) => terraFiles.has(file) && isDelivery(file));
compare('vital', 'openapi.json', isDelivery);
listOnly('spike', () => true);

function compare(provider, document, wanted) {
  const text = readFileSync(join(root, 'providers', provider, document), 'utf8');
  const api = document.endsWith('.json') ? JSON.parse(text) : load(text);
  const known = (event) => bodySchema(api, event) !== undefined;
  // Without types found by shape, every place has only what was seen there: what differs then is the vendor's doing.
  const seenThere = new Set(compareTypes(inferFolders(provider, wanted, known, false).types, api).map(keyOf));
  const { types } = inferFolders(provider, wanted, known, true);
  const found = attribute(compareTypes(types, api), seenThere);
  const roots = types.filter((type) => !type.found);
  const tally = new Map();
  for (const { aspect, outcome } of found) {
    const key = `${aspect}: ${outcome}`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  const lines = found
    .filter(({ outcome }) => !outcome.startsWith('agree'))
    .map(
      ({ event, path, aspect, outcome, samples }) => `  ${event} ${path}: ${aspect}: ${outcome} (${samples} samples)`,
    );
  console.log(
    `\n${provider}: ${roots.length} events, ${roots.reduce((sum, type) => sum + type.samples, 0)} samples, ${types.length - roots.length} types found by shape`,
  );
  for (const aspect of ['member', 'kind', 'null', 'required']) {
    const own = [...tally].filter(([key]) => key.startsWith(`${aspect}: `));
    const total = own.reduce((sum, [, count]) => sum + count, 0);
    console.log(`  ${aspect} (${total})`);
    for (const [key, count] of own.sort((a, b) => b[1] - a[1]))
      console.log(
        `    ${String(count).padStart(5)} ${((100 * count) / total).toFixed(1).padStart(5)} %  ${key.slice(aspect.length + 2)}`,
      );
  }
  if (details) console.log(lines.sort().join('\n'));
}

/**
 * Who is wrong where a type found by shape differs from the document at a place whose own samples do not. The vendor, if
 * its samples differ in just that way at another place of the type for which the document says the same; else we are, as
 * the document tells the two places apart.
 */
function attribute(rows, seenThere) {
  const differsIn = (row) => `${row.type} ${row.at} ${row.aspect} ${row.outcome}`;
  const sent = new Set(rows.filter((row) => seenThere.has(keyOf(row))).map(differsIn));
  return rows.map((row) => {
    if (!row.outcome.startsWith('vendor') || seenThere.has(keyOf(row))) return row;
    return {
      ...row,
      outcome: sent.has(differsIn(row))
        ? `${row.outcome}, at another place of the type`
        : 'ours: seen at another place that was taken for the same type',
    };
  });
}

/** Every judgement about every member of every event. */
function compareTypes(types, api) {
  named = new Map(types.map((type) => [type.name, type.schema]));
  return types
    .filter((type) => !type.found)
    .flatMap((type) => {
      const [event] = type.folders;
      const facts = factsOf(type);
      const rows = [];
      walk(type.schema, viewOf(bodySchema(api, event), api), '', (aspect, outcome, path) =>
        rows.push({
          event,
          path: memberPath(path),
          aspect,
          outcome,
          samples: facts.get(path) ?? 0,
          ...innermost(type, path),
        }),
      );
      return rows;
    });
}

function keyOf({ event, path, aspect, outcome }) {
  return [event, path, aspect, outcome].join(' ');
}

function listOnly(provider, wanted) {
  const { types, open } = inferFolders(provider, wanted, () => true, true);
  console.log(
    `\n${provider}: no OpenAPI document of the vendor to compare with; ${types.length} types, ${open} open questions`,
  );
}

function inferFolders(provider, wanted, known, automatic) {
  const folder = join(root, 'providers', provider, 'samples');
  const samples = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && wanted(file))
    .map((file) => ({
      folder: file.replace(/\.\d+\.json$/, ''),
      name: file,
      file,
      body: JSON.parse(readFileSync(join(folder, file), 'utf8')),
    }))
    .filter((sample) => known(sample.folder));
  const none = { description: undefined, required: undefined, optional: undefined, nullable: undefined, map: false };
  const entities = [...new Set(samples.map((sample) => sample.folder))].map((name) => ({
    ...none,
    name,
    at: [`${name}#`],
  }));
  const { value, diagnostics } = infer({
    provider,
    samples,
    entities,
    policy: { optional: 'seen', nullable: 'seen' },
    automatic,
    record: true,
  });
  return { types: value, open: diagnostics.length };
}

/** The body of the webhook whose name, with `*` for one word, is the event's. */
function bodySchema(api, event) {
  const stem = event.split('.')[0];
  for (const [name, item] of Object.entries(api.webhooks)) {
    const pattern = new RegExp(
      `^${name
        .split('*')
        .map((part) => part.replaceAll('.', '\\.'))
        .join('[^.]+')}$`,
    );
    const schema = item.post?.requestBody?.content?.['application/json']?.schema;
    if (schema !== undefined && (pattern.test(event) || name === stem)) return schema;
  }
  return undefined;
}

function factsOf(type) {
  return new Map(
    type.decisions
      .filter((decision) => decision.rule === 'kind' || decision.rule === 'open')
      .map((decision) => [decision.pointer, decision.support]),
  );
}

/** Compares our schema with the vendor's view; reports `agree…`, or who is wrong where they differ. */
function walk(schema, vendor, path, report) {
  if (path.length > 400) return;
  const ours = flat(schema);
  const objects = kindsOf(ours).includes('object');
  if (objects && ours.properties !== undefined) {
    for (const [name, member] of Object.entries(ours.properties)) {
      const inside = `${path}/properties/${name}`;
      const theirs = vendor.members.get(name);
      if (theirs === undefined) {
        if (vendor.entries !== undefined) report('member', 'thin data: the vendor says it is a map', inside);
        else if (vendor.kinds.size === 0 || vendor.members.size === 0)
          report('member', 'agree: the vendor leaves it open', inside);
        else report('member', 'vendor: sent, but not in the document', inside);
        continue;
      }
      report('member', 'agree', inside);
      compareMember(ours, name, member, theirs, vendor, inside, report);
    }
    for (const name of vendor.required)
      if (!Object.hasOwn(ours.properties, name))
        report('required', judgeRequired(false, true), `${path}/properties/${name}`);
  }
  if (ours.items !== undefined && vendor.items !== undefined) walk(ours.items, vendor.items(), `${path}/items`, report);
  if (ours.additionalProperties !== undefined && vendor.entries !== undefined)
    walk(ours.additionalProperties, vendor.entries(), `${path}/additionalProperties`, report);
  if (ours.additionalProperties !== undefined && vendor.entries === undefined && vendor.members.size > 0)
    report('member', 'ours: a map that the vendor says is a record', path);
}

function compareMember(ours, name, member, lazy, vendor, path, report) {
  const theirs = lazy();
  const kinds = kindsOf(member).filter((kind) => kind !== 'null');
  const known = [...theirs.kinds].filter((kind) => kind !== 'null');
  if (kinds.length === 0) report('kind', 'thin data: only ever null, or empty', path);
  else if (known.length === 0) report('kind', 'agree: the vendor leaves it open', path);
  else report('kind', judgeKinds(kinds, known), path);
  if (kinds.length > 0)
    report(
      'null',
      judgeNull(member, kindsOf(member).includes('null'), theirs.kinds.has('null') || known.length === 0),
      path,
    );
  report('required', judgeRequired(ours.required?.includes(name) === true, vendor.required.has(name)), path);
  walk(member, theirs, path, report);
}

function judgeKinds(kinds, known) {
  const covers = (list, kind) => list.includes(kind) || (kind === 'integer' && list.includes('number'));
  if (kinds.every((kind) => covers(known, kind)) && known.every((kind) => covers(kinds, kind)))
    return kinds.join() === known.join() ? 'agree' : 'agree: integer is a number';
  if (kinds.every((kind) => covers(known, kind))) return 'thin data: the vendor allows more kinds';
  if (kinds.every((kind) => covers(known, kind) || (kind === 'number' && known.includes('integer'))))
    return "agree: number, softer than the vendor's integer";
  return 'vendor: sends a kind that the document does not allow';
}

function judgeNull(member, ours, theirs) {
  if (ours === theirs) return 'agree';
  if (theirs) return 'thin data: never null in the samples';
  return member['x-expect']?.notNull === true
    ? 'ours: tolerates null on the word of other members'
    : 'vendor: sends null, the document does not allow it';
}

function judgeRequired(ours, theirs) {
  if (ours === theirs) return 'agree';
  return ours
    ? 'thin data: in every sample, optional in the document'
    : 'vendor: leaves out what the document requires';
}

function kindsOf(schema) {
  const { type } = flat(schema);
  return type === undefined ? [] : [type].flat();
}

/** The named type that a pointer into an event's type ends in, and the pointer into that. */
function innermost(type, path) {
  let found = { type: type.name, at: '' };
  let schema = type.schema;
  for (const step of path.split('/').slice(1)) {
    found = { ...found, at: `${found.at}/${step}` };
    schema = flat(schema)[step] ?? schema[step];
    const reference =
      schema === undefined ? undefined : [schema, ...(schema.anyOf ?? [])].find((arm) => arm.$ref)?.$ref;
    if (reference !== undefined) found = { type: reference.split('/').pop(), at: '' };
  }
  return found;
}

/** References followed, alternatives merged. */
function flat(schema) {
  if (schema.$ref !== undefined) return { ...schema, ...flat(named.get(schema.$ref.split('/').pop())) };
  if (schema.anyOf === undefined) return schema;
  const arms = schema.anyOf.map(flat);
  return Object.assign({ ...schema }, ...arms, { type: [...new Set(arms.flatMap((arm) => [arm.type ?? []].flat()))] });
}
