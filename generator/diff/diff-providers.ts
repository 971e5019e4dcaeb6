/** Two versions of a provider in, every change between them out: the rules' judgment. Pure. */
import type { ApiIR, ProviderIR } from '../ir/ir.js';
import { pascalCase } from '../ir/names.js';
import { byCodeUnit } from '../order.js';
import { gradeOf, memberPath } from './change.js';
import type { Change, SchemaChange } from './change.js';
import { diffApis } from './apis.js';
import type { Grade } from './kinds.js';
import { manifestPlaces } from './manifest-places.js';
import { diffNamedSchemas, graded } from './named-schemas.js';
import { diffOperations, matchOperations } from './operations.js';
import type { MatchedOperations, OperationPair } from './operations.js';
import { ownedTypes, toldNames } from './owned-types.js';
import { matchParameters } from './parameters.js';
import { definitions, findSchemaRenames } from './renames.js';
import type { Place, Sink } from './report.js';
import { diffSchemas } from './schemas.js';
import type { SchemaContext } from './schemas.js';
import { diffWebhooks } from './webhooks.js';

/** Every change between two versions, gravest first, then by subject and place. */
export function diffProviders(before: ProviderIR, after: ProviderIR): readonly Change[] {
  const changes: Change[] = [];
  const sink: Sink = (change) => changes.push(change);
  const matched = diffAllOperations(before, after, sink);
  const pairs = matched.flatMap((one) => one.pairs);
  const renamed = findSchemaRenames(before, after, pairs);
  diffWebhooks(before, after, { before: manifestPlaces(before), after: manifestPlaces(after) }, renamed, sink);
  const context: SchemaContext = {
    old: definitions(before),
    new: definitions(after),
    renamed,
    tokens: [],
    printed: true,
    open: new Set(),
    within: [],
    report: () => undefined,
  };
  for (const { pairs: own, file } of matched) for (const pair of own) diffParameterSchemas(pair, file, context, sink);
  const told = toldNames(matched, ownedTypes(before), ownedTypes(after), renamed);
  diffNamedSchemas(before, after, context, told, sink);
  const rank: Readonly<Record<Grade, number>> = { breaking: 0, widening: 1, additive: 2, docs: 3 };
  return changes.sort(
    (left, right) =>
      rank[gradeOf(left)] - rank[gradeOf(right)] ||
      byCodeUnit(left.subject.kind, right.subject.kind) ||
      byCodeUnit(left.message, right.message) ||
      byCodeUnit(left.pointer, right.pointer),
  );
}

/** Operations of one API, and the document that has them now. */
interface MatchedIn extends MatchedOperations {
  readonly file: string;
}

function diffAllOperations(before: ProviderIR, after: ProviderIR, sink: Sink): readonly MatchedIn[] {
  const owned = { before: ownedTypes(before), after: ownedTypes(after) };
  return diffApis(before, after, sink).map(({ from, to }) => {
    const matched = matchOperations(from?.operations ?? [], to?.operations ?? []);
    const file = fileOf(after, to);
    diffOperations(matched, { before: fileOf(before, from), after: file }, owned, sink);
    return { ...matched, file };
  });
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

function diffParameterSchemas(pair: OperationPair, file: string, context: SchemaContext, sink: Sink): void {
  for (const [left, right] of matchParameters(pair)) {
    const index = pair.after.parameters.indexOf(right);
    const { id, pointer } = pair.after;
    const place: Place = {
      subject: { kind: 'operation', name: id },
      file,
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
