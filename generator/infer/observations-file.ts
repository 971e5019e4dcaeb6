/**
 * The text of `schemas/<provider>/observations.json`: one line for each place of a folder's samples, so that a new
 * sample shows in a diff where it differs. Evidence reads `all` where it is the same as that of the value around it.
 */
import { sorted } from '../order.js';
import { escapeToken } from '../pointer.js';
import { formatNames } from './formats.js';
import { seen, seenKinds } from './observation.js';
import type { Observation } from './observation.js';
import type { Evidence } from './evidence.js';
import type { KeySets } from './tag-keys.js';
import { thresholds } from './thresholds.js';

/** What was seen of a provider. */
export interface Observations {
  readonly folders: ReadonlyMap<string, Observation>;
  /** Names of samples by folder and digest; bodies that were merely observed have none. */
  readonly names: ReadonlyMap<string, ReadonlyMap<number, string>>;
}

/** A line: what one place showed. */
export interface PlaceText {
  readonly [fact: string]: unknown;
}

/** Prints observations that {@link project} has cut down. */
export function printObservations(observations: Observations): string {
  const folders = sorted(observations.folders.keys()).map((folder) => {
    const names = observations.names.get(folder) ?? new Map<number, string>();
    const place = observations.folders.get(folder);
    const lines = place === undefined ? [] : printPlace(place, '', namedEvidence(names), names);
    return `    ${JSON.stringify(folder)}: {\n${printNames(names)}      "places": {\n${lines.join(',\n')}\n      }\n    }`;
  });
  return `{\n  "version": 1,\n  "folders": {\n${folders.join(',\n')}\n  }\n}\n`;
}

/** A digest as it is written where the sample has no name. */
export function digestText(digest: number): string {
  return `#${digest.toString(16).padStart(8, '0')}`;
}

function printNames(names: ReadonlyMap<number, string>): string {
  const entries = [...names].map(([digest, name]) => `${JSON.stringify(name)}: ${JSON.stringify(digestText(digest))}`);
  return `      "samples": {${entries.length === 0 ? '' : ` ${sorted(entries).join(', ')} `}},\n`;
}

function printPlace(
  place: Observation,
  path: string,
  around: Evidence,
  names: ReadonlyMap<number, string>,
): readonly string[] {
  const line = `        ${JSON.stringify(path)}: ${spaced(factsText(place, around, names))}`;
  const objects = seen(place, 'object');
  const lines = [line];
  for (const name of sorted(place.members.keys())) {
    const member = place.members.get(name);
    if (member !== undefined) lines.push(...printPlace(member, `${path}/${escapeName(name)}`, objects, names));
  }
  if (place.entries !== undefined) lines.push(...printPlace(place.entries, `${path}/{}`, objects, names));
  if (place.items !== undefined) lines.push(...printPlace(place.items, `${path}/*`, seen(place, 'array'), names));
  return lines;
}

function escapeName(name: string): string {
  if (name === '*') return '~2';
  return name === '{}' ? '~3' : escapeToken(name);
}

function factsText(place: Observation, around: Evidence, names: ReadonlyMap<number, string>): PlaceText {
  const write = (evidence: Evidence): unknown => evidenceText(evidence, around, names);
  const facts: Record<string, unknown> = {};
  for (const kind of seenKinds) if (seen(place, kind).length > 0) facts[kind] = write(seen(place, kind));
  if (place.absent.length > 0) facts['absent'] = write(place.absent);
  if (place.low <= place.high) facts['range'] = [place.low, place.high];
  const formats = formatNames(place.formats);
  if (formats.length > 0) facts['formats'] = formats;
  if (seen(place, 'string').length > 0 && !place.texts.open) {
    facts['texts'] = Object.fromEntries(
      sorted(place.texts.values.keys()).map((text) => [text, write(place.texts.values.get(text) ?? [])]),
    );
    if (place.texts.dropped.length > 0) facts['dropped'] = write(place.texts.dropped);
  }
  if (place.tuple !== undefined && place.tuple.length > 0) facts['tuple'] = place.tuple;
  if (place.entryForms.length > 0) facts['keys'] = place.entryForms;
  if (place.tags.size > 0) facts['tags'] = tagsText(place);
  return facts;
}

/** For each text at a tag the members that its objects never, or only sometimes, have. */
function tagsText(place: Observation): unknown {
  const members = sorted(place.members.keys());
  const texts = (sets: ReadonlyMap<string, KeySets>): unknown =>
    Object.fromEntries(
      sorted(sets.keys()).map((text) => {
        const { always, ever } = sets.get(text) ?? { always: new Set(), ever: new Set() };
        const never = members.filter((name) => !ever.has(name));
        const sometimes = members.filter((name) => ever.has(name) && !always.has(name));
        return [text, { ...(never.length > 0 ? { never } : {}), ...(sometimes.length > 0 ? { sometimes } : {}) }];
      }),
    );
  return Object.fromEntries(
    sorted(place.tags.keys()).map((tag) => [tag, texts(place.tags.get(tag) ?? new Map<string, KeySets>())]),
  );
}

function evidenceText(evidence: Evidence, around: Evidence, names: ReadonlyMap<number, string>): unknown {
  const same = evidence.length === around.length && evidence.every((digest, i) => digest === around[i]);
  return same ? 'all' : sorted(evidence.map((digest) => names.get(digest) ?? digestText(digest)));
}

/** The evidence that all named samples make: what `all` means at the top of a folder. */
export function namedEvidence(names: ReadonlyMap<number, unknown>): Evidence {
  return [...names.keys()].sort((a, b) => a - b).slice(0, thresholds.evidence);
}

/** JSON on one line with blanks, as a person would write it. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
