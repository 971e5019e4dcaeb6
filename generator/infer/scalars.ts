/** Decides about booleans, numbers and texts: their kinds, and what is merely expected of texts. */
import type { Expectation, Kind, SchemaObject } from '../schema.js';
import type { DecisionContext, Location } from './context.js';
import { enumerationOf } from './enumeration.js';
import { supportOf } from './evidence.js';
import { statedFormat } from './formats.js';
import type { Group } from './nested.js';
import { seen } from './observation.js';
import type { Observation } from './observation.js';
import { thresholds } from './thresholds.js';

/** The schema of the scalars that were seen, or undefined where there were none. */
export function scalarsOf(
  group: Group,
  facts: Observation,
  at: Location,
  context: DecisionContext,
): SchemaObject | undefined {
  const kinds: Kind[] = [];
  if (seen(facts, 'boolean').length > 0) kinds.push('boolean');
  const number = numberKind(facts);
  if (number !== undefined) kinds.push(number);
  const strings = seen(facts, 'string');
  if (strings.length > 0) kinds.push('string');
  if (kinds.length === 0) return undefined;
  const expected = strings.length > 0 ? expectText(facts, at, context.isTag(group), context) : undefined;
  return { type: single(kinds), ...(expected === undefined ? {} : { 'x-expect': expected }) };
}

/** A few whole numbers do not prove that a measured value is always whole. */
function numberKind(facts: Observation): 'integer' | 'number' | undefined {
  if (seen(facts, 'number').length > 0) return 'number';
  const support = supportOf(seen(facts, 'integer'));
  if (support === 0) return undefined;
  return support >= thresholds.integer ? 'integer' : 'number';
}

function expectText(facts: Observation, at: Location, tag: boolean, context: DecisionContext): Expectation | undefined {
  const format = statedFormat(facts.formats);
  const strings = seen(facts, 'string');
  if (format !== undefined) {
    context.report.decided(at.pointer, 'format', format, strings);
    return { format };
  }
  const values = enumerationOf(tag ? 'tag' : context.hintOf(at.name), facts.texts, strings);
  if (typeof values === 'string') {
    context.report.decided(at.pointer, 'texts', values, strings);
    return undefined;
  }
  context.report.decided(at.pointer, 'enumeration', `${values.length} known texts`, strings);
  return { enum: values };
}

function single(kinds: readonly Kind[]): Kind | readonly Kind[] {
  const [only] = kinds;
  return kinds.length === 1 && only !== undefined ? only : kinds;
}
