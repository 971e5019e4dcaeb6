/** Pages as async iterators: one request at a time, when the caller asks for it. */
import { call } from './call.js';
import type { Connection } from './connection.js';
import { RequestError } from './errors.js';
import type { Operation } from './operation.js';
import type { CallOptions } from './settings.js';

/** How an operation pages. Pointers (RFC 6901) lead into the answer. */
export type Pagination =
  /** `next` holds the value of `parameter` for the next page. */
  | { readonly kind: 'cursor'; readonly parameter: string; readonly next: string; readonly items: string }
  /** `next` holds the next number, or anything that says that there is one. */
  | {
      readonly kind: 'page';
      readonly parameter: string;
      readonly first: number;
      readonly next: string;
      readonly items: string;
    }
  /** `parameter` counts items; `total` says how many there are. */
  | {
      readonly kind: 'offset';
      readonly parameter: string;
      readonly limit: string;
      readonly total: string;
      readonly items: string;
    };

/** Each page of a list, from the one that the parameters ask for. */
export async function* pages<Params extends object, Result>(
  connection: Connection,
  operation: Operation<Params, Result, unknown>,
  rule: Pagination,
  params: Params,
  options?: CallOptions,
): AsyncGenerator<NonNullable<Result>> {
  let values: Params | undefined = params;
  while (values !== undefined) {
    const page: Result = await call(connection, operation, values, options);
    if (page === undefined || page === null) return;
    yield page;
    const position: unknown = (values as Readonly<Record<string, unknown>>)[rule.parameter];
    const next = nextPosition(rule, position, page);
    if (next !== undefined && next === position) throw new RequestError('repeated_page', operation.id);
    values = next === undefined ? undefined : { ...values, [rule.parameter]: next };
  }
}

/** Each item of each page; of a map, each entry as name and value. */
export async function* items<Params extends object, Result, Item>(
  connection: Connection,
  operation: Operation<Params, Result, unknown>,
  rule: Pagination,
  params: Params,
  options?: CallOptions,
): AsyncGenerator<Item> {
  for await (const page of pages(connection, operation, rule, params, options)) yield* itemsOf(page, rule) as Item[];
}

function nextPosition(rule: Pagination, position: unknown, page: unknown): unknown {
  if (rule.kind === 'offset') {
    const count = itemsOf(page, rule).length;
    const next = Number(position ?? 0) + count;
    return count > 0 && next < Number(valueAt(page, rule.total)) ? next : undefined;
  }
  const next = valueAt(page, rule.next);
  if (next === undefined || next === null || next === '' || next === false) return undefined;
  if (rule.kind === 'cursor' || typeof next === 'number') return next;
  return Number(position ?? rule.first) + 1;
}

function itemsOf(page: unknown, rule: Pagination): readonly unknown[] {
  const found = valueAt(page, rule.items);
  if (Array.isArray(found)) return found;
  return typeof found === 'object' && found !== null ? Object.entries(found) : [];
}

function valueAt(root: unknown, pointer: string): unknown {
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return tokens.reduce<unknown>(
    (value, token) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, token)
        ? (value as Readonly<Record<string, unknown>>)[token]
        : undefined,
    root,
  );
}
