/** The lines of a text at which places of its document stand, for annotations. */
import { EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';
import type { Event } from 'js-yaml';
import { escapeToken } from '../pointer.js';

/** A mapping or a sequence that is being read. */
interface Frame {
  /** Undefined below a key that is not a text. */
  readonly pointer: string | undefined;
  readonly isSequence: boolean;
  /** The key that waits for its value. */
  key: string | undefined;
  isKeyNext: boolean;
  index: number;
}

/**
 * Lines, from 1, of the places that a YAML or JSON text has; a member stands where its name does. The text is well-formed;
 * what is behind an alias is not looked for.
 */
export function linesOf(text: string, pointers: Iterable<string>): ReadonlyMap<string, number> {
  const wanted = new Set(pointers);
  const offsets = new Map<string, number>(wanted.has('') ? [['', 0]] : []);
  const stack: Frame[] = [];
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.DOCUMENT) stack.push(frame('', true, true));
    else if (event.type === EVENT_ID.POP) stack.pop();
    else place(event, text, stack, (pointer, offset) => wanted.has(pointer) && offsets.set(pointer, offset));
  }
  return toLines(text, offsets);
}

/** Follows one event; notes the pointer of a name or an item where it begins. */
function place(event: Event, text: string, stack: Frame[], note: (pointer: string, offset: number) => void): void {
  const outer = stack.at(-1);
  if (outer === undefined) return;
  const start = startOf(event);
  let pointer = outer.pointer;
  if (!outer.isSequence && outer.isKeyNext) {
    outer.key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : undefined;
    pointer = below(outer.pointer, outer.key);
    if (pointer !== undefined) note(pointer, start);
    outer.isKeyNext = false;
    // A name that is a list or a mapping of its own has no pointer.
    pointer = undefined;
  } else if (outer.isSequence) {
    // The document itself counts as a sequence of one, whose item has its pointer.
    if (stack.length > 1) {
      pointer = below(outer.pointer, String(outer.index));
      if (pointer !== undefined) note(pointer, start);
    }
    outer.index += 1;
  } else {
    pointer = below(outer.pointer, outer.key);
    outer.isKeyNext = true;
  }
  if (event.type === EVENT_ID.MAPPING) stack.push(frame(pointer, false, true));
  if (event.type === EVENT_ID.SEQUENCE) stack.push(frame(pointer, true, false));
}

function frame(pointer: string | undefined, isSequence: boolean, isKeyNext: boolean): Frame {
  return { pointer, isSequence, key: undefined, isKeyNext, index: 0 };
}

function startOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  return event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE ? event.start : 0;
}

function below(pointer: string | undefined, token: string | undefined): string | undefined {
  return pointer === undefined || token === undefined ? undefined : `${pointer}/${escapeToken(token)}`;
}

/** Offsets as lines, in one pass over the text. */
function toLines(text: string, offsets: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let [line, end] = [1, text.indexOf('\n')];
  for (const [pointer, offset] of [...offsets].sort(([, left], [, right]) => left - right)) {
    for (; end !== -1 && end < offset; end = text.indexOf('\n', end + 1)) line += 1;
    lines.set(pointer, line);
  }
  return lines;
}
