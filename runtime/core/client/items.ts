/** Looking at streams: each item on its way to the caller, on the same levels as a whole answer. */
import { RequestError } from './errors.js';
import { forStatus, own } from './own.js';
import type { Exchange } from './send.js';
import type { DriftReport } from './validation.js';

/** What looks at each item of a stream, and finds nothing in the stream itself. */
export interface ItemLook<Found> {
  (body: unknown): Found | readonly never[];
  readonly item: (item: unknown) => Found;
}

/** What looks at the items of a stream; `whole` looks at answers that are none, where an operation has both. */
export function eachItem<Found extends object>(
  item: (item: unknown) => Found,
  whole?: (body: unknown) => Found,
): ItemLook<Found> {
  return Object.assign(
    (body: unknown) => (whole === undefined || Symbol.asyncIterator in Object(body) ? [] : whole(body)),
    { item },
  );
}

/**
 * The items of an answer, each looked at before it is handed on, as `asSent` gives it. With `strict`, one of a wrong
 * shape ends the stream with an error, and the connection is closed; the error and reports say which item it is.
 */
export async function* lookedAt<Item>(
  items: AsyncIterable<Item>,
  { status }: Response,
  [operation, settings, options]: Exchange,
  asSent: (item: Item) => unknown = (item) => item,
): AsyncGenerator<Item> {
  const level = options.validation ?? settings.validation ?? 'off';
  const { validators } = settings;
  // Without validators the call itself has failed.
  if (level === 'off' || validators === undefined) {
    yield* items;
    return;
  }
  const { validate, findDrift = {} } = typeof validators === 'function' ? await validators(level) : validators;
  const check = itemLook(forStatus(own(validate, operation.id), status));
  const find = itemLook(forStatus(own(findDrift, operation.id), status));
  let index = 0;
  for await (const item of items) {
    const [form, issues] = judged(asSent(item), item, check);
    if (level === 'strict' && issues.length > 0)
      throw Object.assign(new RequestError('invalid_answer', operation.id, { issues }), { item: index });
    const findings = find?.(form) ?? [];
    const report: DriftReport = { operation: operation.id, status, item: index, issues, findings };
    if (issues.length + findings.length > 0) settings.onDrift?.(report);
    yield item;
    index += 1;
  }
}

/** What a validator answers. */
interface Verdict {
  readonly issues?: readonly unknown[] | undefined;
}

function itemLook<Found extends object>(
  look: ((body: unknown) => Found) | undefined,
): ((item: unknown) => Found) | undefined {
  return (look as Partial<ItemLook<Found>> | undefined)?.item;
}

/** What was sent, or with what the client has added where less is wrong with it so; and what that is. */
function judged(
  sent: unknown,
  item: unknown,
  check: (value: unknown) => Verdict = () => ({}),
): readonly [form: unknown, issues: readonly unknown[]] {
  const { issues = [] } = check(sent);
  if (issues.length === 0 || sent === item) return [sent, issues];
  const { issues: others = [] } = check(item);
  return others.length < issues.length ? [item, others] : [sent, issues];
}
