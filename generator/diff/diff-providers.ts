/** Two versions of a provider in, every change between them out: the rules' judgment. Pure. */
import type { ApiIR, NamedSchema, ProviderIR } from '../ir/ir.js';
import { pascalCase } from '../ir/names.js';
import { byCodeUnit } from '../order.js';
import { gradeOf, memberPath } from './change.js';
import type { Change, SchemaChange } from './change.js';
import { diffApis } from './apis.js';
import { changeKinds } from './kinds.js';
import type { Grade } from './kinds.js';
import { diffOperations, matchOperations } from './operations.js';
import type { OperationPair } from './operations.js';
import { matchParameters } from './parameters.js';
import { reachOf } from './reach.js';
import type { Reach } from './reach.js';
import { definitions, findSchemaRenames } from './renames.js';
import { add, sentence } from './report.js';
import type { Place, Sink } from './report.js';
import { diffSchemas } from './schemas.js';
import type { SchemaContext } from './schemas.js';
import { diffWebhooks } from './webhooks.js';

/** Every change between two versions, gravest first, then by subject and place. */
export function diffProviders(before: ProviderIR, after: ProviderIR): readonly Change[] {
  const changes: Change[] = [];
  const sink: Sink = (change) => changes.push(change);
  const pairs = diffAllOperations(before, after, sink);
  const renamed = findSchemaRenames(before, after, pairs);
  const files = { before: `${before.name}/manifest.yaml`, after: `${after.name}/manifest.yaml` };
  diffWebhooks(before, after, files, renamed, sink);
  const context: SchemaContext = {
    old: definitions(before),
    new: definitions(after),
    renamed,
    tokens: [],
    printed: true,
    open: new Set(),
    report: () => undefined,
  };
  for (const pair of pairs) diffParameterSchemas(pair, after, context, sink);
  diffNamedSchemas(before, after, context, sink);
  const rank: Readonly<Record<Grade, number>> = { breaking: 0, widening: 1, additive: 2, docs: 3 };
  return changes.sort(
    (left, right) =>
      rank[gradeOf(left)] - rank[gradeOf(right)] ||
      byCodeUnit(left.subject.kind, right.subject.kind) ||
      byCodeUnit(left.message, right.message) ||
      byCodeUnit(left.pointer, right.pointer),
  );
}

function diffAllOperations(before: ProviderIR, after: ProviderIR, sink: Sink): readonly OperationPair[] {
  const pairs: OperationPair[] = [];
  for (const { from, to } of diffApis(before, after, sink)) {
    const matched = matchOperations(from?.operations ?? [], to?.operations ?? []);
    pairs.push(...matched.pairs);
    diffOperations(matched, { before: fileOf(before, from), after: fileOf(after, to) }, sink);
  }
  return pairs;
}

/** The document of an API, known from the types that were made of it. */
function fileOf(provider: ProviderIR, api: ApiIR | undefined): string {
  const made = provider.schemas.find(
    ({ name, origin }) =>
      origin.kind === 'operation' &&
      api?.operations.some((operation) => name.startsWith(pascalCase(operation.id))) === true,
  );
  return made?.origin.kind === 'operation' ? made.origin.document : `${provider.name}/openapi.yaml`;
}

function diffParameterSchemas(pair: OperationPair, after: ProviderIR, context: SchemaContext, sink: Sink): void {
  for (const [left, right] of matchParameters(pair)) {
    const index = pair.after.parameters.indexOf(right);
    const { id, pointer } = pair.after;
    const place: Place = {
      subject: { kind: 'operation', name: id },
      file: fileOf(
        after,
        after.apis.find((api) => api.operations.includes(pair.after)),
      ),
      pointer: `${pointer}/parameters/${index}/schema`,
      exported: [id, `${pascalCase(id)}Params`],
    };
    const report = (change: SchemaChange): void => {
      const label = `${right.in} parameter ${right.name}`;
      const path = memberPath(change.tokens);
      sink(
        graded(change, place, `${label}${path === '' || path.startsWith('[') ? path : `.${path}`}`, {
          read: false,
          sent: true,
          through: [],
        }),
      );
    };
    diffSchemas(left.schema, right.schema, { ...context, report });
  }
}

function diffNamedSchemas(before: ProviderIR, after: ProviderIR, context: SchemaContext, sink: Sink): void {
  const [from, to] = [exportedData(before), exportedData(after)];
  const [wasReached, isReached] = [reachOf(before), reachOf(after)];
  const newNames = new Set(context.renamed.values());
  for (const [name, schema] of from) {
    const match = to.get(context.renamed.get(name) ?? name);
    if (match === undefined) {
      add(sink, placeOf(schema), 'schema-removed');
      continue;
    }
    const place = { ...placeOf(match), exported: [name] };
    const reach = join(wasReached.get(name), isReached.get(match.name));
    if (match.name !== name) add(sink, place, 'schema-renamed', `was ${name}`);
    diffSchemas(schema.schema, match.schema, {
      ...context,
      report: (change) => sink(graded(change, place, memberPath(change.tokens), reach)),
    });
  }
  for (const [name, schema] of to)
    if (!from.has(name) && !newNames.has(name)) add(sink, placeOf(schema), 'schema-added');
}

/** Types of parameters are compared with their operations. */
function exportedData(provider: ProviderIR): ReadonlyMap<string, NamedSchema> {
  return new Map(provider.schemas.filter(({ role }) => role === 'data').map((schema) => [schema.name, schema]));
}

function placeOf(schema: NamedSchema): Place {
  const { origin, name } = schema;
  const where =
    origin.kind === 'inferred'
      ? { file: `samples/${origin.folders[0] ?? ''}`, pointer: '' }
      : { file: origin.document, pointer: origin.pointer };
  return { subject: { kind: 'schema', name }, ...where, exported: [name] };
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

function graded(change: SchemaChange, place: Place, member: string, reach: Reach): Change {
  const entry = changeKinds[change.kind];
  return {
    kind: change.kind,
    subject: place.subject,
    member,
    message: sentence(entry.title, place.subject, member, change.detail),
    reader: reach.read ? entry.reader : undefined,
    sender: reach.sent ? entry.sender : undefined,
    file: place.file,
    pointer: change.tokens.length === 0 ? place.pointer : `${place.pointer}/${change.tokens.join('/')}`,
    exported: place.exported,
    through: reach.through,
  };
}
