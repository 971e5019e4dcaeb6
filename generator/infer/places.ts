/** Finds the places that a manifest's selectors name: `<folder glob>#<pointer>`, where `*` is any key or index. */
import { pointerTokens } from '../pointer.js';
import type { Observation } from './observation.js';

/** All places of the folders that the selector matches, in order of folder and key. */
export function selectPlaces(folders: ReadonlyMap<string, Observation>, selector: string): readonly Observation[] {
  const hash = selector.indexOf('#');
  const glob = hash < 0 ? selector : selector.slice(0, hash);
  const steps = pointerTokens(hash < 0 ? '' : selector.slice(hash + 1));
  const matches = folderMatcher(glob);
  return [...folders.keys()]
    .filter(matches)
    .sort()
    .flatMap((folder) => follow(folders.get(folder), steps));
}

/** The folders that a selector's glob matches. */
export function selectFolders(folders: Iterable<string>, selector: string): readonly string[] {
  const matches = folderMatcher(selector.split('#', 1)[0] ?? '');
  return [...folders].filter(matches).sort();
}

function follow(start: Observation | undefined, steps: readonly string[]): readonly Observation[] {
  let places = start === undefined ? [] : [start];
  for (const step of steps) places = [...new Set(places.flatMap((place) => stepInto(place, step)))];
  return places;
}

function stepInto(place: Observation, step: string): Observation[] {
  const found: Observation[] = [];
  if (step === '*') {
    for (const name of [...place.members.keys()].sort()) {
      const member = place.members.get(name);
      if (member !== undefined) found.push(member);
    }
    if (place.entries !== undefined) found.push(place.entries);
  } else {
    const member = place.members.get(step);
    if (member !== undefined) found.push(member);
  }
  if (place.items !== undefined && (step === '*' || /^\d+$/.test(step))) found.push(place.items);
  return found;
}

function folderMatcher(glob: string): (folder: string) => boolean {
  if (!glob.includes('*')) return (folder) => folder === glob;
  const pattern = glob
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*');
  const expression = new RegExp(`^${pattern}$`);
  return (folder) => expression.test(folder);
}
