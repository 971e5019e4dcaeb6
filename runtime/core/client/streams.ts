/** Answers that do not end at once: server-sent events and lines of JSON, as async iterators. */
import { RequestError } from './errors.js';
import { lookedAt } from './items.js';
import type { AnswerReader } from './operation.js';
import type { Exchange } from './send.js';
import { abortable } from './time.js';

/** One server-sent event (HTML Living Standard, 9.2). */
export interface ServerSentEvent<Data = string> {
  readonly event: string;
  readonly data: Data;
  readonly id?: string;
  readonly retry?: number;
}

/** Events with the text of their data. */
export function readEvents(response: Response, call: Exchange): Promise<AsyncIterable<ServerSentEvent>> {
  return Promise.resolve(lookedAt(eventsOf(linesOf(response, call)), response, call, eventAsSent));
}

/** The data of each event, as JSON; a final `[DONE]` ends the stream. */
export function readEventData(response: Response, call: Exchange): Promise<AsyncIterable<unknown>> {
  return Promise.resolve(lookedAt(dataOf(eventsOf(linesOf(response, call)), call), response, call));
}

/** Events whose data is JSON: all of them, or those of these types; the data of the others is text. */
export function readJsonEvents(types?: readonly string[]): AnswerReader {
  return (response, call) => {
    const events = jsonEventsOf(eventsOf(linesOf(response, call)), types, call);
    return Promise.resolve(lookedAt(events, response, call, eventAsSent));
  };
}

/** A JSON value on each line (JSON Lines, NDJSON, JSON text sequences). */
export function readJsonLines(response: Response, call: Exchange): Promise<AsyncIterable<unknown>> {
  return Promise.resolve(lookedAt(valuesOf(linesOf(response, call), call), response, call));
}

/** An event that names no type is a `message` to the caller, which is nothing new to a document that knows no types. */
function eventAsSent(item: ServerSentEvent<unknown>): object {
  const { event, ...others } = item;
  return event === 'message' ? others : item;
}

async function* dataOf(events: AsyncIterable<ServerSentEvent>, call: Exchange): AsyncGenerator {
  for await (const { data } of jsonEventsOf(events, undefined, call)) yield data;
}

async function* jsonEventsOf(
  events: AsyncIterable<ServerSentEvent>,
  types: readonly string[] | undefined,
  call: Exchange,
): AsyncGenerator<ServerSentEvent<unknown>> {
  for await (const event of events) {
    const isJson = types?.includes(event.event) ?? true;
    if (isJson && event.data === '[DONE]') return;
    yield isJson ? { ...event, data: parsed(event.data, call) } : event;
  }
}

async function* valuesOf(lines: AsyncIterable<string>, call: Exchange): AsyncGenerator {
  for await (const line of lines) {
    const text = line.replace('\u001e', '').trim();
    if (text !== '') yield parsed(text, call);
  }
}

// The platform's error would quote the text.
function parsed(text: string, [{ id }]: Exchange): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new RequestError('malformed_answer', id);
  }
}

async function* eventsOf(lines: AsyncIterable<string>): AsyncGenerator<ServerSentEvent> {
  let fields: Record<string, string> = {};
  let data: string[] = [];
  let id: string | undefined;
  for await (const line of lines) {
    if (line === '') {
      const retry = /^\d+$/.test(fields['retry'] ?? '') ? { retry: Number(fields['retry']) } : {};
      if (data.length > 0)
        yield {
          event: fields['event'] || 'message',
          data: data.join('\n'),
          ...(id === undefined ? {} : { id }),
          ...retry,
        };
      [fields, data] = [{}, []];
      continue;
    }
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') data.push(value);
    // The last id holds for the events after it, too.
    else if (name === 'id') id = value.includes('\0') ? id : value;
    else if (name === 'event' || name === 'retry') fields[name] = value;
  }
}

async function* linesOf(response: Response, [, , { signal }]: Exchange): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await abortable(reader.read(), signal);
      if (done) break;
      // A CR at the end may be the first half of CR LF: it waits for the next piece.
      const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest.replace(/\r$/, '');
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
