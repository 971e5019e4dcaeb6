/** Pages and items of a list: the rule as data, and the type of an item. */
import type { Diagnostic } from '../../diagnostics.js';
import type { OperationIR } from '../../ir/ir.js';
import { quote } from '../../ir/names.js';
import type { PaginationRule } from '../../manifest/manifest.js';
import { pointerTokens } from '../../pointer.js';
import type { Schema } from '../../schema.js';
import { literalSource } from '../source-text.js';
import { findMember, referenceName, resolveSchema, withoutNull } from './schema-table.js';
import type { SchemaTable } from './schema-table.js';

/** What the template prints for a list. */
export interface PaginationView {
  readonly name: string;
  readonly rule: string;
  readonly item: string;
}

/** View of an operation's pagination; `null` where it has none. */
export function paginationView(
  operation: OperationIR,
  schema: Schema | undefined,
  print: (name: string) => string,
  schemas: SchemaTable,
  problems: Diagnostic[],
): PaginationView | null {
  if (operation.pagination === undefined) return null;
  const rule = operation.pagination;
  const item = schema === undefined ? undefined : itemType(schema, rule.items, print, schemas);
  if (item === undefined) {
    problems.push({
      code: 'type-loss',
      severity: 'warning',
      message: `the items of "${operation.id}" have no known type: nothing is declared at ${rule.items}`,
      at: { file: operation.document, pointer: operation.pointer },
      hint: 'Correct `items` in the pagination rule, or the schema of the answer.',
    });
  }
  return { name: `${operation.id}Pagination`, rule: ruleSource(rule), item: item ?? 'unknown' };
}

/** The rule without the operations that it is for: the generated constant belongs to one of them. */
function ruleSource(rule: PaginationRule): string {
  return literalSource(Object.fromEntries(Object.entries(rule).filter(([key]) => key !== 'operations')));
}

/** Type of the items at a pointer, as an indexed access into the nearest named type. */
function itemType(
  root: Schema,
  pointer: string,
  print: (name: string) => string,
  schemas: SchemaTable,
): string | undefined {
  const name = referenceName(root);
  let source = name === undefined ? undefined : print(name);
  let schema: Schema = root;
  for (const token of pointerTokens(pointer)) {
    const found = findMember(schema, token, schemas);
    if (found?.owner !== undefined) source = print(found.owner);
    if (found === undefined || source === undefined) return undefined;
    schema = withoutNull(found.schema, schemas);
    source = `NonNullable<${source}[${quote(token)}]>`;
  }
  if (source === undefined) return undefined;
  const { type, items, additionalProperties } = resolveSchema(schema, schemas);
  if (items !== undefined || [type].flat().includes('array')) return `${source}[number]`;
  return additionalProperties === undefined || additionalProperties === false
    ? undefined
    : `readonly [name: string, value: ${source}[string]]`;
}
