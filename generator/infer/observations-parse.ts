/** Reads `schemas/<provider>/observations.json`. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import { pointerTokens } from '../pointer.js';
import { formatMask } from './formats.js';
import { nothing, seen, seenKinds } from './observation.js';
import type { Observation } from './observation.js';
import type { Evidence } from './evidence.js';
import { namedEvidence } from './observations-file.js';
import { noTagKeys } from './tag-keys.js';
import type { KeySets, TagKeys } from './tag-keys.js';
import type { Observations } from './observations-file.js';

/** Parses the text; anything unexpected is one error, and nothing is read. */
export function parseObservations(text: string, file: string): StageResult<Observations> {
  try {
    const root = objectOf(JSON.parse(text));
    if (root['version'] !== 1) throw new TypeError('version is not 1');
    const folders = new Map<string, Observation>();
    const names = new Map<string, ReadonlyMap<number, string>>();
    for (const [folder, value] of Object.entries(objectOf(root['folders']))) {
      const content = objectOf(value);
      const digests = digestsOf(content['samples']);
      const named = new Map([...digests].map(([name, digest]) => [digest, name]));
      names.set(folder, named);
      folders.set(folder, readPlace(treeOf(objectOf(content['places'])), namedEvidence(named), digests));
    }
    return { value: { folders, names }, diagnostics: [] };
  } catch (error) {
    return { value: { folders: new Map(), names: new Map() }, diagnostics: [invalid(file, error)] };
  }
}

interface Tree {
  facts: Readonly<Record<string, unknown>>;
  readonly children: Map<string, Tree>;
}

function treeOf(places: Readonly<Record<string, unknown>>): Tree {
  const root: Tree = { facts: {}, children: new Map() };
  for (const [path, facts] of Object.entries(places)) {
    let at = root;
    // Raw steps: `*` is a list's items, `~2` a member of that name.
    for (const step of path.split('/').slice(1)) {
      const next = at.children.get(step) ?? { facts: {}, children: new Map<string, Tree>() };
      at.children.set(step, next);
      at = next;
    }
    at.facts = objectOf(facts);
  }
  return root;
}

function readPlace(tree: Tree, around: Evidence, digests: ReadonlyMap<string, number>): Observation {
  const { facts } = tree;
  const read = (value: unknown): Evidence => evidenceOf(value, around, digests);
  const place = {
    ...nothing,
    kinds: seenKinds.map((kind) => read(facts[kind])),
    absent: read(facts['absent']),
    ...numbersOf(facts['range']),
    ...textsOf(facts, read),
    tuple: facts['array'] === undefined ? undefined : listOf(facts['tuple']).map(Number),
    entryForms: listOf(facts['keys']).map(String),
  };
  const members = new Map<string, Observation>();
  for (const [step, child] of tree.children) {
    if (step !== '*' && step !== '{}') members.set(nameOf(step), readPlace(child, seen(place, 'object'), digests));
  }
  const entries = tree.children.get('{}');
  const items = tree.children.get('*');
  return {
    ...place,
    members,
    tags: tagsOf(facts['tags'], [...members.keys()]),
    entries: entries && readPlace(entries, seen(place, 'object'), digests),
    items: items && readPlace(items, seen(place, 'array'), digests),
  };
}

function textsOf(facts: Readonly<Record<string, unknown>>, read: (value: unknown) => Evidence): Partial<Observation> {
  if (facts['string'] === undefined) return {};
  const formats = formatMask(listOf(facts['formats']).map(String));
  const open = facts['texts'] === undefined;
  const entries = open ? [] : Object.entries(objectOf(facts['texts']));
  const values = new Map(entries.map(([text, evidence]) => [text, read(evidence)]));
  return { formats, texts: { open, values, dropped: read(facts['dropped']) } };
}

function tagsOf(tags: unknown, members: readonly string[]): TagKeys {
  if (tags === undefined) return noTagKeys;
  return new Map(
    Object.entries(objectOf(tags)).map(([tag, texts]) => [
      tag,
      new Map(Object.entries(objectOf(texts)).map(([text, sets]) => [text, setsOf(objectOf(sets), members)])),
    ]),
  );
}

function setsOf(sets: Readonly<Record<string, unknown>>, members: readonly string[]): KeySets {
  const never = new Set(listOf(sets['never']));
  const sometimes = new Set(listOf(sets['sometimes']));
  const ever = members.filter((name) => !never.has(name));
  return { ever: new Set(ever), always: new Set(ever.filter((name) => !sometimes.has(name))) };
}

function numbersOf(range: unknown): Partial<Observation> {
  const [low, high] = listOf(range);
  return typeof low === 'number' && typeof high === 'number' ? { low, high } : {};
}

function evidenceOf(value: unknown, around: Evidence, digests: ReadonlyMap<string, number>): Evidence {
  if (value === 'all') return around;
  return listOf(value)
    .map((name) => digests.get(String(name)) ?? parseDigest(name))
    .sort((a, b) => a - b);
}

function digestsOf(samples: unknown): ReadonlyMap<string, number> {
  return new Map(Object.entries(objectOf(samples)).map(([name, digest]) => [name, parseDigest(digest)]));
}

function parseDigest(value: unknown): number {
  if (typeof value !== 'string' || !/^#[0-9a-f]{8}$/.test(value)) throw new TypeError('a sample is not listed');
  return Number.parseInt(value.slice(1), 16);
}

function nameOf(step: string): string {
  if (step === '~2') return '*';
  return step === '~3' ? '{}' : (pointerTokens(`/${step}`)[0] ?? '');
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new TypeError('a list was expected');
  return value as readonly unknown[];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('an object was expected');
  return value as Readonly<Record<string, unknown>>;
}

function invalid(file: string, error: unknown): Diagnostic {
  const reason = error instanceof TypeError ? error.message : 'it is not JSON';
  return {
    code: 'syntax',
    severity: 'error',
    message: `${file} cannot be read as observations: ${reason}`,
    at: { file },
    hint: 'write it anew with `hookwright observe`',
  };
}
