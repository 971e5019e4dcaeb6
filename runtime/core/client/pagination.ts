/** Pages as async iterators: one request at a time, when the caller asks for it. */
import { successOf } from './call.js';
import type { Connection, RawAnswer } from './connection.js';
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
    }
  /** The `Link` header of the answer names the next page (RFC 8288). */
  | { readonly kind: 'link'; readonly items: string };

/** Each page of a list, from the one that the parameters ask for. */
export async function* pages<Params extends object, Result>(
  connection: Connection,
  operation: Operation<Params, Result, unknown>,
  rule: Pagination,
  params: Params,
  options?: CallOptions,
): AsyncGenerator<NonNullable<Result>> {
  let next: Request<Params> | undefined = { operation, params, position: positionOf(rule, params) };
  while (next !== undefined) {
    const asked: Request<Params> = next;
    const answer: RawAnswer = await successOf(connection, asked.operation, asked.params, options);
    if (answer.body === undefined || answer.body === null) return;
    yield answer.body as NonNullable<Result>;
    next = nextRequest(operation, rule, asked, answer);
    if (next !== undefined && next.position === asked.position) throw new RequestError('repeated_page', operation.id);
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

/** What to send for one page, and what tells it from the others. */
interface Request<Params> {
  readonly operation: Operation<Params, unknown, unknown>;
  readonly params: Params;
  readonly position: unknown;
}

function positionOf(rule: Pagination, params: object): unknown {
  return rule.kind === 'link' ? undefined : (params as Readonly<Record<string, unknown>>)[rule.parameter];
}

function nextRequest<Params extends object>(
  operation: Operation<Params, unknown, unknown>,
  rule: Pagination,
  { params }: Request<Params>,
  answer: RawAnswer,
): Request<Params> | undefined {
  if (rule.kind === 'link') {
    const query = nextQuery(answer.headers.get('link') ?? '');
    if (query === undefined) return undefined;
    // The query only: a link to another host must not take the credentials along.
    const parameters = operation.parameters.filter((parameter) => parameter.put !== undefined);
    return { operation: { ...operation, path: operation.path + query, parameters }, params, position: query };
  }
  const position = nextPosition(rule, positionOf(rule, params), answer.body);
  return position === undefined
    ? undefined
    : { operation, params: { ...params, [rule.parameter]: position }, position };
}

/** The query of the link with `rel="next"`. */
function nextQuery(header: string): string | undefined {
  for (const [, target = '', attributes = ''] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (/;\s*rel\s*=\s*(next\b|"([^"]* )?next[ "])/i.test(attributes) && URL.canParse(target, 'https://x'))
      return new URL(target, 'https://x').search.replaceAll('{', '%7B');
  }
  return undefined;
}

function nextPosition(rule: Exclude<Pagination, { kind: 'link' }>, position: unknown, page: unknown): unknown {
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
