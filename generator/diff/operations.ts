/** Operations of two versions: matched by address or by name, then compared. */
import type { BodyIR, MediaIR, OperationIR, ResponseIR } from '../ir/ir.js';
import type { OwnedTypes } from './owned-types.js';
import { diffParameters } from './parameters.js';
import { add, sameJson } from './report.js';
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

/** Files, and types that operations bring with them, of two versions. */
type Sides<T> = { readonly before: T; readonly after: T };

/** Compares the operations of an API. */
export function diffOperations(
  matched: MatchedOperations,
  files: Sides<string>,
  owned: Sides<OwnedTypes>,
  sink: Sink,
): void {
  for (const operation of matched.removed)
    add(sink, placeOf(operation, files.before, owned.before), 'operation-removed', addressText(operation));
  for (const operation of matched.added)
    add(sink, placeOf(operation, files.after, owned.after), 'operation-added', addressText(operation));
  for (const pair of matched.pairs) {
    const exported = [pair.before.id, ...owned.before(pair.before)];
    diffOperation(pair, { ...placeOf(pair.after, files.after, owned.after), exported }, sink);
  }
}

/** An operation's place and the names that its users wrote. */
function placeOf(operation: OperationIR, file: string, owned: OwnedTypes): Place {
  return {
    subject: { kind: 'operation', name: operation.id },
    file,
    pointer: operation.pointer,
    exported: [operation.id, ...owned(operation)],
  };
}

function addressText({ method, path }: OperationIR): string {
  return `${method.toUpperCase()} ${path}`;
}

function address(operation: OperationIR): string {
  return `${operation.method} ${operation.path.replaceAll(/\{[^}]*\}/g, '{}')}`;
}

function diffOperation({ before, after }: OperationPair, place: Place, sink: Sink): void {
  if (before.id !== after.id) add(sink, place, 'operation-renamed', `was ${before.id}`);
  if (address(before) !== address(after))
    add(sink, place, 'operation-moved', `${addressText(before)} before, ${addressText(after)} now`);
  if (!before.deprecated && after.deprecated) add(sink, place, 'operation-deprecated');
  if (before.deprecated && !after.deprecated) add(sink, place, 'operation-reactivated');
  if (!before.authenticated && after.authenticated) add(sink, place, 'operation-secured');
  if (before.authenticated && !after.authenticated) add(sink, place, 'operation-unsecured');
  if (before.summary !== after.summary || before.description !== after.description)
    add(sink, place, 'operation-described');
  diffPagination({ before, after }, place, sink);
  diffParameters({ before, after }, place, sink);
  diffBodies(before.body, after.body, place, sink);
  diffResponses(before.responses, after.responses, place, sink);
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

function diffResponses(before: readonly ResponseIR[], after: readonly ResponseIR[], place: Place, sink: Sink): void {
  const isSuccess = (response: ResponseIR): boolean => /^[23]/.test(response.status);
  const find = (list: readonly ResponseIR[], status: string): ResponseIR | undefined =>
    list.find((response) => response.status === status);
  for (const response of before) {
    const match = find(after, response.status);
    if (match === undefined)
      add(sink, place, isSuccess(response) ? 'response-success-removed' : 'response-error-removed', response.status);
    else diffResponse(response, match, place, sink);
  }
  for (const response of after) {
    if (find(before, response.status) === undefined)
      add(sink, place, isSuccess(response) ? 'response-success-added' : 'response-error-added', response.status);
  }
}

function diffResponse(before: ResponseIR, after: ResponseIR, place: Place, sink: Sink): void {
  const { added, removed, common } = matchMedia(before.content, after.content);
  const member = `answer ${after.status}`;
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
