/** Parameters of one operation in two versions. */
import type { OperationIR, ParameterIR } from '../ir/ir.js';
import type { OperationPair } from './operations.js';
import type { BothPlaces } from './places.js';
import { add, sameJson, sinkAt } from './report.js';
import type { Place, Sink } from './report.js';

/** The same parameter in both versions. */
export type ParameterPair = readonly [before: ParameterIR, after: ParameterIR];

/** Compares the parameters of an operation, without their schemas. */
export function diffParameters(pair: OperationPair, whole: Place, places: BothPlaces, sink: Sink): void {
  const pairs = matchParameters(pair);
  const now = (parameter: ParameterIR): Sink => sinkAt(sink, () => places.after.parameter(pair.after, parameter));
  const then = (parameter: ParameterIR): Sink => sinkAt(sink, () => places.before.parameter(pair.before, parameter));
  for (const [before, after] of pairs) diffParameter(before, after, whole, now(after));
  const known = new Set(pairs.flat());
  for (const parameter of pair.before.parameters)
    if (!known.has(parameter)) add(then(parameter), whole, 'parameter-removed', '', label(parameter));
  for (const parameter of pair.after.parameters) {
    const kind = parameter.required ? 'parameter-added-required' : 'parameter-added-optional';
    if (!known.has(parameter)) add(now(parameter), whole, kind, '', label(parameter));
  }
}

/** Pairs by place and name, then by name alone, then path parameters by their position in the path. */
export function matchParameters({ before, after }: OperationPair): readonly ParameterPair[] {
  const pairs: ParameterPair[] = [];
  const match = (test: (left: ParameterIR, right: ParameterIR) => boolean): void => {
    const taken = new Set(pairs.flat());
    for (const left of before.parameters) {
      const right = after.parameters.find((other) => !taken.has(other) && test(left, other));
      if (right === undefined || taken.has(left)) continue;
      pairs.push([left, right]);
      taken.add(right);
      taken.add(left);
    }
  };
  match((left, right) => left.in === right.in && left.name === right.name);
  match((left, right) => left.name === right.name);
  match(
    (left, right) => left.in === 'path' && right.in === 'path' && position(before, left) === position(after, right),
  );
  return pairs;
}

function position(operation: OperationIR, parameter: ParameterIR): number {
  return [...operation.path.matchAll(/\{([^}]*)\}/g)].findIndex(([, name]) => name === parameter.name);
}

function diffParameter(before: ParameterIR, after: ParameterIR, place: Place, sink: Sink): void {
  const name = label(after);
  if (before.name !== after.name) add(sink, place, 'parameter-renamed', `was ${before.name}`, name);
  if (before.in !== after.in) add(sink, place, 'parameter-relocated', `${before.in} before, ${after.in} now`, name);
  if (!before.required && after.required) add(sink, place, 'parameter-became-required', '', name);
  if (before.required && !after.required) add(sink, place, 'parameter-became-optional', '', name);
  if (before.in === after.in && !sameJson(writing(before), writing(after)))
    add(sink, place, 'parameter-serialized-differently', '', name);
  if (!before.deprecated && after.deprecated) add(sink, place, 'parameter-deprecated', '', name);
  if (before.deprecated && !after.deprecated) add(sink, place, 'parameter-reactivated', '', name);
  if (before.description !== after.description) add(sink, place, 'parameter-described', '', name);
}

function writing({ style, explode, allowReserved, mediaType }: ParameterIR): unknown {
  return [style, explode, allowReserved, mediaType];
}

function label(parameter: ParameterIR): string {
  return `${parameter.in} parameter ${parameter.name}`;
}
