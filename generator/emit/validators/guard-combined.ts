/** Statements for keywords that apply other schemas to the same value. */
import type { Schema, SchemaObject } from '../../schema.js';
import { areDisjoint, isOpen, without } from './analysis.js';
import { printGuard, printRefusal, toPredicate, toTest } from './guard.js';
import { type FunctionScope, local } from './scope.js';
import { findTag } from './tags.js';
import { negate, or, printTest } from './tests.js';

/** Statements for `allOf`, `anyOf`, `oneOf`, `not` and `if`. */
export function printCombinations(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  return [
    ...printAll(schema.allOf ?? [], access, scope),
    ...printAny(schema.anyOf, access, scope, 'Alternative'),
    ...printOne(schema.oneOf, access, scope),
    ...printNot(schema.not, access, scope),
    ...printConditional(schema, access, scope),
  ];
}

/** References last: after them the compiler holds the value for the type they name. */
function printAll(parts: readonly Schema[], access: string, scope: FunctionScope): readonly string[] {
  const isReference = (part: Schema): boolean => typeof part === 'object' && part.$ref !== undefined && isOpen(without(part, '$ref'));
  const inline = parts.filter((part) => !isReference(part));
  const references = parts.filter(isReference);
  return [
    ...inline.flatMap((part) => withAlias(access, scope, (alias) => printGuard(part, alias, scope))),
    ...references.flatMap((part) => withAlias(access, scope, (alias) => printGuard(part, alias, scope))),
  ];
}

function printAny(branches: readonly Schema[] | undefined, access: string, scope: FunctionScope, stem: string): readonly string[] {
  if (branches === undefined) return [];
  return withAlias(access, scope, (alias) => {
    const tests = branches.map((branch) => toTest(branch, alias, scope));
    const large = branches.filter((_, index) => tests[index] === undefined);
    const [only] = large;
    if (large.length !== 1 || only === undefined) {
      return printRefusal(or(branches.map((branch, index) => toPredicate(branch, alias, scope, `${stem}${index + 1}`))));
    }
    const others = or(tests.filter((test) => test !== undefined));
    if (others.kind === 'always') return [];
    const inner = withAlias(access, scope, (part) => printGuard(only, part, scope));
    return [`if (${printTest(negate(others))}) {`, ...inner, '}'];
  });
}

function printOne(branches: readonly Schema[] | undefined, access: string, scope: FunctionScope): readonly string[] {
  if (branches === undefined) return [];
  const { definitions } = scope.module.package;
  if (areDisjoint(branches, definitions) || findTag(branches, definitions) !== undefined) {
    return printAny(branches, access, scope, 'Choice');
  }
  return withAlias(access, scope, (alias) => {
    const tests = branches.map((branch, index) => toPredicate(branch, alias, scope, `Choice${index + 1}`));
    return [`if (${tests.map((test) => `Number(${printTest(test)})`).join(' + ')} !== 1) return false;`];
  });
}

function printNot(part: Schema | undefined, access: string, scope: FunctionScope): readonly string[] {
  if (part === undefined) return [];
  return withAlias(access, scope, (alias) => printRefusal(negate(toPredicate(part, alias, scope, 'Excluded'))));
}

function printConditional(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  const { if: condition, then: consequence = true, else: alternative = true } = schema;
  if (condition === undefined || (isOpen(consequence) && isOpen(alternative))) return [];
  return withAlias(access, scope, (alias) => {
    const test = toPredicate(condition, alias, scope, 'Condition');
    const yes = withAlias(access, scope, (part) => printGuard(consequence, part, scope));
    const no = withAlias(access, scope, (part) => printGuard(alternative, part, scope));
    if (yes.length === 0) return [`if (${printTest(negate(test))}) {`, ...no, '}'];
    return [`if (${printTest(test)}) {`, ...yes, ...(no.length === 0 ? [] : ['} else {', ...no]), '}'];
  });
}

/** A second name of unknown type: what the compiler has learned of the value so far could contradict a subschema. */
function withAlias(access: string, scope: FunctionScope, print: (alias: string) => readonly string[]): readonly string[] {
  const alias = local(scope, 'candidate');
  const lines = print(alias);
  return lines.length === 0 ? [] : [`const ${alias}: unknown = ${access};`, ...lines];
}
