/** Assembles modules: header, imports, constants, functions. */
import type { NamedSchema } from '../../ir/ir.js';
import { providerHeader } from '../header.js';
import { layOut } from '../layout.js';
import { createCheckScope, printCheck } from './checks.js';
import { printGuard } from './guard.js';
import {
  createFunctionScope,
  createModuleScope,
  fromModuleOf,
  type ModuleScope,
  type Package,
  runtime,
} from './scope.js';
import type { SharedParts } from './sharing.js';

/** The validators of the schemas of one module. */
export function printValidators(
  pack: Package,
  module: string,
  schemas: readonly NamedSchema[],
  shared: SharedParts,
): string {
  const scope = createModuleScope(pack, module, 'validators', shared);
  const functions = schemas.flatMap((schema) => [
    printGuardFunctions(schema, scope),
    printCheckConstant(schema, scope),
    printValidation(schema, scope),
    printSchemaObject(schema, scope),
  ]);
  return joinModule(scope, functions);
}

/** Imports, constants and predicates around the main parts; what nothing uses is left out. */
export function joinModule(scope: ModuleScope, main: readonly string[]): string {
  const parts = [...main, ...scope.parts];
  const uses = countCalls(scope, parts);
  const predicates = scope.predicates.filter(({ name }) => (uses.get(name) ?? 0) > 1);
  const bodies = [...parts, ...predicates.map(({ text }) => text)];
  const words = wordsAmong(bodies, privateNames(scope));
  const constants = [...scope.constants]
    .filter(([, name]) => words.has(name))
    .map(([initializer, name]) => `const ${name} = ${initializer};`);
  const imports = [...scope.imports.keys()].sort().flatMap((specifier) => {
    const names = [...(scope.imports.get(specifier) ?? [])].filter((name) => words.has(importedAs(name)));
    return names.length === 0 ? [] : [printImport(specifier, names)];
  });
  const laidOut = bodies.map(layOut);
  const sections = [layOut(imports.join('\n')), layOut(constants.join('\n')), laidOut.join('\n\n')];
  return `${providerHeader(scope.package.provider)}${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/**
 * How often each predicate's name stands before a parenthesis or first in one: once where it is declared, again where it
 * is called or handed on.
 */
function countCalls({ predicates }: ModuleScope, parts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map(predicates.map(({ name }) => [name, 0]));
  if (counts.size === 0) return counts;
  for (const text of [...parts, ...predicates.map((predicate) => predicate.text)]) {
    for (let end = text.indexOf('('); end !== -1; end = text.indexOf('(', end + 1)) {
      for (const name of [wordBefore(text, end), wordAfter(text, end)]) {
        const count = counts.get(name);
        if (count !== undefined) counts.set(name, count + 1);
      }
    }
  }
  return counts;
}

function wordBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && isWordUnit(text.charCodeAt(start - 1))) start -= 1;
  return text.slice(start, end);
}

function wordAfter(text: string, start: number): string {
  let end = start + 1;
  while (end < text.length && isWordUnit(text.charCodeAt(end))) end += 1;
  return text.slice(start + 1, end);
}

/** What a module may declare or import without using it in the end. */
function privateNames(scope: ModuleScope): ReadonlySet<string> {
  const imported = [...scope.imports.values()].flatMap((names) => [...names].map(importedAs));
  return new Set([...scope.constants.values(), ...imported]);
}

function importedAs(name: string): string {
  const start = name.lastIndexOf(' ');
  return start === -1 ? name : name.slice(start + 1);
}

/** Size of the table of hashes in `wordsAmong`; a power of two. */
const BUCKETS = 1 << 16;

/** Up to this many names are looked for one by one, which the engine does fast and most of them are found soon. */
const FEW = 64;

/** Those of the names that are words of a text. */
function wordsAmong(texts: readonly string[], names: ReadonlySet<string>): ReadonlySet<string> {
  if (names.size > FEW) return allWordsAmong(texts, names);
  return new Set([...names].filter((name) => texts.some((text) => hasWord(text, name))));
}

function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (
      (at === 0 || !isWordUnit(text.charCodeAt(at - 1))) &&
      (end === text.length || !isWordUnit(text.charCodeAt(end)))
    )
      return true;
  }
  return false;
}

/** The same in one pass. A word is only cut out where a name has its hash: texts have millions. */
function allWordsAmong(texts: readonly string[], names: ReadonlySet<string>): ReadonlySet<string> {
  const hashes = new Uint8Array(BUCKETS);
  for (const name of names) hashes[hashOf(name)] = 1;
  const found = new Set<string>();
  for (const text of texts) {
    let hash = 0;
    let start = -1;
    for (let index = 0; index <= text.length; index += 1) {
      const unit = index < text.length ? text.charCodeAt(index) : 0;
      // Without a call: this is asked of every character.
      if (WORD_UNITS[unit] === 1) {
        if (start === -1) start = index;
        hash = (hash * 31 + unit) & (BUCKETS - 1);
      } else if (start !== -1) {
        const word = hashes[hash] === 1 ? text.slice(start, index) : '';
        if (names.has(word)) found.add(word);
        start = -1;
        hash = 0;
      }
    }
  }
  return found;
}

function hashOf(name: string): number {
  let hash = 0;
  for (let index = 0; index < name.length; index += 1) hash = (hash * 31 + name.charCodeAt(index)) & (BUCKETS - 1);
  return hash;
}

/** Letters, digits, `_` and `$`. */
function isWordUnit(unit: number): boolean {
  return WORD_UNITS[unit] === 1;
}

const WORD_UNITS = Uint8Array.from({ length: 128 }, (_, unit) => (/[\w$]/.test(String.fromCharCode(unit)) ? 1 : 0));

function printImport(specifier: string, names: readonly string[]): string {
  const values = names.filter((name) => !name.startsWith('type ')).sort();
  const types = names.filter((name) => name.startsWith('type ')).sort();
  if (values.length === 0)
    return `import type { ${types.map((name) => name.slice(5)).join(', ')} } from '${specifier}';`;
  return `import { ${[...values, ...types].join(', ')} } from '${specifier}';`;
}

function printGuardFunctions({ name, schema }: NamedSchema, scope: ModuleScope): string {
  const type = fromModuleOf(scope, name, 'types', `type ${name}`);
  const isRecursive = scope.package.recursive.has(name);
  const isForItems = scope.package.items.has(name);
  const lines = printGuard(schema, 'value', createFunctionScope(scope, name, isRecursive, isForItems));
  const doc = `/** True where the value is a \`${name}\`. */`;
  const head = `export function is${name}(value: unknown): value is ${type} {`;
  if (!isRecursive) return [doc, head, ...lines, 'return true;', '}'].join('\n');
  const limit = runtime(scope, 'issues', 'maximumDepth');
  const first = scope.package.revisited.has(name)
    ? `${runtime(scope, 'recursion', 'askFirst')}(is${name}At, value)`
    : `is${name}At(value, 0)`;
  return [
    ...[doc, head, `return ${first};`, '}', ''],
    `/** As \`is${name}\`, at a depth of nested values. */`,
    `export function is${name}At(value: unknown, depth: number): boolean {`,
    ...[`if (depth >= ${limit}) return false;`, ...lines, 'return true;', '}'],
  ].join('\n');
}

function printValidation({ name }: NamedSchema, scope: ModuleScope): string {
  const result = runtime(scope, 'issues', 'type Validation');
  const validator = runtime(scope, 'issues', 'validator');
  return [
    `/** The value as a \`${name}\`, or what is wrong with it. */`,
    `export const validate${name}: (value: unknown) => ${result}<${name}> = /*@__PURE__*/ ${validator}(is${name}, check${name});`,
  ].join('\n');
}

function printSchemaObject({ name }: NamedSchema, scope: ModuleScope): string {
  const type = runtime(scope, 'standard', 'type StandardSchema');
  const create = runtime(scope, 'standard', 'createSchema');
  const document = fromModuleOf(scope, name, 'schemas', `describe${name}`);
  return [
    `/** \`${name}\` for libraries that take a Standard Schema. */`,
    `export const ${name}Schema: ${type}<${name}> = /*@__PURE__*/ ${create}(validate${name}, ${document});`,
  ].join('\n');
}

function printCheckConstant({ name, schema }: NamedSchema, scope: ModuleScope): string {
  const type = runtime(scope, 'issues', 'type Check');
  const build = `function () { return ${printCheck(schema, createCheckScope(scope, name))}; }`;
  const isRecursive = scope.package.recursive.has(name);
  const create = runtime(scope, 'issues', isRecursive ? 'recursive' : 'named');
  const args = isRecursive ? [`'${name}'`, build] : [`'${name}'`, `is${name}`, build];
  return [
    `/** Tells what is wrong with a \`${name}\`. */`,
    `export const check${name}: ${type} = /*@__PURE__*/ ${create}(${args.join(', ')});`,
  ].join('\n');
}
