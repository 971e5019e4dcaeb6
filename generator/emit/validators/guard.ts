/** Prints guards: a schema becomes statements that return false where the value does not match. */
import type { Kind, Schema, SchemaObject } from '../../schema.js';
import { isOpen, isOpenBut, kindsOf, referencedName, typesOf, without } from './analysis.js';
import { printArrayStatements } from './guard-array.js';
import { printCombinations } from './guard-combined.js';
import { printObjectStatements } from './guard-object.js';
import {
  createFunctionScope,
  type FunctionScope,
  fromModuleOf,
  type ModuleScope,
  predicateName,
  runtime,
  toPascal,
} from './scope.js';
import { isListOfLiterals, type SharedPart } from './sharing.js';
import {
  arrayKeywords,
  hasKeyword,
  isScalarOnly,
  kindTest,
  literalTest,
  numberTest,
  objectKeywords,
  saysFormatOnly,
  stringTest,
} from './guard-scalar.js';
import { block } from './statements.js';
import { always, and, atom, call, negate, never, or, printTest, type Test } from './tests.js';

/** Statements that return false unless the value matches. */
export function printGuard(schema: Schema, access: string, scope: FunctionScope): readonly string[] {
  const test = toTest(schema, access, scope);
  if (test !== undefined) return printRefusal(test);
  if (typeof schema === 'boolean') return [];
  const types = typesOf(schema);
  const lines: string[] = [];
  const isNullable =
    types?.length === 2 && types.includes('null') && (types.includes('object') || types.includes('array'));
  const nonNull = isNullable ? types.filter((type) => type !== 'null') : types;
  if (nonNull !== undefined) lines.push(...printRefusal(kindsTest(nonNull, access, scope)));
  lines.push(...printKinds(schema, nonNull, access, scope));
  const guarded = isNullable ? [`if (${access} !== null) {`, ...lines, '}'] : lines;
  const literal = literalTest(schema, access, scope);
  return [
    ...guarded,
    ...printRefusal(literal),
    ...printCombinations(schema, access, scope, isNarrowing(schema)),
    ...printReference(schema, access, scope),
  ];
}

/** One of these kinds; the length of an item is read here, where the engine knows its shape. */
function kindsTest(kinds: readonly Kind[], access: string, scope: FunctionScope): Test {
  const isItem = scope.isForItems && access === 'value' && kinds.length === 1 && kinds[0] === 'object';
  if (!isItem) return or(kinds.map((kind) => kindTest(kind, access, scope)));
  const sized = runtime(scope.module, 'kinds', 'type Sized');
  return call(`${runtime(scope.module, 'kinds', 'isObjectOf')}(${access}, (${access} as ${sized})?.length)`);
}

/** The schema as one expression; undefined where it needs loops or many members. */
export function toTest(schema: Schema, access: string, scope: FunctionScope): Test | undefined {
  if (typeof schema === 'boolean') return schema ? always : never;
  if (isOpen(schema)) return always;
  const part = scope.module.shared.get(schema);
  if (part !== undefined && part.schema !== scope.part) return partTest(part, access, scope.module);
  if (schema.$ref !== undefined && isOpenBut(schema, '$ref')) return referenceTest(schema.$ref, access, scope);
  if (isScalarOnly(schema)) return scalarTest(schema, access, scope);
  const branches = schema.anyOf;
  if (branches === undefined || !isOpenBut(schema, 'anyOf')) return undefined;
  const tests = branches.map((branch) => toTest(branch, access, scope));
  return tests.every((test) => test !== undefined) ? or(tests) : undefined;
}

/** The predicate of a shared part, or of one that may be absent. */
function partTest({ schema, stem }: SharedPart, access: string, module: ModuleScope, isOptional = false): Test {
  const names = isOptional ? module.optionalNames : module.predicateNames;
  const known = names.get(schema);
  if (known !== undefined) return call(`${known}(${access})`);
  const name = predicateName(module, `is${isOptional ? 'Optional' : ''}${toPascal(stem)}`);
  names.set(schema, name);
  const scope = createFunctionScope(module, name.slice(2), false, true, schema);
  const lines = isOptional
    ? printRefusal(or([atom('value === undefined', 'value !== undefined'), toTest(schema, 'value', scope) ?? always]))
    : printGuard(schema, 'value', scope);
  module.predicates.push({
    name,
    text: [`function ${name}(value: unknown): boolean {`, ...lines, 'return true;', '}'].join('\n'),
  });
  return call(`${name}(${access})`);
}

/** The predicate of a member with one of the literals that several members have; undefined where there is none. */
export function sharedLiterals(
  schema: SchemaObject,
  access: string,
  scope: FunctionScope,
  isRequired: boolean,
): Test | undefined {
  const part = scope.module.shared.get(schema);
  return part === undefined || !isListOfLiterals(schema)
    ? undefined
    : partTest(part, access, scope.module, !isRequired);
}

/** The schema as one expression, by a predicate of its own where need be. */
export function toPredicate(schema: Schema, access: string, scope: FunctionScope, stem: string): Test {
  const test = toTest(schema, access, scope);
  if (test !== undefined) return test;
  const { module, owner, isRecursive } = scope;
  const known = isRecursive ? undefined : module.predicateNames.get(schema);
  if (known !== undefined) return call(`${known}(${access})`);
  const name = predicateName(module, `is${owner}${toPascal(stem)}`);
  const inner = createFunctionScope(module, name.slice(2), isRecursive, true);
  if (!isRecursive) module.predicateNames.set(schema, name);
  const parameters = isRecursive ? 'value: unknown, depth: number' : 'value: unknown';
  const lines = printGuard(schema, 'value', inner);
  const text = [`function ${name}(${parameters}): boolean {`, ...lines, 'return true;', '}'].join('\n');
  module.predicates.push({ name, text });
  return call(isRecursive ? `${name}(${access}, depth)` : `${name}(${access})`);
}

/** `if (…) return false;`, or nothing where the test always passes. */
export function printRefusal(test: Test): readonly string[] {
  const failing = negate(test);
  if (failing.kind === 'never') return [];
  if (failing.kind === 'always') return ['return false;'];
  return failing.kind === 'or' && failing.tests.every((part) => part.kind === 'atom')
    ? failing.tests.map((part) => `if (${printTest(part)}) return false;`)
    : [`if (${printTest(failing)}) return false;`];
}

/** True where `undefined`, which stands for an absent member, does not match. */
export function refusesAbsence(schema: Schema, scope: FunctionScope): boolean {
  return kindsOf(schema, scope.module.package.definitions) !== undefined;
}

/** True where the compiler knows more of the value after the statements before the combinations. */
function isNarrowing(schema: SchemaObject): boolean {
  return !isOpenBut(schema, 'allOf', 'anyOf', 'oneOf', 'not', 'if', '$ref');
}

function printKinds(
  schema: SchemaObject,
  types: readonly string[] | undefined,
  access: string,
  scope: FunctionScope,
): readonly string[] {
  const lines: string[] = [];
  const only = types?.length === 1 ? types[0] : undefined;
  const allows = (kind: string): boolean => types === undefined || types.includes(kind);
  if (allows('string'))
    lines.push(...printRefusal(guarded('string', stringTest(schema, access, scope), only, access, scope)));
  if (allows('number') || allows('integer')) {
    lines.push(
      ...printRefusal(
        guarded('number', numberTest(schema, access, scope), only === 'integer' ? 'number' : only, access, scope),
      ),
    );
  }
  if (allows('object') && hasKeyword(schema, objectKeywords)) {
    const body = printObjectStatements(schema, access, scope);
    lines.push(
      ...(only === 'object' ? body : block(`if (${runtime(scope.module, 'kinds', 'isObject')}(${access})) {`, body)),
    );
  }
  if (allows('array') && hasKeyword(schema, arrayKeywords)) {
    const body = printArrayStatements(schema, access, scope);
    lines.push(
      ...(only === 'array' ? body : block(`if (${runtime(scope.module, 'kinds', 'isArray')}(${access})) {`, body)),
    );
  }
  return lines;
}

function guarded(
  kind: 'string' | 'number',
  test: Test,
  only: string | undefined,
  access: string,
  scope: FunctionScope,
): Test {
  return test.kind === 'always' || only === kind ? test : or([negate(kindTest(kind, access, scope)), test]);
}

function scalarTest(schema: SchemaObject, access: string, scope: FunctionScope): Test {
  const literal = literalTest(schema, access, scope);
  if (schema.const !== undefined || schema.enum !== undefined)
    return and([literal, boundsTest(without(schema, 'type'), access, scope)]);
  return boundsTest(schema, access, scope);
}

/** Type and the bounds of texts and numbers. */
function boundsTest(schema: SchemaObject, access: string, scope: FunctionScope): Test {
  const types = typesOf(schema);
  const text = stringTest(schema, access, scope);
  const numeric = numberTest(schema, access, scope);
  if (types === undefined) {
    return and([
      guarded('string', text, undefined, access, scope),
      guarded('number', numeric, undefined, access, scope),
    ]);
  }
  const bounds = { string: text, number: numeric, integer: numeric } as const;
  return or(
    types.map((kind) => {
      // The predicates of formats ask for a text themselves.
      if (kind === 'string' && saysFormatOnly(schema)) return text;
      return and([kindTest(kind, access, scope), kind in bounds ? bounds[kind as keyof typeof bounds] : always]);
    }),
  );
}

function printReference(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  return schema.$ref === undefined ? [] : printRefusal(referenceTest(schema.$ref, access, scope));
}

function referenceTest(ref: string, access: string, scope: FunctionScope): Test {
  const name = referencedName(ref);
  const { recursive, revisited } = scope.module.package;
  const isRecursive = scope.isRecursive && recursive.has(name);
  const guard = fromModuleOf(scope.module, name, 'validators', isRecursive ? `is${name}At` : `is${name}`);
  if (!isRecursive) return call(`${guard}(${access})`);
  if (!revisited.has(name)) return call(`${guard}(${access}, depth + 1)`);
  return call(`${runtime(scope.module, 'recursion', 'ask')}(${guard}, ${access}, depth + 1)`);
}
