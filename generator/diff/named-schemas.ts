/** Exported types of two versions: which came, went or have another name, and what changed in the others. */
import type { NamedSchema, ProviderIR } from '../ir/ir.js';
import { byCodeUnit } from '../order.js';
import { memberPath } from './change.js';
import type { Change, SchemaChange } from './change.js';
import { changeKinds } from './kinds.js';
import { folderOf } from './manifest-places.js';
import type { ToldNames } from './owned-types.js';
import { reachOf } from './reach.js';
import type { Reach } from './reach.js';
import { add, sentence } from './report.js';
import type { Place, Sink } from './report.js';
import { diffSchemas } from './schemas.js';
import type { SchemaContext } from './schemas.js';
import { gatherChanges } from './shared-changes.js';
import type { Found, Gathered } from './shared-changes.js';

/** A change in a type, with what is known of the type. */
interface FoundIn extends Found {
  readonly place: Place;
  readonly reach: Reach;
}

/** Compares every exported type; what `told` names has been told of with an operation. */
export function diffNamedSchemas(
  before: ProviderIR,
  after: ProviderIR,
  context: SchemaContext,
  told: ToldNames,
  sink: Sink,
): void {
  const [from, to] = [exportedData(before), exportedData(after)];
  const [wasReached, isReached] = [reachOf(before), reachOf(after)];
  const newNames = new Set(context.renamed.values());
  const found: FoundIn[] = [];
  const placeOf = placeFinder(after);
  for (const [name, schema] of from) {
    const match = to.get(context.renamed.get(name) ?? name);
    if (match === undefined) {
      if (!told.removed.has(name)) add(sink, placeOf(schema), 'schema-removed');
      continue;
    }
    const place = { ...placeOf(match), exported: [name] };
    const reach = join(wasReached.get(name), isReached.get(match.name));
    if (match.name !== name && !told.renamed.has(name)) add(sink, place, 'schema-renamed', `was ${name}`);
    const report = (change: SchemaChange): unknown => found.push({ name: match.name, change, place, reach });
    diffSchemas(schema.schema, match.schema, { ...context, report });
  }
  for (const [name, schema] of to)
    if (!from.has(name) && !newNames.has(name) && !told.added.has(name)) add(sink, placeOf(schema), 'schema-added');
  for (const gathered of gatherChanges(found)) sink(toChange(gathered, to, placeOf));
}

/** A change of a schema as a change of a place, graded for those that the place concerns. */
export function graded(change: SchemaChange, place: Place, member: string, reach: Reach): Change {
  const entry = changeKinds[change.kind];
  return {
    kind: change.kind,
    subject: place.subject,
    member,
    message: sentence(entry.title, place.subject, member, change.detail),
    detail: change.detail,
    reader: reach.read ? entry.reader : undefined,
    sender: reach.sent ? entry.sender : undefined,
    file: place.file,
    pointer: change.tokens.length === 0 ? place.pointer : `${place.pointer}/${change.tokens.join('/')}`,
    exported: place.exported,
    through: reach.through,
  };
}

/** What several types show of one that they refer to is told of that one. */
function toChange(
  { first, others, within }: Gathered<FoundIn>,
  types: ReadonlyMap<string, NamedSchema>,
  placeOf: (schema: NamedSchema) => Place,
): Change {
  const shared = within === undefined ? undefined : types.get(within.name);
  if (within === undefined || shared === undefined)
    return graded(first.change, first.place, memberPath(first.change.tokens), first.reach);
  const all = [first, ...others];
  const places = all.map(({ name, change }) => {
    const path = memberPath(change.tokens.slice(0, change.within.find((step) => step.name === within.name)?.at));
    return path === '' ? name : `${name}${path.startsWith('[') ? '' : '.'}${path}`;
  });
  const change = {
    ...first.change,
    tokens: first.change.tokens.slice(within.at),
    detail: [first.change.detail, `seen in ${few(places)}`].filter((text) => text !== '').join('; '),
  };
  const exported = [...new Set(all.flatMap(({ place }) => place.exported))];
  const reach = all.map((one) => one.reach).reduce(join);
  return graded(change, { ...placeOf(shared), exported }, memberPath(change.tokens), reach);
}

function few(places: readonly string[]): string {
  return places.length > 4
    ? `${places.slice(0, 3).join(', ')} and ${places.length - 3} more`
    : places.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

/** Types of parameters are compared with their operations. */
function exportedData(provider: ProviderIR): ReadonlyMap<string, NamedSchema> {
  return new Map(provider.schemas.filter(({ role }) => role === 'data').map((schema) => [schema.name, schema]));
}

/** Where types are written: in a document, or in the samples that they were inferred from. */
function placeFinder(provider: ProviderIR): (schema: NamedSchema) => Place {
  const folder = folderOf(provider);
  return ({ origin, name }) => {
    const where =
      origin.kind === 'inferred'
        ? { file: `${folder}/samples/${origin.folders[0] ?? ''}`, pointer: '' }
        : { file: origin.document, pointer: origin.pointer };
    return { subject: { kind: 'schema', name }, ...where, exported: [name] };
  };
}

/** A type that nothing refers to is exported all the same, and its users read it. */
function join(before: Reach | undefined, after: Reach | undefined): Reach {
  const sent = before?.sent === true || after?.sent === true;
  const read = before?.read === true || after?.read === true || !sent;
  return {
    read,
    sent,
    through: [...new Set([...(before?.through ?? []), ...(after?.through ?? [])])].sort(byCodeUnit),
  };
}
