/** `unevaluatedProperties` and `unevaluatedItems`: which parts of a value the other keywords have looked at. */
import type { Schema, SchemaObject } from '../../schema.js';
import { type Definitions, isOpen, referencedName } from './analysis.js';
import { printGuard, toPredicate } from './guard.js';
import { namesTest, presence, readMember } from './guard-object.js';
import { patternConstant } from './guard-scalar.js';
import { type FunctionScope, local, runtime } from './scope.js';
import { withConstant } from './statements.js';
import { always, and, atom, call, negate, or, printTest, type Test } from './tests.js';

/** Something that must hold for the value before a subschema counts. */
type Condition =
  | { readonly kind: 'matches' | 'differs'; readonly schema: Schema }
  | { readonly kind: 'has'; readonly member: string };

/** What one subschema evaluates, and when. */
interface Evaluation {
  readonly conditions: readonly Condition[];
  readonly schema: SchemaObject;
  /** True for the schema that holds the `unevaluated` keyword itself. */
  readonly isRoot: boolean;
}

/** Facts about a value, and the test that a part was evaluated, given the facts. */
export interface Coverage {
  readonly facts: readonly string[];
  readonly covered: Test;
}

/** Statements for `unevaluatedProperties` of an object. */
export function printUnevaluatedProperties(
  schema: SchemaObject,
  access: string,
  scope: FunctionScope,
): readonly string[] {
  const rest = schema.unevaluatedProperties;
  if (rest === undefined || isOpen(rest)) return [];
  const [whole, name, part] = [local(scope, 'whole'), local(scope, 'name'), local(scope, 'member')];
  const names: string[] = [];
  const coverage = coverMembers(schema, whole, name, scope, () => names[names.push(local(scope, 'fact')) - 1] ?? '');
  if (coverage.covered.kind === 'always') return [];
  const facts = coverage.facts.map((fact, index) => `const ${names[index]} = ${fact};`);
  const skip = `if (${printTest(or([negate(presence(part)), coverage.covered]))}) continue;`;
  const body = [`const ${part} = ${access}[${name}];`, skip, ...printGuard(rest, part, scope)];
  return withConstant(whole, access, [...facts, `for (const ${name} in ${access}) {`, ...body, '}'], ': unknown');
}

/** Statements for `unevaluatedItems` of an array. */
export function printUnevaluatedItems(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  const rest = schema.unevaluatedItems;
  if (rest === undefined || isOpen(rest)) return [];
  const [whole, index, item] = [local(scope, 'whole'), local(scope, 'index'), local(scope, 'item')];
  const names: string[] = [];
  const coverage = coverItems(
    schema,
    whole,
    index,
    item,
    scope,
    () => names[names.push(local(scope, 'fact')) - 1] ?? '',
  );
  if (coverage.covered.kind === 'always') return [];
  const facts = coverage.facts.map((fact, position) => `const ${names[position]} = ${fact};`);
  const skip = coverage.covered.kind === 'never' ? [] : [`if (${printTest(coverage.covered)}) continue;`];
  const body = withConstant(item, `${access}[${index}]`, [...skip, ...printGuard(rest, item, scope)]);
  return withConstant(
    whole,
    access,
    [...facts, `for (let ${index} = 0; ${index} < ${access}.length; ${index}++) {`, ...body, '}'],
    ': unknown',
  );
}

/** Which members were evaluated; `fact` names the next fact. */
export function coverMembers(
  schema: SchemaObject,
  whole: string,
  name: string,
  scope: FunctionScope,
  fact: () => string,
): Coverage {
  return cover(schema, whole, scope, fact, ({ schema: part, isRoot }) => {
    const isAll = part.additionalProperties !== undefined || (!isRoot && part.unevaluatedProperties !== undefined);
    if (isAll) return always;
    const patterns = Object.keys(part.patternProperties ?? {}).map((pattern) =>
      call(`${patternConstant(pattern, scope)}.test(${name})`),
    );
    return or([namesTest(Object.keys(part.properties ?? {}), name, scope), ...patterns]);
  });
}

/** Which items were evaluated; `fact` names the next fact. */
export function coverItems(
  schema: SchemaObject,
  whole: string,
  index: string,
  item: string,
  scope: FunctionScope,
  fact: () => string,
): Coverage {
  return cover(schema, whole, scope, fact, ({ schema: part, isRoot }) => {
    if (part.items !== undefined || (!isRoot && part.unevaluatedItems !== undefined)) return always;
    const count = part.prefixItems?.length ?? 0;
    const prefix = count === 0 ? [] : [atom(`${index} < ${count}`, `${index} >= ${count}`)];
    return or([
      ...prefix,
      ...(part.contains === undefined ? [] : [toPredicate(part.contains, item, scope, 'Contained')]),
    ]);
  });
}

function cover(
  schema: SchemaObject,
  whole: string,
  scope: FunctionScope,
  fact: () => string,
  covers: (evaluation: Evaluation) => Test,
): Coverage {
  const facts: string[] = [];
  const tests = evaluations(schema, [], scope.module.package.definitions, true, 0).map((evaluation) => {
    const covered = covers(evaluation);
    if (covered.kind === 'never' || evaluation.conditions.length === 0) return covered;
    facts.push(printTest(and(evaluation.conditions.map((condition) => conditionTest(condition, whole, scope)))));
    const name = fact();
    return and([atom(name, name.endsWith('true') ? name.replace('===', '!==') : `!${name}`), covered]);
  });
  return { facts, covered: or(tests) };
}

function conditionTest(condition: Condition, whole: string, scope: FunctionScope): Test {
  if (condition.kind === 'has') {
    const isObject = call(`${runtime(scope.module, 'kinds', 'isObject')}(${whole})`);
    return and([isObject, presence(readMember(whole, condition.member, scope))]);
  }
  const test = toPredicate(condition.schema, whole, scope, 'Evaluated');
  return condition.kind === 'matches' ? test : negate(test);
}

function evaluations(
  schema: Schema,
  conditions: readonly Condition[],
  definitions: Definitions,
  isRoot: boolean,
  depth: number,
): readonly Evaluation[] {
  if (typeof schema === 'boolean' || depth > 50) return [];
  const into = (part: Schema, ...more: readonly Condition[]): readonly Evaluation[] =>
    evaluations(part, [...conditions, ...more], definitions, false, depth + 1);
  const { if: condition, then: consequence = true, else: alternative = true } = schema;
  return [
    { conditions, schema, isRoot },
    ...(schema.$ref === undefined ? [] : into(definitions.get(referencedName(schema.$ref)) ?? true)),
    ...(schema.allOf ?? []).flatMap((part) => into(part)),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((part) =>
      into(part, { kind: 'matches', schema: part }),
    ),
    ...(condition === undefined
      ? []
      : [
          ...into(condition, { kind: 'matches', schema: condition }),
          ...into(consequence, { kind: 'matches', schema: condition }),
          ...into(alternative, { kind: 'differs', schema: condition }),
        ]),
    ...Object.entries(schema.dependentSchemas ?? {}).flatMap(([member, part]) => into(part, { kind: 'has', member })),
  ];
}
