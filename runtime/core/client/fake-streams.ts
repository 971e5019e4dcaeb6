/** Streams of test doubles: items as the texts in which they travel. */

/** How the stream of an operation is written. */
export interface FakeStream {
  readonly mediaType: string;
  readonly text: (item: unknown) => string;
}

/** A line of JSON. */
export function jsonLine(item: unknown): string {
  return `${JSON.stringify(item)}\n`;
}

/** An event that has an item as its data. */
export function dataEvent(item: unknown): string {
  return serverSentEvent({ data: item });
}

/** An event with the fields of an item; data that is no text is JSON. */
export function serverSentEvent(item: unknown): string {
  const { data, ...fields } = item as Readonly<Record<string, unknown>>;
  const text = typeof data === 'string' ? data : JSON.stringify(data ?? null);
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value as string | number}`);
  return [...lines, ...text.split('\n').map((line) => `data: ${line}`), '', ''].join('\n');
}

/** True for what is to be sent as a stream: anything to be iterated that waits, or a list. */
export function isStream(body: unknown): body is AsyncIterable<unknown> | readonly unknown[] {
  return Array.isArray(body) || (typeof body === 'object' && body !== null && Symbol.asyncIterator in body);
}

/** The body of an answer: an item is taken when it is asked for, and what throws breaks the connection. */
export function streamBody(
  items: AsyncIterable<unknown> | readonly unknown[],
  { text }: FakeStream,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = iterate(items);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(text(next.value)));
    },
    async cancel() {
      await iterator.return(undefined);
    },
  });
}

async function* iterate(items: AsyncIterable<unknown> | readonly unknown[]): AsyncGenerator<unknown, void> {
  yield* items;
}
