/** Exported names for the schemas of a document, from their names or pointers; the same document gives the same names. */
import { isTypeName, pascalCase } from '../ir/names.js';
import { EXTERNAL } from '../load/document-bundle.js';
import { isObject } from '../load/parse-text.js';
import { escapeToken, pointerTokens } from '../pointer.js';
import type { JsonObject } from '../schema.js';

/** Given by the manifest's `names`: exported names by the document's, and `'*': spelled` for documents of others. */
export type GivenNames = Readonly<Record<string, string>>;

/** Words of a pointer that say nothing about what is there. */
const SILENT: ReadonlySet<string> = new Set([
  'components',
  'schemas',
  'properties',
  'items',
  'paths',
  'schema',
  'content',
  '$defs',
  'definitions',
  'requestBody',
]);

/** Names by pointer. Where `'*'` is `spelled`, names that collide or are none are spelled out instead of refused. */
export function nameSchemas(pointers: readonly string[], given: GivenNames): Map<string, string> {
  const names = new Map(pointers.map((pointer) => [pointer, exportedName(pointer, given)]));
  return avoidOwnNames(given['*'] === 'spelled' ? settle(names, given) : names, given);
}

/** What generated clients call their own, and the types of the language and the runtime that they use. */
const OWN_TYPES: ReadonlySet<string> = new Set([
  ...['Client', 'ClientOptions', 'NonNullable', 'Omit', 'Readonly', 'Record'],
  ...['ResponseValidator', 'ResponseValidators'],
]);

/**
 * Names that the generated package has already step aside as `<Name>Type`, unless the manifest chose them: beside every
 * type `X` stands a value `XSchema`, and every client has a `Client`.
 */
function avoidOwnNames(names: Map<string, string>, given: GivenNames): Map<string, string> {
  const all = new Set(names.values());
  const chosen = new Set(Object.values(given));
  for (const [pointer, name] of names) {
    const isValidator = name.endsWith('Schema') && all.has(name.slice(0, -'Schema'.length));
    if (chosen.has(name) || !(isValidator || OWN_TYPES.has(name))) continue;
    let free = `${name}Type`;
    while (all.has(free)) free += 'Type';
    all.add(free);
    names.set(pointer, free);
  }
  return names;
}

/** The component's name, or the names along a pointer into one: `Sleep/properties/scores` is `SleepScores`. */
export function exportedName(pointer: string, given: GivenNames): string {
  const chosen = given[referenceOf(pointer)];
  if (chosen !== undefined) return chosen;
  const wire = wireName(pointer);
  if (wire !== undefined) return Object.hasOwn(given, wire) ? (given[wire] ?? '') : pascalCase(wire);
  const { file, inside } = placeOf(pointer);
  const stem = [...(file === undefined ? [] : [file.replace(/^.*\//, '').replace(/\.[^.]*$/, '')]), ...inside];
  const name = pascalCase(stem.filter((token) => !SILENT.has(token)).join(' '));
  return given['*'] === 'spelled' && !isTypeName(name) ? spelledName(stem.join(' ')) : name;
}

/**
 * The name of what is no component of the document itself: that of its place, or where another has that name and the
 * manifest says `spelled`, all words of the place. Files that are called alike all have theirs in their names, so that
 * no name depends on which was met first.
 */
export function partName(pointer: string, given: GivenNames, taken: ReadonlySet<string>, document: JsonObject): string {
  const name = exportedName(pointer, given);
  if (given['*'] !== 'spelled' || given[referenceOf(pointer)] !== undefined) return name;
  const { file, inside } = placeOf(pointer);
  if (!taken.has(name) && !(file !== undefined && hasNamesake(file, document))) return name;
  const words = [...(file === undefined ? [] : [file.replace(/\.[^./]*$/, '')]), ...inside];
  const whole = pascalCase(words.join(' '));
  return isTypeName(whole) && !taken.has(whole) ? whole : spelledName(words.join(' '));
}

/** How a reference to a schema is written, and what the manifest's `names` may call it by. */
export function referenceOf(pointer: string): string {
  const { file, inside } = placeOf(pointer);
  const fragment = inside.map((token) => `/${escapeToken(token)}`).join('');
  if (file === undefined) return `#${fragment}`;
  return fragment === '' ? file : `${file}#${fragment}`;
}

/** True where another file of the document has the same name in another folder, or with another ending. */
function hasNamesake(file: string, document: JsonObject): boolean {
  const parts = document[EXTERNAL];
  const stemOf = (path: string): string => pascalCase(path.replace(/^.*\//, '').replace(/\.[^.]*$/, ''));
  const stem = stemOf(file);
  return Object.keys(isObject(parts) ? parts : {}).some((other) => other !== file && stemOf(other) === stem);
}

interface SchemaPlace {
  /** Undefined in the document itself. */
  readonly file: string | undefined;
  readonly inside: readonly string[];
}

function placeOf(pointer: string): SchemaPlace {
  const tokens = pointerTokens(pointer);
  const [first, file, ...inside] = tokens;
  return first === EXTERNAL ? { file, inside } : { file: undefined, inside: tokens };
}

/**
 * A name with every character that is no letter or digit as a word, and a small first letter as `Lower`: `data_source`
 * is `DataUnderscoreSource`. Different names give different results, whatever else is in the document.
 */
export function spelledName(name: string): string {
  const words = Array.from(name, (character) => {
    if (/[A-Za-z0-9]/.test(character)) return character;
    return ` ${CHARACTERS[character] ?? codeOf(character)} `;
  });
  const spelled = pascalCase(words.join(''));
  if (/^[0-9]/.test(spelled)) return `Value${spelled}`;
  return spelled === name || !/^[a-z][A-Za-z0-9]*$/.test(name) ? spelled : `Lower${spelled}`;
}

const CHARACTERS: Readonly<Record<string, string | undefined>> = {
  _: 'Underscore',
  '-': 'Dash',
  '.': 'Dot',
  ' ': 'Blank',
  '/': 'Slash',
  '+': 'Plus',
  ':': 'Colon',
  '*': 'Star',
  '&': 'And',
  '@': 'At',
  '#': 'Hash',
  $: 'Dollar',
  '%': 'Percent',
  '(': 'Open',
  ')': 'Close',
  '[': 'From',
  ']': 'To',
  '{': 'Begin',
  '}': 'End',
  '<': 'Less',
  '>': 'Greater',
  ',': 'Comma',
  ';': 'Semicolon',
  '=': 'Equals',
  "'": 'Quote',
  '"': 'DoubleQuote',
  '~': 'Tilde',
  '!': 'Bang',
  '?': 'Question',
};

/** Whoever has the exact name keeps it; the others of a collision are spelled out, with small letters where need be. */
function settle(names: ReadonlyMap<string, string>, given: GivenNames): Map<string, string> {
  const spelled = respell(names, spelledName, (wire, name) => wire === name || Object.hasOwn(given, wire));
  const cased = respell(spelled, caseSpelledName, (wire, name) => name !== spelledName(wire) || wire === name);
  return respell(cased, codedName, (wire, name) => wire === name);
}

/** Names that are none, or that another one has too, spelled by `spell`, except those that `keeps` its holder. */
function respell(
  names: ReadonlyMap<string, string>,
  spell: (wire: string) => string,
  keeps: (wire: string, name: string) => boolean,
): Map<string, string> {
  const owners = new Map<string, number>();
  for (const name of names.values()) owners.set(name, (owners.get(name) ?? 0) + 1);
  const settled = [...names].map(([pointer, name]): readonly [string, string] => {
    const wire = wireName(pointer) ?? '';
    const isFine = isTypeName(name) && (owners.get(name) === 1 || keeps(wire, name));
    return [pointer, isFine ? name : spell(wire)];
  });
  return new Map(settled);
}

/** As `spelledName`, with `Lower` before every word that begins with a small letter: `a_b` and `A_B` differ. */
function caseSpelledName(name: string): string {
  return spelledName(name.replaceAll(/(?<![A-Za-z0-9])([a-z])/g, 'Lower$1')).replaceAll(
    /Lower([a-z])/g,
    (_, letter: string) => `Lower${letter.toUpperCase()}`,
  );
}

/** Characters by their codes, where another name already is the spelled one: `A_B` beside `AUnderscoreB` is `AU5FB`. */
function codedName(name: string): string {
  return pascalCase(
    Array.from(name, (character) => (/[A-Za-z0-9]/.test(character) ? character : codeOf(character))).join(''),
  );
}

function codeOf(character: string): string {
  return `U${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
}

/** The name of a component, in the document itself or in a file that it brought in. */
function wireName(pointer: string): string | undefined {
  const { inside: own } = placeOf(pointer);
  return own[0] === 'components' && own[1] === 'schemas' && own.length === 3 ? own[2] : undefined;
}
