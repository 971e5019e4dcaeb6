/** Statements for the members of a value that is known to be an object. */
import type { Schema, SchemaObject } from '../../schema.js';
import { isOpen } from './analysis.js';
import { printUnevaluatedProperties } from './evaluated.js';
import { printGuard, printRefusal, refusesAbsence, sharedLiterals, toTest } from './guard.js';
import { namedPredicate, patternConstant, printLiteral, printString } from './guard-scalar.js';
import { constant, type FunctionScope, local, runtime } from './scope.js';
import { block, usesName, withConstant } from './statements.js';
import { and, atom, call, or, printTest, type Test } from './tests.js';

/** Stands for the value in a test until it is known whether a local is worth its line. */
const slot = '\u0001';

/** Statements that return false unless the members match. */
export function printObjectStatements(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  const required = new Set(schema.required ?? []);
  const properties = Object.entries(schema.properties ?? {});
  const undeclared = [...required].filter((name) => !Object.hasOwn(schema.properties ?? {}, name));
  const literalsFirst = [...properties.filter(isLiteral), ...properties.filter((entry) => !isLiteral(entry))];
  return [
    ...literalsFirst.flatMap(([name, part]) => printMember(name, part, required.has(name), access, scope)),
    ...undeclared.flatMap((name) => printRefusal(presence(readMember(access, name, scope)))),
    ...printCounts(schema, access, scope),
    ...printDependencies(schema, access, scope),
    ...printLoop(schema, access, scope),
    ...printUnevaluatedProperties(schema, access, scope),
  ];
}

/** The expression that reads a member. */
export function readMember(access: string, name: string, scope: FunctionScope): string {
  if (name in Object.prototype) return `${runtime(scope.module, 'kinds', 'own')}(${access}, ${printString(name)})`;
  return `${access}[${printString(name)}]`;
}

/** The member is there. */
export function presence(read: string): Test {
  return atom(`${read} !== undefined`, `${read} === undefined`);
}

/** The test that a name is one of these. */
export function namesTest(names: readonly string[], access: string, scope: FunctionScope): Test {
  if (names.length <= 8)
    return or(names.map((name) => atom(`${access} === ${printString(name)}`, `${access} !== ${printString(name)}`)));
  const set = constant(
    scope.module,
    'names',
    `/*@__PURE__*/ new Set([${names.map((name) => printLiteral(name)).join(', ')}])`,
  );
  return call(`${set}.has(${access})`);
}

function isLiteral([, part]: readonly [string, Schema]): boolean {
  return typeof part === 'object' && (part.const !== undefined || part.enum !== undefined);
}

function printMember(
  name: string,
  part: Schema,
  isRequired: boolean,
  access: string,
  scope: FunctionScope,
): readonly string[] {
  const read = readMember(access, name, scope);
  if (isOpen(part)) return isRequired ? printRefusal(presence(read)) : [];
  const predicate = namedPredicate(part, isRequired);
  if (predicate !== undefined) return printRefusal(call(`${runtime(scope.module, 'kinds', predicate)}(${read})`));
  const literals = typeof part === 'object' ? sharedLiterals(part, read, scope, isRequired) : undefined;
  if (literals !== undefined) return printRefusal(literals);
  const test = toTest(part, slot, scope);
  const needsPresence = isRequired && !refusesAbsence(part, scope);
  if (test !== undefined) {
    const whole = isRequired
      ? and(needsPresence ? [presence(slot), test] : [test])
      : or([atom(`${slot} === undefined`, `${slot} !== undefined`), test]);
    const uses = printTest(whole).split(slot).length - 1;
    if (uses === 1) return fill(printRefusal(whole), read);
    const variable = local(scope, name);
    return [`const ${variable} = ${read};`, ...fill(printRefusal(whole), variable)];
  }
  const variable = local(scope, name);
  const lines = printGuard(part, variable, scope);
  // A format that is not checked says nothing to look at.
  if (lines.length === 0) return isRequired ? printRefusal(presence(read)) : [];
  const head = `const ${variable} = ${read};`;
  if (!isRequired) return [head, `if (${variable} !== undefined) {`, ...lines, '}'];
  return [head, ...(needsPresence ? printRefusal(presence(variable)) : []), ...lines];
}

function fill(lines: readonly string[], text: string): readonly string[] {
  return lines.map((line) => line.replaceAll(slot, text));
}

function printCounts(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  const { minProperties = 0, maxProperties } = schema;
  const count = (): string => `${runtime(scope.module, 'kinds', 'countMembers')}(${access})`;
  const lines = minProperties > 0 ? [`if (${count()} < ${minProperties}) return false;`] : [];
  return maxProperties === undefined ? lines : [...lines, `if (${count()} > ${maxProperties}) return false;`];
}

function printDependencies(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  const lines: string[] = [];
  for (const [trigger, names] of Object.entries(schema.dependentRequired ?? {})) {
    const absent = atom(
      `${readMember(access, trigger, scope)} === undefined`,
      `${readMember(access, trigger, scope)} !== undefined`,
    );
    lines.push(...printRefusal(or([absent, and(names.map((name) => presence(readMember(access, name, scope))))])));
  }
  for (const [trigger, part] of Object.entries(schema.dependentSchemas ?? {})) {
    const dependent = local(scope, 'dependent');
    const body = printGuard(part, dependent, scope);
    lines.push(
      ...block(
        `if (${readMember(access, trigger, scope)} !== undefined) {`,
        withConstant(dependent, access, body, ': unknown'),
      ),
    );
  }
  return lines;
}

/** One loop for names, patterns and additional members. */
function printLoop(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  const patterns = Object.entries(schema.patternProperties ?? {}).filter(([, part]) => !isOpen(part));
  const { additionalProperties: rest = true, propertyNames = true } = schema;
  if (patterns.length === 0 && isOpen(rest) && isOpen(propertyNames)) return [];
  const name = local(scope, 'name');
  const part = local(scope, 'member');
  const body: string[] = [];
  for (const [pattern, partSchema] of patterns) {
    body.push(...block(`if (${patternConstant(pattern, scope)}.test(${name})) {`, printGuard(partSchema, part, scope)));
  }
  body.push(...printRest(schema, rest, name, part, scope));
  const usesPart = usesName(body, part);
  const nameLines = isOpen(propertyNames) ? [] : printNames(propertyNames, name, scope);
  if (body.length + nameLines.length === 0) return [];
  const read = usesPart
    ? [`const ${part} = ${access}[${name}];`, `if (${part} === undefined) continue;`]
    : [`if (${access}[${name}] === undefined) continue;`];
  return [`for (const ${name} in ${access}) {`, ...read, ...nameLines, ...body, '}'];
}

function printNames(propertyNames: Schema, name: string, scope: FunctionScope): readonly string[] {
  const text = local(scope, 'nameText');
  const lines = printGuard(propertyNames, text, scope);
  return withConstant(text, name, lines, ': unknown');
}

function printRest(
  schema: SchemaObject,
  rest: Schema,
  name: string,
  part: string,
  scope: FunctionScope,
): readonly string[] {
  if (isOpen(rest)) return [];
  const patterns = Object.keys(schema.patternProperties ?? {});
  const known = or([
    namesTest(Object.keys(schema.properties ?? {}), name, scope),
    ...patterns.map((pattern) => call(`${patternConstant(pattern, scope)}.test(${name})`)),
  ]);
  const test = toTest(rest, part, scope);
  if (test !== undefined) return printRefusal(or([known, test]));
  const lines = printGuard(rest, part, scope);
  return known.kind === 'never' ? lines : [`if (!(${printTest(known)})) {`, ...lines, '}'];
}
