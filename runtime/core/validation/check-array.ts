/** Checks of arrays. Every one passes values of another kind: `array` asks for the kind as well. */
import { hasUniqueItems } from './compare.js';
import { type Check, descend, isFull, probe, report, type Walk } from './issues.js';
import { isArray } from './kinds.js';
import { findWrong, type Searcher } from './search.js';

/** `type: array` with `items`. */
export function array(check: Check, next?: Searcher): Check {
  const inner = items(check, next);
  return (value, walk) => {
    if (isArray(value)) inner(value, walk);
    else report(walk, 'type', 'array', value);
  };
}

/** `items`; a searcher saves the walk through those that match. */
export function items(check: Check, next?: Searcher): Check {
  return itemsAfter(0, check, next);
}

/** `items` beside `prefixItems`: the items from `start` on. */
export function itemsAfter(start: number, check: Check, next: Searcher = (_, index) => index): Check {
  return onArray((value, walk) => {
    for (
      let index = findWrong(next, value, start);
      index < value.length && !isFull(walk);
      index = next(value, index + 1)
    ) {
      descend(check, value[index], walk, index, '/items');
    }
  });
}

/** `prefixItems`. */
export function prefixItems(...checks: readonly Check[]): Check {
  return onArray((value, walk) => {
    for (const [index, check] of checks.entries()) {
      if (index < value.length) descend(check, value[index], walk, index, `/prefixItems/${index}`);
    }
  });
}

/** `minItems`. */
export function minItems(minimum: number): Check {
  return onArray((value, walk) => {
    if (value.length < minimum) report(walk, 'minItems', `at least ${minimum} items`, value);
  });
}

/** `maxItems`. */
export function maxItems(maximum: number): Check {
  return onArray((value, walk) => {
    if (value.length > maximum) report(walk, 'maxItems', `at most ${maximum} items`, value);
  });
}

/** `uniqueItems`. */
export const uniqueItems: Check = (value, walk) => {
  if (isArray(value) && !hasUniqueItems(value)) report(walk, 'uniqueItems', 'items that all differ', value);
};

/** `contains` with `minContains` and `maxContains`. */
export function contains(check: Check, minimum: number, maximum: number): Check {
  return onArray((value, walk) => {
    const count = value.filter((item) => probe(check, item, walk).length === 0).length;
    if (count < minimum) {
      report(walk, minimum === 1 ? 'contains' : 'minContains', `at least ${minimum} matching items`, value);
    }
    if (count > maximum) report(walk, 'maxContains', `at most ${maximum} matching items`, value);
  });
}

/** `unevaluatedItems`: `facts` are found once for a value, `covers` tells from them whether an item was evaluated. */
export function unevaluatedItems<F>(
  facts: (value: unknown) => F,
  covers: (index: number, item: unknown, facts: F) => boolean,
  check: Check,
): Check {
  return onArray((value, walk) => {
    const found = facts(value);
    for (let index = 0; index < value.length && !isFull(walk); index++) {
      if (!covers(index, value[index], found)) descend(check, value[index], walk, index, '/unevaluatedItems');
    }
  });
}

function onArray(check: (value: readonly unknown[], walk: Walk) => void): Check {
  return (value, walk) => {
    if (isArray(value)) check(value, walk);
  };
}
