/** Statements for keywords that apply other schemas to the same value. */
import type { Schema, SchemaObject } from '../../schema.js';
import { areDisjoint, isOpen, isOpenBut } from './analysis.js';
import { printGuard, printRefusal, toPredicate, toTest } from './guard.js';
import { isScalarOnly } from './guard-scalar.js';
import { type FunctionScope, local } from './scope.js';
import { withConstant } from './statements.js';
import { findTag } from './tags.js';
import { negate, or, printTest } from './tests.js';

/** Statements for `allOf`, `anyOf`, `oneOf`, `not` and `if`; `isNarrowed` where the value's type is known in part. */
export function printCombinations(
  schema: SchemaObject,
  access: string,
  scope: FunctionScope,
  isNarrowed: boolean,
): readonly string[] {
  const { allOf = [], anyOf, oneOf, not, if: condition } = schema;
  const count = allOf.length + [anyOf, oneOf, not, condition, schema.$ref].filter((part) => part !== undefined).length;
  const place: Place = { access, scope, needsAlias: isNarrowed || count > 1 };
  return [
    ...printAll(allOf, place),
    ...printAny(anyOf, place, 'Alternative'),
    ...printOne(oneOf, place),
    ...printNot(not, place),
    ...printConditional(schema, place),
  ];
}

/** A value and whether it needs a second name. */
interface Place {
  readonly access: string;
  readonly scope: FunctionScope;
  readonly needsAlias: boolean;
}

/** References last: after them the compiler holds the value for the type they name. */
function printAll(parts: readonly Schema[], place: Place): readonly string[] {
  const isReference = (part: Schema): boolean =>
    typeof part === 'object' && part.$ref !== undefined && isOpenBut(part, '$ref');
  const ordered = [...parts.filter((part) => !isReference(part)), ...parts.filter(isReference)];
  return ordered.flatMap((part) => withAlias(place, (access) => printGuard(part, access, place.scope)));
}

function printAny(branches: readonly Schema[] | undefined, place: Place, stem: string): readonly string[] {
  if (branches === undefined) return [];
  const { scope } = place;
  return withAlias(place, (access) => {
    const tests = branches.map((branch) => toTest(branch, access, scope));
    const large = branches.filter((_, index) => tests[index] === undefined);
    const [only] = large;
    if (large.length !== 1 || only === undefined) {
      return printRefusal(
        or(branches.map((branch, index) => toPredicate(branch, access, scope, `${stem}${index + 1}`))),
      );
    }
    const others = or(tests.filter((test) => test !== undefined));
    if (others.kind === 'always') return [];
    const needsAlias = branches.some(
      (branch) => branch !== only && !(typeof branch === 'object' && isScalarOnly(branch)),
    );
    const inner = withAlias({ access, scope, needsAlias }, (part) => printGuard(only, part, scope));
    return [`if (${printTest(negate(others))}) {`, ...inner, '}'];
  });
}

function printOne(branches: readonly Schema[] | undefined, place: Place): readonly string[] {
  if (branches === undefined) return [];
  const { definitions } = place.scope.module.package;
  if (areDisjoint(branches, definitions) || findTag(branches, definitions) !== undefined)
    return printAny(branches, place, 'Choice');
  return withAlias(place, (access) => {
    const tests = branches.map((branch, index) => toPredicate(branch, access, place.scope, `Choice${index + 1}`));
    return [`if (${tests.map((test) => `Number(${printTest(test)})`).join(' + ')} !== 1) return false;`];
  });
}

function printNot(part: Schema | undefined, place: Place): readonly string[] {
  if (part === undefined) return [];
  return withAlias(place, (access) => printRefusal(negate(toPredicate(part, access, place.scope, 'Excluded'))));
}

function printConditional(schema: SchemaObject, place: Place): readonly string[] {
  const { if: condition, then: consequence = true, else: alternative = true } = schema;
  if (condition === undefined || (isOpen(consequence) && isOpen(alternative))) return [];
  const { access, scope } = place;
  return withAlias({ access, scope, needsAlias: true }, (alias) => {
    const test = toPredicate(condition, alias, scope, 'Condition');
    const yes = withAlias(place, (part) => printGuard(consequence, part, scope));
    const no = withAlias(place, (part) => printGuard(alternative, part, scope));
    if (yes.length === 0) return [`if (${printTest(negate(test))}) {`, ...no, '}'];
    return [`if (${printTest(test)}) {`, ...yes, ...(no.length === 0 ? [] : ['} else {', ...no]), '}'];
  });
}

/** A second name of unknown type: what the compiler has learned of the value so far could contradict a subschema. */
function withAlias(
  { access, scope, needsAlias }: Place,
  print: (alias: string) => readonly string[],
): readonly string[] {
  if (!needsAlias) return print(access);
  const alias = local(scope, 'candidate');
  return withConstant(alias, access, print(alias), ': unknown');
}
