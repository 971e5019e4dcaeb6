/** Statements for the items of a value that is known to be an array. */
import type { SchemaObject } from '../../schema.js';
import { isOpen } from './analysis.js';
import { printUnevaluatedItems } from './evaluated.js';
import { printGuard, toPredicate } from './guard.js';
import { type FunctionScope, local, runtime } from './scope.js';
import { printTest } from './tests.js';

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
    ...(schema.uniqueItems === true ? [`if (!${runtime(scope.module, 'compare', 'hasUniqueItems')}(${access})) return false;`] : []),
    ...printUnevaluatedItems(schema, access, scope),
  ];
}

function printPrefix(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  return (schema.prefixItems ?? []).flatMap((part, index) => {
    if (isOpen(part)) return [];
    if (part === false) return [`if (${access}.length > ${index}) return false;`];
    const item = local(scope, 'item');
    const body = printGuard(part, item, scope);
    return [`if (${access}.length > ${index}) {`, `const ${item} = ${access}[${index}];`, ...body, '}'];
  });
}

function printItems(schema: SchemaObject, access: string, scope: FunctionScope): readonly string[] {
  const { items = true, prefixItems = [] } = schema;
  if (isOpen(items)) return [];
  const start = prefixItems.length;
  if (items === false) return [`if (${access}.length > ${start}) return false;`];
  const item = local(scope, 'item');
  const body = printGuard(items, item, scope);
  if (body.length === 0) return [];
  if (start === 0) return [`for (const ${item} of ${access}) {`, ...body, '}'];
  const index = local(scope, 'index');
  const head = `for (let ${index} = ${start}; ${index} < ${access}.length; ${index}++) {`;
  return [head, `const ${item} = ${access}[${index}];`, ...body, '}'];
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
    `for (const ${item} of ${access}) {`,
    `if (${printTest(test)}) ${count}++;`,
    '}',
    ...(minContains > 0 ? [`if (${count} < ${minContains}) return false;`] : []),
    ...most,
  ];
}
