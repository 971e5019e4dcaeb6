/** The last step on generated text: oxfmt for TypeScript, JSON and Markdown as they are printed. Its version is pinned. */
import { startFormatThread } from './aside.js';
import type { FormatThread } from './aside.js';
import type { FileFacts, GeneratedFile } from './emit/emitter.js';
import { formatFile } from './format-file.js';
import { LARGE, limitFormatter, loadFormatter } from './format-text.js';
import { HAS_THREADS } from './thread.js';

/** Formats files while others are still being printed. */
export interface Formatter {
  readonly add: (file: GeneratedFile) => void;
  /** All files that were added, in that order. Nothing is added afterwards. */
  readonly done: () => Promise<readonly GeneratedFile[]>;
}

/** From this many characters on a second thread is worth its start. */
const WORTH_A_THREAD = 500_000;

/**
 * Starts without files. A thread that is there takes all of them. Without one the library is loaded here: it has a thread
 * of its own for small texts, and works while the next ones are printed. Cutting up large ones needs the main thread, which
 * printing leaves no time: from the first very large text on all go to another thread. Large texts go one after another,
 * as the formatter's memory is many times their size.
 */
export async function createFormatter(given?: FormatThread): Promise<Formatter> {
  limitFormatter();
  if (given === undefined) await loadFormatter();
  const results: Promise<GeneratedFile>[] = [];
  let thread = given;
  let last: Promise<unknown> = Promise.resolve();
  return {
    add: (file) => {
      if (!needsFormat(file)) {
        results.push(Promise.resolve(file));
        return;
      }
      if (file.content.length > WORTH_A_THREAD && HAS_THREADS) thread ??= startFormatThread();
      const isSmall = file.content.length <= LARGE;
      const before = isSmall ? Promise.resolve() : last;
      const result = thread === undefined ? before.then(async () => formatHere(file)) : formatThere(file, thread);
      // A failure is reported by `done`; until then it must not end the process.
      last = Promise.all([last, result]).catch(() => undefined);
      results.push(result);
    },
    done: async () => {
      try {
        thread?.hold();
        return await Promise.all(results);
      } finally {
        void thread?.end();
      }
    },
  };
}

/** Formats every TypeScript file. */
export async function formatFiles(files: readonly GeneratedFile[]): Promise<readonly GeneratedFile[]> {
  const formatter = await createFormatter();
  for (const file of files) formatter.add(file);
  return formatter.done();
}

/** Copies of the runtime are formatted where they are written by hand, not here. */
export function needsFormat({ path, isLaidOut }: GeneratedFile): boolean {
  return isLaidOut !== true && path.endsWith('.ts') && !path.startsWith('src/runtime/');
}

async function formatHere(file: GeneratedFile): Promise<GeneratedFile> {
  const pieces: string[] = [];
  for await (const piece of formatFile(file)) pieces.push(piece);
  return { path: file.path, content: pieces.join('') };
}

async function formatThere(file: GeneratedFile, thread: FormatThread): Promise<GeneratedFile> {
  const texts: string[] = [];
  let facts: FileFacts | undefined;
  for (const piece of await thread.ask(file)) {
    if (piece.kind === 'text') texts.push(piece.text);
    else facts = piece.facts;
  }
  return { path: file.path, content: texts.join(''), ...(facts === undefined ? {} : { facts }) };
}
