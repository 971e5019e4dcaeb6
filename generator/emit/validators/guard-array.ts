/** Statements for the items of a value that is known to be an array. */
import type { SchemaObject } from '../../schema.js';
import { isOpen } from './analysis.js';
import { printUnevaluatedItems } from './evaluated.js';
import { printGuard, printRefusal, toPredicate } from './guard.js';
import { type FunctionScope, local, runtime } from './scope.js';
import { block, usesName, withConstant } from './statements.js';
import { printTest, type Test } from './tests.js';

/** Statements that return false unless the items match. */
export function printArrayStatements(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  const lines: string[] = [];
  const { minItems = 0, maxItems } = schema;
  if (minItems > 0) lines.push(`if (${access}.length < ${minItems}) return false;`);
  if (maxItems !== undefined) lines.push(`if (${access}.length > ${maxItems}) return false;`);
  return [
    ...lines,
    ...printPrefix(schema, access, scope),
    ...printItems(schema, access, scope),
    ...printContains(schema, access, scope),
    ...(schema.uniqueItems === true
      ? [`if (!${runtime(scope.module, 'compare', 'hasUniqueItems')}(${access})) return false;`]
      : []),
    ...printUnevaluatedItems(schema, access, scope),
  ];
}

function printPrefix(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  return (schema.prefixItems ?? []).flatMap((part, index) => {
    if (isOpen(part)) return [];
    if (part === false) return [`if (${access}.length > ${index}) return false;`];
    const item = local(scope, 'item');
    const body = printGuard(part, item, scope);
    return block(`if (${access}.length > ${index}) {`, withConstant(item, `${access}[${index}]`, body));
  });
}

function printItems(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  const { items = true, prefixItems = [] } = schema;
  if (isOpen(items)) return [];
  const start = prefixItems.length;
  if (items === false) return [`if (${access}.length > ${start}) return false;`];
  const item = local(scope, 'item');
  const body = printRefusal(toPredicate(items, item, scope, `${access}-item`));
  if (body.length === 0) return [];
  if (start === 0 && usesName(body, item)) return [`for (const ${item} of ${access}) {`, ...body, '}'];
  const index = local(scope, 'index');
  const head = `for (let ${index} = ${start}; ${index} < ${access}.length; ${index}++) {`;
  return block(head, withConstant(item, `${access}[${index}]`, body));
}

function printContains(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  const { contains, minContains = 1, maxContains } = schema;
  if (contains === undefined || (minContains === 0 && maxContains === undefined)) return [];
  const item = local(scope, 'item');
  const count = local(scope, 'count');
  const test = toPredicate(contains, item, scope, 'Contained');
  const most = maxContains === undefined ? [] : [`if (${count} > ${maxContains}) return false;`];
  return [
    `let ${count} = 0;`,
    ...printCount(count, access, item, test),
    ...(minContains > 0 ? [`if (${count} < ${minContains}) return false;`] : []),
    ...most,
  ];
}

function printCount(count: string, access: string, item: string, test: Test): readonly string[] {
  if (test.kind === 'never') return [];
  if (test.kind === 'always') return [`${count} = ${access}.length;`];
  return [`for (const ${item} of ${access}) {`, `if (${printTest(test)}) ${count}++;`, '}'];
}
