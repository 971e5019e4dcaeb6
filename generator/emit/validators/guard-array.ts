/** Statements for the items of a value that is known to be an array. */
import type { Schema, SchemaObject } from '../../schema.js';
import { isOpen, isOpenBut, referencedName } from './analysis.js';
import { printUnevaluatedItems } from './evaluated.js';
import { printGuard, printRefusal, toPredicate } from './guard.js';
import { type FunctionScope, fromModuleOf, local, type ModuleScope, predicateName, runtime } from './scope.js';
import { block, withConstant } from './statements.js';
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
  const searcher = scope.isRecursive ? undefined : toSearcher(items, scope.module);
  if (searcher !== undefined) {
    const isEach = runtime(scope.module, 'search', 'isEach');
    return [`if (!${isEach}(${searcher}, ${access}, ${start})) return false;`];
  }
  const index = local(scope, 'index');
  const head = `for (let ${index} = ${start}; ${index} < ${access}.length; ${index}++) {`;
  return block(head, withConstant(item, `${access}[${index}]`, body));
}

/** The guard of a list's items, if there is one; that of a recursive schema would be asked again at every level. */
export function itemGuard(items: Schema, module: ModuleScope): string | undefined {
  if (typeof items === 'boolean') return undefined;
  const name = items.$ref === undefined || !isOpenBut(items, '$ref') ? undefined : referencedName(items.$ref);
  if (name === undefined) return module.predicateNames.get(module.shared.get(items)?.schema ?? items);
  return module.package.recursive.has(name) ? undefined : fromModuleOf(module, name, 'validators', `is${name}`);
}

/** The function that looks for the first wrong item: guard and check share it, so that both go as fast. */
function toSearcher(items: Schema, module: ModuleScope): string | undefined {
  const guard = itemGuard(items, module);
  if (guard === undefined) return undefined;
  const known = module.searchers.get(guard);
  if (known !== undefined) return known;
  const name = predicateName(module, `next${guard.slice(2)}`);
  const lines = [
    `function ${name}(items: readonly unknown[], index: number): number {`,
    'let next = index;',
    `while (next < items.length && ${guard}(items[next])) next++;`,
    'return next;',
    '}',
  ];
  module.predicates.push({ name, text: lines.join('\n') });
  module.searchers.set(guard, name);
  return name;
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
