/** One change each to a valid sample; every one is confirmed to violate the kept schema. */

/** Kinds of change that scores average over. */
export const scored = ['drop', 'type', 'null', 'action', 'enum', 'format'];

const odd = 'zzz unexpected value';

/** Up to four mutants of each kind. */
export function mutantsOf(sample, event, random) {
  const paths = pathsOf(sample);
  const texts = paths.filter((path) => typeof valueAt(sample, path) === 'string');
  const isAction = (path) => path.length === 1 && path[0] === 'action';
  const violates = (mutant) => !event.accepts(mutant);
  const violatesShape = (mutant) => !event.acceptsShape(mutant);
  const setOdd = (mutant, path) => setAt(mutant, path, odd);
  const kinds = {
    drop: [paths.filter((path) => typeof path.at(-1) === 'string'), dropAt, violates],
    type: [
      paths.filter((path) => valueAt(sample, path) !== null),
      (mutant, path) => setAt(mutant, path, otherKind(valueAt(mutant, path))),
      violates,
    ],
    null: [
      paths.filter((path) => valueAt(sample, path) !== null),
      (mutant, path) => setAt(mutant, path, null),
      violates,
    ],
    action: [texts.filter(isAction), setOdd, violatesShape],
    enum: [texts.filter((path) => !isAction(path)), setOdd, violatesShape],
    format: [texts, setOdd, (mutant) => violates(mutant) && !violatesShape(mutant)],
  };
  return Object.entries(kinds).flatMap(([kind, [candidates, change, isWrong]]) =>
    pick(candidates, random, (path) => {
      const mutant = structuredClone(sample);
      change(mutant, path);
      return isWrong(mutant) ? { kind, value: mutant } : undefined;
    }),
  );
}

function pick(candidates, random, make) {
  const pool = [...candidates];
  const made = [];
  for (let tries = 0; tries < 60 && pool.length > 0 && made.length < 4; tries++) {
    const [path] = pool.splice(Math.floor(random() * pool.length), 1);
    const mutant = make(path);
    if (mutant !== undefined) made.push(mutant);
  }
  return made;
}

function pathsOf(value, path = []) {
  if (typeof value !== 'object' || value === null) return [];
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return steps.flatMap((step) => [[...path, step], ...pathsOf(value[step], [...path, step])]);
}

function valueAt(value, path) {
  return path.reduce((at, step) => at[step], value);
}

function setAt(value, path, changed) {
  valueAt(value, path.slice(0, -1))[path.at(-1)] = changed;
}

function dropAt(value, path) {
  delete valueAt(value, path.slice(0, -1))[path.at(-1)];
}

function otherKind(value) {
  if (Array.isArray(value)) return { a: 1 };
  return { string: 90210, number: 'ninety', boolean: 'yes', object: 'an object' }[typeof value];
}
