/** Two versions of a provider in, every change between them out: the rules' judgment. Pure. */
import { pascalCase } from '../ir/names.js';
import { byCodeUnit } from '../order.js';
import { gradeOf, memberPath } from './change.js';
import type { Change, SchemaChange, Subject } from './change.js';
import { diffApis } from './apis.js';
import type { Grade } from './kinds.js';
import { manifestPlaces } from './manifest-places.js';
import { diffNamedSchemas, graded } from './named-schemas.js';
import { diffOperations, matchOperations } from './operations.js';
import type { MatchedOperations, OperationPair } from './operations.js';
import { ownedTypes, toldNames } from './owned-types.js';
import { matchParameters } from './parameters.js';
import { placesOf } from './places.js';
import type { BothPlaces, ComparedProvider, Places } from './places.js';
import { definitions, findSchemaRenames } from './renames.js';
import type { Sink } from './report.js';
import { diffSchemas } from './schemas.js';
import type { SchemaContext } from './schemas.js';
import { diffWebhooks } from './webhooks.js';

/** Every change between two versions, gravest first, then by subject and place. */
export function diffProviders(before: ComparedProvider, after: ComparedProvider): readonly Change[] {
  const changes: Change[] = [];
  const places = { before: placesOf(before), after: placesOf(after) };
  const sink: Sink = (change) => changes.push(change);
  const matched = diffAllOperations(before, after, places, sink);
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
  for (const pair of pairs) diffParameterSchemas(pair, places.after, context, sink);
  const told = toldNames(matched, ownedTypes(before), ownedTypes(after), renamed);
  diffNamedSchemas(before, after, context, told, places, sink);
  const rank: Readonly<Record<Grade, number>> = { breaking: 0, widening: 1, additive: 2, docs: 3 };
  return changes.sort(
    (left, right) =>
      rank[gradeOf(left)] - rank[gradeOf(right)] ||
      byCodeUnit(left.subject.kind, right.subject.kind) ||
      byCodeUnit(left.message, right.message) ||
      byCodeUnit(left.pointer, right.pointer),
  );
}

function diffAllOperations(
  before: ComparedProvider,
  after: ComparedProvider,
  places: BothPlaces,
  sink: Sink,
): readonly MatchedOperations[] {
  const owned = { before: ownedTypes(before), after: ownedTypes(after) };
  return diffApis(before, after, sink).map(({ from, to }) => {
    const matched = matchOperations(from?.operations ?? [], to?.operations ?? []);
    diffOperations(matched, places, owned, sink);
    return matched;
  });
}

function diffParameterSchemas(pair: OperationPair, places: Places, context: SchemaContext, sink: Sink): void {
  for (const [left, right] of matchParameters(pair)) {
    const { id } = pair.before;
    const subject: Subject = { kind: 'operation', name: pair.after.id };
    const exported = [id, `${pascalCase(id)}Params`];
    const report = (change: SchemaChange): void => {
      const label = `${right.in} parameter ${right.name}`;
      const path = memberPath(change.tokens);
      const at = places.parameter(pair.after, right, ['schema', ...change.tokens]);
      sink(
        graded(
          change,
          { subject, ...at, exported },
          `${label}${path === '' || path.startsWith('[') ? path : `.${path}`}`,
          {
            read: false,
            sent: true,
            through: [],
          },
        ),
      );
    };
    diffSchemas(left.schema, right.schema, { ...context, report });
  }
}
