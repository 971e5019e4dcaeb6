/** Checks of objects. Every one passes values of another kind: `object` asks for the kind as well. */
import { type Check, descend, type Passes, escapePart, isFull, report, within } from './issues.js';
import { countMembers, isObject, type JsonRecord, member } from './kinds.js';

/** Checks by member name. */
export interface Members {
  readonly [name: string]: Check;
}

/** `type: object` with `properties`: those that must be there, then those that may be absent. */
export function object(required: Members, optional: Members = {}): Check {
  const check = properties(required, optional);
  return (value, walk) => {
    if (isObject(value)) check(value, walk);
    else report(walk, 'type', 'object', value);
  };
}

/** `properties` and `required`. */
export function properties(required: Members, optional: Members = {}): Check {
  const rules = Object.entries({ ...required, ...optional }).map(([name, check]) => {
    const { passes = nothing } = check;
    return { name, check, passes, place: escapePart(name), isRequired: Object.hasOwn(required, name) };
  });
  return onObject((value, walk) => {
    for (const { name, check, passes, place, isRequired } of rules) {
      const part = member(value, name);
      if (part === undefined) {
        if (isRequired) descend(missing, part, walk, name);
      } else if (!passes(part)) descend(check, part, walk, name, 'properties', place);
    }
  });
}

/** `patternProperties`. */
export function patternProperties(...rules: readonly (readonly [pattern: RegExp, check: Check])[]): Check {
  const places = rules.map(([pattern]) => escapePart(pattern.source));
  return onMembers((name, part, walk) => {
    for (const [index, [pattern, check]] of rules.entries()) {
      if (pattern.test(name)) descend(check, part, walk, name, 'patternProperties', places[index]);
    }
  });
}

/** `additionalProperties`: members that are neither named nor match a pattern. */
export function additionalProperties(names: readonly string[], patterns: readonly RegExp[], check: Check): Check {
  const known = new Set(names);
  return onMembers((name, part, walk) => {
    if (known.has(name) || patterns.some((pattern) => pattern.test(name))) return;
    descend(check, part, walk, name, 'additionalProperties');
  });
}

/** `propertyNames`. */
export function propertyNames(check: Check): Check {
  return onMembers((name, _, walk) => descend(check, name, walk, name, 'propertyNames'));
}

/** `minProperties`. */
export function minProperties(minimum: number): Check {
  return onObject((value, walk) => {
    if (countMembers(value) < minimum) report(walk, 'minProperties', `at least ${minimum} members`, value);
  });
}

/** `maxProperties`. */
export function maxProperties(maximum: number): Check {
  return onObject((value, walk) => {
    if (countMembers(value) > maximum) report(walk, 'maxProperties', `at most ${maximum} members`, value);
  });
}

/** `dependentRequired`. */
export function dependentRequired(trigger: string, names: readonly string[]): Check {
  const place = escapePart(trigger);
  return onObject((value, walk) => {
    if (member(value, trigger) === undefined) return;
    for (const name of names) {
      if (member(value, name) === undefined) descend(missing, undefined, walk, name, 'dependentRequired', place);
    }
  });
}

/** `dependentSchemas`. */
export function dependentSchema(trigger: string, check: Check): Check {
  const place = escapePart(trigger);
  return onObject((value, walk) => {
    if (member(value, trigger) !== undefined) within(check, value, walk, 'dependentSchemas', place);
  });
}

/** `unevaluatedProperties`: `facts` are found once for a value, `covers` tells from them whether a name was evaluated. */
export function unevaluatedProperties<F>(
  facts: (value: unknown) => F,
  covers: (name: string, facts: F) => boolean,
  check: Check,
): Check {
  return onObject((value, walk) => {
    const found = facts(value);
    onMembers((name, part) => {
      if (!covers(name, found)) descend(check, part, walk, name, 'unevaluatedProperties');
    })(value, walk);
  });
}

const nothing: Passes = () => false;

const missing: Check = (value, walk) => report(walk, 'required', 'a member', value);

function onObject(check: (value: JsonRecord, walk: Parameters<Check>[1]) => void): Check {
  return (value, walk) => {
    if (isObject(value)) check(value, walk);
  };
}

function onMembers(check: (name: string, part: unknown, walk: Parameters<Check>[1]) => void): Check {
  return onObject((value, walk) => {
    for (const name in value) {
      if (isFull(walk)) return;
      if (value[name] !== undefined) check(name, value[name], walk);
    }
  });
}
