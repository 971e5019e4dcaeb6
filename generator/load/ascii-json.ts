/** JSON of megabytes for the engine's parser, which reads a text of one byte for each sign fastest, in half of the memory. */
import { isAscii } from 'node:buffer';

const BACKSLASH = 92;

/** With more places than this that are not ASCII, to escape them takes longer than it saves. */
const FEW = 20_000;

/**
 * The same JSON in ASCII: every other sign of a text is escaped. Undefined where that is not worth it, or where a sign
 * has a backslash before it, which is wrong and must stay so.
 */
export function asciiJson(bytes: Buffer): string | undefined {
  const latin1 = bytes.toString('latin1');
  if (isAscii(bytes)) return latin1;
  const parts: string[] = [];
  let start = 0;
  for (const { 0: run, index } of latin1.matchAll(/[\x80-\xff]+/g)) {
    if (parts.length > 2 * FEW || latin1.charCodeAt(index - 1) === BACKSLASH) return undefined;
    parts.push(latin1.slice(start, index), escaped(Buffer.from(run, 'latin1').toString('utf8')));
    start = index + run.length;
  }
  return [...parts, latin1.slice(start)].join('');
}

function escaped(text: string): string {
  return Array.from(text.split(''), (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}
