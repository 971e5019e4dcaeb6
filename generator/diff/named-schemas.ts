/** Exported types of two versions: which came, went or have another name, and what changed in the others. */
import type { NamedSchema, ProviderIR } from '../ir/ir.js';
import { byCodeUnit } from '../order.js';
import { memberPath } from './change.js';
import type { Change, Expansion, SchemaChange } from './change.js';
import { changeKinds } from './kinds.js';
import type { ChangeKind } from './kinds.js';
import type { WrittenAt } from './manifest-places.js';
import type { ToldNames } from './owned-types.js';
import { written } from './places.js';
import type { BothPlaces, Places } from './places.js';
import { reachOf } from './reach.js';
import type { Reach } from './reach.js';
import { sentence } from './report.js';
import type { Place, Sink } from './report.js';
import { diffSchemas } from './schemas.js';
import type { SchemaContext } from './schemas.js';
import { gatherChanges } from './shared-changes.js';
import type { Found, Gathered } from './shared-changes.js';

/** A change in a type, with what is known of the type. */
interface FoundIn extends Found {
  readonly exported: readonly string[];
  readonly reach: Reach;
  readonly before: NamedSchema;
  readonly after: NamedSchema;
}

/** What the new version does not have at its place is where the old one has it. */
const GONE: ReadonlySet<ChangeKind> = new Set(['member-removed', 'member-renamed']);

/** Compares every exported type; what `told` names has been told of with an operation. */
export function diffNamedSchemas(
  before: ProviderIR,
  after: ProviderIR,
  context: SchemaContext,
  told: ToldNames,
  places: BothPlaces,
  sink: Sink,
): void {
  const [from, to] = [exportedData(before), exportedData(after)];
  const [wasReached, isReached] = [reachOf(before), reachOf(after)];
  const newNames = new Set(context.renamed.values());
  const found: FoundIn[] = [];
  for (const [name, schema] of from) {
    const match = to.get(context.renamed.get(name) ?? name);
    if (match === undefined) {
      if (!told.removed.has(name))
        addType(sink, 'schema-removed', placeOf(schema, places.before), join(wasReached.get(name), undefined));
      continue;
    }
    const exported = [name];
    const reach = join(wasReached.get(name), isReached.get(match.name));
    if (match.name !== name && !told.renamed.has(name))
      addType(sink, 'schema-renamed', { ...placeOf(match, places.after), exported }, reach, `was ${name}`);
    const report = (change: SchemaChange): unknown =>
      found.push({ name: match.name, change, exported, reach, before: schema, after: match });
    diffSchemas(schema.schema, match.schema, { ...context, report });
  }
  for (const [name, schema] of to)
    if (!from.has(name) && !newNames.has(name) && !told.added.has(name))
      addType(sink, 'schema-added', placeOf(schema, places.after), join(undefined, isReached.get(name)));
  for (const gathered of gatherChanges(found)) sink(toChange(gathered, to, places));
}

/** A change of a schema, written at a place, graded for those that the place concerns. */
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
    pointer: place.pointer,
    exported: place.exported,
    through: reach.through,
  };
}

/** What several types show of one that they refer to is told of that one. */
function toChange(
  { first, others, within }: Gathered<FoundIn>,
  types: ReadonlyMap<string, NamedSchema>,
  places: BothPlaces,
): Change {
  const shared = within === undefined ? undefined : types.get(within.name);
  const at = whereWritten(first, within, shared, places);
  if (within === undefined || shared === undefined) {
    const place: Place = { subject: { kind: 'schema', name: first.name }, ...at, exported: first.exported };
    return graded(first.change, place, memberPath(first.change.tokens), first.reach);
  }
  const all = [first, ...others];
  const shown = all.map(({ name, change }) => {
    const path = memberPath(change.tokens.slice(0, change.within.find((step) => step.name === within.name)?.at));
    return path === '' ? name : `${name}${path.startsWith('[') ? '' : '.'}${path}`;
  });
  const change = {
    ...first.change,
    tokens: first.change.tokens.slice(within.at),
    detail: [first.change.detail, `seen in ${few(shown)}`].filter((text) => text !== '').join('; '),
  };
  const exported = [...new Set(all.flatMap((one) => one.exported))];
  const reach = all.map((one) => one.reach).reduce(join);
  const place: Place = { subject: { kind: 'schema', name: shared.name }, ...at, exported };
  return graded(change, place, memberPath(change.tokens), reach);
}

/** At the shared type if that has the place, else where the first type leads. */
function whereWritten(
  { change, before, after }: FoundIn,
  within: Expansion | undefined,
  shared: NamedSchema | undefined,
  places: BothPlaces,
): WrittenAt {
  if (GONE.has(change.kind)) return written(places.before.type(before, change.tokens));
  const own = within === undefined || shared === undefined ? undefined : change.tokens.slice(within.at);
  const at = own === undefined || shared === undefined ? undefined : places.after.type(shared, own);
  return written(at?.isWhole === true ? at : places.after.type(after, change.tokens));
}

/** A type that came, went or was renamed concerns those who met it. */
function addType(sink: Sink, kind: ChangeKind, place: Place, reach: Reach, detail = ''): void {
  const change = { kind, tokens: [], detail, printed: true, weak: false, within: [] };
  sink(graded(change, place, '', reach));
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

function placeOf(schema: NamedSchema, places: Places): Place {
  const { name } = schema;
  return { subject: { kind: 'schema', name }, ...written(places.type(schema)), exported: [name] };
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
