/** Names the types that were found by shape: from the lock, else from where the shape occurs. Never a number. */
import { byCodeUnit } from '../order.js';
import type { Claim } from './entities.js';
import type { Groups } from './groups.js';
import type { InferOptions } from './infer.js';
import type { Observation } from './observation.js';
import type { FoundPlace } from './pool.js';

/** A type found by shape: its name, one of its places, and the paths of all. */
export interface NamedShape {
  readonly name: string;
  readonly place: Observation;
  readonly paths: readonly string[];
}

/** Names every set of objects that is reached in more than one way, or that the lock knows. */
export function nameShapes(
  found: readonly FoundPlace[],
  groups: Groups,
  claims: readonly Claim[],
  options: Pick<InferOptions, 'pinnedNames' | 'taken'>,
): readonly NamedShape[] {
  const pinned = options.pinnedNames ?? new Map<string, string>();
  const owned = new Set(claims.map((claim) => groups.find(claim.places)));
  const shapes = [...shapesOf(found, groups).values()].filter(
    (shape) =>
      !owned.has(shape.top) &&
      groups.inside(shape.top).members.size > 0 &&
      (shape.ways.size > 1 || shape.paths.some((path) => pinned.has(path))),
  );
  if (shapes.length === 0) return [];
  const taken = new Set([...claims.map((claim) => claim.entity.name), ...(options.taken?.() ?? [])]);
  const named = pinShapes(shapes, pinned, taken);
  const rest = shapes.filter((shape) => !named.has(shape));
  rest.sort((a, b) => b.paths.length - a.paths.length || byCodeUnit(a.paths[0] ?? '', b.paths[0] ?? ''));
  for (const shape of rest) {
    const name = candidates(shape.paths).find((text) => !taken.has(text));
    if (name === undefined) continue;
    taken.add(name);
    named.set(shape, name);
  }
  return [...named].map(([shape, name]) => ({ name, place: shape.top, paths: shape.paths }));
}

interface Shape {
  readonly top: Observation;
  readonly paths: string[];
  /** The sets of places, and the steps inside them, that lead here. */
  readonly ways: Set<string>;
}

function shapesOf(found: readonly FoundPlace[], groups: Groups): ReadonlyMap<Observation, Shape> {
  const numbers = new Map<Observation, number>();
  const numberOf = (place: Observation): number => {
    const top = groups.find(place);
    const number = numbers.get(top) ?? numbers.size;
    numbers.set(top, number);
    return number;
  };
  const shapes = new Map<Observation, Shape>();
  for (const { path, place, parent, step } of found) {
    if (place.members.size === 0) continue;
    const top = groups.find(place);
    const shape = shapes.get(top) ?? { top, paths: [], ways: new Set() };
    shapes.set(top, shape);
    shape.paths.push(path);
    shape.ways.add(`${numberOf(parent)}${step}`);
  }
  for (const shape of shapes.values()) shape.paths.sort(byCodeUnit);
  return shapes;
}

/** A name goes to the shape that has most of the places it was given to. */
function pinShapes(
  shapes: readonly Shape[],
  pinned: ReadonlyMap<string, string>,
  taken: Set<string>,
): Map<Shape, string> {
  const votes = shapes.flatMap((shape) => {
    const counts = new Map<string, number>();
    for (const path of shape.paths) {
      const name = pinned.get(path);
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return [...counts].map(([name, count]) => ({ shape, name, count }));
  });
  votes.sort((a, b) => b.count - a.count || byCodeUnit(a.name, b.name));
  const named = new Map<Shape, string>();
  for (const { shape, name } of votes) {
    if (named.has(shape) || taken.has(name)) continue;
    taken.add(name);
    named.set(shape, name);
  }
  return named;
}

/** Names to try: the key that most places have, then with the keys around it, one after another, then the folder. */
function candidates(paths: readonly string[]): readonly string[] {
  const counts = new Map<string, string[]>();
  for (const path of outermost(paths)) {
    const name = nameOf(wordsOf(path).slice(-1));
    const own = counts.get(name);
    if (own === undefined) counts.set(name, [path]);
    else own.push(path);
  }
  const ranked = [...counts].sort((a, b) => b[1].length - a[1].length || byCodeUnit(a[0], b[0]));
  return ranked.slice(0, 1).flatMap(([, places]) => {
    const [path = ''] = places;
    const words = wordsOf(path);
    return words.map((_, i) => nameOf(words.slice(-1 - i)));
  });
}

/** Places that do not lie in another one of the same type: a comment's replies are comments. */
function outermost(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  const liesInside = (path: string): boolean => {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      if (all.has(path.slice(0, end))) return true;
    return false;
  };
  return paths.filter((path) => !liesInside(path));
}

/** The folder and the keys on the way to a place, the ones of lists in the singular. */
function wordsOf(path: string): readonly string[] {
  const hash = path.indexOf('#');
  const words = [path.slice(0, hash)];
  for (const step of path.slice(hash + 2).split('/')) {
    const last = words.pop() ?? '';
    if (step === '*') words.push(singular(last));
    else words.push(last, step.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return words;
}

function nameOf(words: readonly string[]): string {
  const name = words
    .flatMap((word) => word.split(/[^A-Za-z0-9]+/))
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return /^\d/.test(name) || name === '' ? `Item${name}` : name;
}

function singular(word: string): string {
  if (/[^aeiou]ies$/i.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|us|is)$/i.test(word)) return word;
  if (/(ch|sh|x|ss)es$/i.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
