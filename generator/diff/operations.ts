/** Operations of two versions: matched by address or by name, then compared. */
import type { BodyIR, MediaIR, OperationIR, ResponseIR } from '../ir/ir.js';
import { pascalCase } from '../ir/names.js';
import { referenceName } from './effective.js';
import type { OwnedTypes } from './owned-types.js';
import { diffParameters } from './parameters.js';
import type { BothPlaces, Places } from './places.js';
import { add, sameJson, sinkAt } from './report.js';
import type { Place, Sink } from './report.js';

/** The same operation in both versions. */
export interface OperationPair {
  readonly before: OperationIR;
  readonly after: OperationIR;
}

/** Operations of two versions of an API, in pairs, and those of one version only. */
export interface MatchedOperations {
  readonly pairs: readonly OperationPair[];
  readonly removed: readonly OperationIR[];
  readonly added: readonly OperationIR[];
}

/** Matches by method and path (whatever path parameters are called), then by name. */
export function matchOperations(before: readonly OperationIR[], after: readonly OperationIR[]): MatchedOperations {
  const byAddress = new Map(after.map((operation) => [address(operation), operation]));
  const byName = new Map(after.map((operation) => [operation.id, operation]));
  const taken = new Set<OperationIR>();
  const found = new Map<OperationIR, OperationIR>();
  for (const index of [byAddress, byName] as const) {
    for (const operation of before) {
      const match = index.get(index === byAddress ? address(operation) : operation.id);
      if (match === undefined || taken.has(match) || found.has(operation)) continue;
      taken.add(match);
      found.set(operation, match);
    }
  }
  return {
    pairs: [...found].map(([old, next]) => ({ before: old, after: next })),
    removed: before.filter((operation) => !found.has(operation)),
    added: after.filter((operation) => !taken.has(operation)),
  };
}

/** Compares the operations of an API. */
export function diffOperations(
  matched: MatchedOperations,
  places: BothPlaces,
  owned: { readonly before: OwnedTypes; readonly after: OwnedTypes },
  sink: Sink,
): void {
  for (const operation of matched.removed)
    add(sink, placeOf(operation, places.before, owned.before), 'operation-removed', addressText(operation));
  for (const operation of matched.added)
    add(sink, placeOf(operation, places.after, owned.after), 'operation-added', addressText(operation));
  for (const pair of matched.pairs) {
    const place = { ...placeOf(pair.after, places.after, owned.after), exported: [pair.before.id] };
    if (pair.before.id !== pair.after.id) {
      const exported = [pair.before.id, ...owned.before(pair.before)];
      add(sink, { ...place, exported }, 'operation-renamed', `was ${pair.before.id}`);
    }
    diffOperation(pair, place, sink);
    diffParts(pair, place, places, sink);
  }
}

/** An operation's place and the names that its users wrote. */
function placeOf(operation: OperationIR, places: Places, owned: OwnedTypes): Place {
  return {
    subject: { kind: 'operation', name: operation.id },
    ...places.operation(operation),
    exported: [operation.id, ...owned(operation)],
  };
}

function addressText({ method, path }: OperationIR): string {
  return `${method.toUpperCase()} ${path}`;
}

function serversText({ servers }: OperationIR): string {
  const urls = new Set(Object.values(servers ?? {}).map(({ url }) => url));
  return urls.size === 0 ? "the environment's" : [...urls].join(', ');
}

function address(operation: OperationIR): string {
  return `${operation.method} ${operation.path.replaceAll(/\{[^}]*\}/g, '{}')}`;
}

function diffOperation({ before, after }: OperationPair, place: Place, sink: Sink): void {
  if (address(before) !== address(after))
    add(sink, place, 'operation-moved', `${addressText(before)} before, ${addressText(after)} now`);
  if (!sameJson(before.servers, after.servers))
    add(sink, place, 'environment-moved', `${serversText(before)} before, ${serversText(after)} now`);
  if (!before.deprecated && after.deprecated) add(sink, place, 'operation-deprecated');
  if (before.deprecated && !after.deprecated) add(sink, place, 'operation-reactivated');
  if (!before.authenticated && after.authenticated) add(sink, place, 'operation-secured');
  if (before.authenticated && !after.authenticated) add(sink, place, 'operation-unsecured');
  if (before.summary !== after.summary || before.description !== after.description)
    add(sink, place, 'operation-described');
  diffPagination({ before, after }, place, sink);
}

/** Parameters, body and answers, each with the names of its own types. */
function diffParts(pair: OperationPair, place: Place, places: BothPlaces, sink: Sink): void {
  const { before, after } = pair;
  const hasArguments = before.parameters.length > 0 || before.body !== undefined;
  const parameters = [...place.exported, ...(hasArguments ? [`${pascalCase(before.id)}Params`] : [])];
  diffParameters(pair, { ...place, exported: parameters }, places, sink);
  const types = typesOf(before.body?.content ?? []);
  const body = sinkAt(sink, () =>
    after.body === undefined
      ? places.before.operation(before, ['requestBody'])
      : places.after.operation(after, ['requestBody']),
  );
  diffBodies(before.body, after.body, { ...place, exported: [...parameters, ...types] }, body);
  for (const [from, to] of matchResponses(before.responses, after.responses)) {
    const tokens = ['responses', (to ?? from)?.status ?? ''];
    const exported = [...place.exported, ...typesOf((from ?? to)?.content ?? [])];
    const answer = sinkAt(sink, () =>
      to === undefined ? places.before.operation(before, tokens) : places.after.operation(after, tokens),
    );
    diffResponse(from, to, { ...place, exported }, answer);
  }
}

/** Named types that bodies are of. */
function typesOf(content: readonly MediaIR[]): readonly string[] {
  return [...new Set(content.flatMap(({ schema }) => referenceName(schema) ?? []))];
}

function diffPagination({ before, after }: OperationPair, place: Place, sink: Sink): void {
  const rule = ({ pagination }: OperationIR): unknown => pagination && { ...pagination, operations: undefined };
  if (before.pagination === undefined && after.pagination !== undefined) add(sink, place, 'pagination-added');
  else if (before.pagination !== undefined && after.pagination === undefined) add(sink, place, 'pagination-removed');
  else if (!sameJson(rule(before), rule(after))) add(sink, place, 'pagination-changed');
}

function diffBodies(before: BodyIR | undefined, after: BodyIR | undefined, place: Place, sink: Sink): void {
  if (before === undefined && after === undefined) return;
  if (before === undefined)
    return add(sink, place, after?.required === true ? 'body-added-required' : 'body-added-optional');
  if (after === undefined) return add(sink, place, 'body-removed');
  if (!before.required && after.required) add(sink, place, 'body-became-required');
  if (before.required && !after.required) add(sink, place, 'body-became-optional');
  const { added, removed, common } = matchMedia(before.content, after.content);
  for (const media of added) add(sink, place, 'body-media-type-added', media.mediaType, 'body');
  for (const media of removed) add(sink, place, 'body-media-type-removed', media.mediaType, 'body');
  if (common.some(([left, right]) => !sameJson(left.encoding, right.encoding)))
    add(sink, place, 'body-encoding-changed', '', 'body');
}

/** Answers of the same status, and those of one version only. */
function matchResponses(
  before: readonly ResponseIR[],
  after: readonly ResponseIR[],
): readonly (readonly [from: ResponseIR | undefined, to: ResponseIR | undefined])[] {
  const find = (list: readonly ResponseIR[], status: string): ResponseIR | undefined =>
    list.find((response) => response.status === status);
  return [
    ...before.map((response) => [response, find(after, response.status)] as const),
    ...after.flatMap((response) =>
      find(before, response.status) === undefined ? [[undefined, response] as const] : [],
    ),
  ];
}

function diffResponse(before: ResponseIR | undefined, after: ResponseIR | undefined, place: Place, sink: Sink): void {
  const status = (after ?? before)?.status ?? '';
  const isSuccess = /^[23]/.test(status);
  if (before === undefined)
    return add(sink, place, isSuccess ? 'response-success-added' : 'response-error-added', status);
  if (after === undefined)
    return add(sink, place, isSuccess ? 'response-success-removed' : 'response-error-removed', status);
  const { added, removed, common } = matchMedia(before.content, after.content);
  const member = `answer ${status}`;
  for (const media of added) add(sink, place, 'response-media-type-added', media.mediaType, member);
  for (const media of removed) add(sink, place, 'response-media-type-removed', media.mediaType, member);
  if (common.some(([left, right]) => left.stream !== right.stream)) add(sink, place, 'response-streamed', '', member);
  if (before.description !== after.description) add(sink, place, 'response-described', '', member);
}

function matchMedia(before: readonly MediaIR[], after: readonly MediaIR[]) {
  const find = (list: readonly MediaIR[], media: MediaIR): MediaIR | undefined =>
    list.find((other) => other.mediaType === media.mediaType);
  return {
    added: after.filter((media) => find(before, media) === undefined),
    removed: before.filter((media) => find(after, media) === undefined),
    common: before.flatMap((media): (readonly [MediaIR, MediaIR])[] => {
      const match = find(after, media);
      return match === undefined ? [] : [[media, match]];
    }),
  };
}
