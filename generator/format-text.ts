/** The text of one generated file in, the same as oxfmt lays it out. */
import type * as oxfmt from 'oxfmt';

import { InternalError } from './diagnostics.js';

const OPTIONS = { printWidth: 120, singleQuote: true, sortImports: false } as const;

/** Beyond this many characters a text is formatted in parts: the formatter's memory is many times the size of a text. */
export const LARGE = 40_000;

/** The formatter's own threads and its allocator: one thread is enough, and what is no longer used is given back. */
const FRUGAL = { TOKIO_WORKER_THREADS: '1', MIMALLOC_PURGE_DELAY: '0' } as const;

/** Asks the formatter for thrift; it reads this from the environment of the process when it is first loaded. */
export function limitFormatter(): void {
  for (const [name, value] of Object.entries(FRUGAL)) process.env[name] ??= value;
}

/** Loads the library, which most runs need not. */
export async function loadFormatter(): Promise<typeof oxfmt> {
  return import('oxfmt');
}

/** The formatted text in pieces that join to the whole. Throws where it does not parse, which is a bug of an emitter. */
export async function* formatText(path: string, text: string, large = LARGE): AsyncGenerator<string> {
  const { format } = await loadFormatter();
  let start = 0;
  let end = 0;
  let failure = '';
  while (end < text.length) {
    end = text.length <= large ? text.length : nextCut(text, Math.max(end, start + large / 2));
    const { code, errors } = await format(path, text.slice(start, end), OPTIONS);
    failure = errors[0]?.message ?? '';
    // A part that was cut in a wrong place is joined by the next one.
    if (failure !== '') continue;
    yield start === 0 ? code : `\n${code}`;
    start = end;
  }
  if (failure !== '') throw new InternalError(`${path} does not parse: ${failure}`);
}

/** Whole statements: cut at blank lines before what looks like the start of one. */
function nextCut(text: string, from: number): number {
  const pattern = /\n\n(?=\/\*\* |export |function )/g;
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
