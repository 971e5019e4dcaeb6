/** Checks of objects. Every one passes values of another kind: `object` asks for the kind as well. */
import { type Check, descend, type Passes, escapePart, isFull, report, type Walk, within } from './issues.js';
import { countMembers, isObject, type JsonRecord, member, own } from './kinds.js';

/** Checks by member name. */
export interface Members {
  readonly [name: string]: Check;
}

/** `type: object` with `properties`: those that must be there, then those that may be absent. */
export function object(required: Members, optional: Members = {}): Check {
  const rules = toRules(required, optional);
  return (value, walk) => {
    if (isObject(value)) checkMembers(rules, value, walk);
    else report(walk, 'type', 'object', value);
  };
}

/** `properties` and `required`. */
export function properties(required: Members, optional: Members = {}): Check {
  const rules = toRules(required, optional);
  return onObject((value, walk) => checkMembers(rules, value, walk));
}

/** What there is to know of one member. */
interface Rule {
  readonly name: string;
  readonly check: Check;
  readonly passes: Passes;
  /** The way to its schema. */
  readonly step: string;
  readonly isRequired: boolean;
  /** True for a name that every object has a value for, such as `constructor`. */
  readonly isInherited: boolean;
}

function toRules(required: Members, optional: Members): readonly Rule[] {
  return Object.entries({ ...required, ...optional }).map(([name, check]) => ({
    name,
    check,
    passes: check.passes ?? nothing,
    step: `/properties/${escapePart(name)}`,
    isRequired: Object.hasOwn(required, name),
    isInherited: name in Object.prototype,
  }));
}

function checkMembers(rules: readonly Rule[], value: JsonRecord, walk: Walk): void {
  for (const rule of rules) {
    const part = rule.isInherited ? own(value, rule.name) : value[rule.name];
    if (part === undefined) {
      if (rule.isRequired) descend(missing, part, walk, rule.name, '');
    } else if (!rule.passes(part)) descend(rule.check, part, walk, rule.name, rule.step);
  }
}

/** `patternProperties`. */
export function patternProperties(...rules: readonly (readonly [pattern: RegExp, check: Check])[]): Check {
  const steps = rules.map(([pattern]) => `/patternProperties/${escapePart(pattern.source)}`);
  return onMembers((name, part, walk) => {
    for (const [index, [pattern, check]] of rules.entries()) {
      if (pattern.test(name)) descend(check, part, walk, name, steps[index] ?? '');
    }
  });
}

/** `additionalProperties`: members that are neither named nor match a pattern. */
export function additionalProperties(names: readonly string[], patterns: readonly RegExp[], check: Check): Check {
  const known = new Set(names);
  return onMembers((name, part, walk) => {
    if (known.has(name) || patterns.some((pattern) => pattern.test(name))) return;
    descend(check, part, walk, name, '/additionalProperties');
  });
}

/** `propertyNames`. */
export function propertyNames(check: Check): Check {
  return onMembers((name, _, walk) => descend(check, name, walk, name, '/propertyNames'));
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
  const step = `/dependentRequired/${escapePart(trigger)}`;
  return onObject((value, walk) => {
    if (member(value, trigger) === undefined) return;
    for (const name of names) {
      if (member(value, name) === undefined) descend(missing, undefined, walk, name, step);
    }
  });
}

/** `dependentSchemas`. */
export function dependentSchema(trigger: string, check: Check): Check {
  const step = `/dependentSchemas/${escapePart(trigger)}`;
  return onObject((value, walk) => {
    if (member(value, trigger) !== undefined) within(check, value, walk, step);
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
      if (!covers(name, found)) descend(check, part, walk, name, '/unevaluatedProperties');
    })(value, walk);
  });
}

const nothing: Passes = () => false;

const missing: Check = (value, walk) => report(walk, 'required', 'a member', value);

function onObject(check: (value: JsonRecord, walk: Walk) => void): Check {
  return (value, walk) => {
    if (isObject(value)) check(value, walk);
  };
}

function onMembers(check: (name: string, part: unknown, walk: Walk) => void): Check {
  return onObject((value, walk) => {
    for (const name in value) {
      if (isFull(walk)) return;
      if (value[name] !== undefined) check(name, value[name], walk);
    }
  });
}
