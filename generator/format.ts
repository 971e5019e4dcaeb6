/** The last step on generated text: oxfmt for TypeScript, JSON and Markdown as they are printed. Its version is pinned. */
import { SHARE_ENV, Worker } from 'node:worker_threads';

import type { GeneratedFile } from './emit/emitter.js';
import { InternalError } from './diagnostics.js';
import { formatText, LARGE, limitFormatter, loadFormatter } from './format-text.js';
import type { Answer } from './format-thread.js';

/** Formats files while others are still being printed. */
export interface Formatter {
  readonly add: (file: GeneratedFile) => void;
  /** All files that were added, in that order. Nothing is added afterwards. */
  readonly done: () => Promise<readonly GeneratedFile[]>;
}

/** From this many characters on a second thread is worth its start. */
const WORTH_A_THREAD = 500_000;

/** Run from its sources the program stays in one thread, because a new one could not read them. */
const IS_COMPILED = import.meta.filename.endsWith('.js');

/**
 * Starts without files, with the library loaded: it has a thread of its own for small texts, and works while the next
 * ones are printed. Cutting up large ones needs the main thread, which printing leaves no time: from the first very large
 * text on all go to another thread. Large texts go one after another, as the formatter's memory is many times their size.
 */
export async function createFormatter(): Promise<Formatter> {
  limitFormatter();
  await loadFormatter();
  const results: Promise<GeneratedFile>[] = [];
  let thread: Thread | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return {
    add: (file) => {
      if (!needsFormat(file)) {
        results.push(Promise.resolve(file));
        return;
      }
      if (file.content.length > WORTH_A_THREAD && IS_COMPILED) thread ??= startThread();
      const isSmall = file.content.length <= LARGE;
      const before = isSmall ? Promise.resolve() : last;
      const result = thread === undefined ? before.then(async () => formatHere(file)) : thread.format(file);
      // A failure is reported by `done`; until then it must not end the process.
      last = Promise.all([last, result]).catch(() => undefined);
      results.push(result);
    },
    done: async () => {
      try {
        thread?.hold();
        return await Promise.all(results);
      } finally {
        await thread?.end();
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

async function formatHere({ path, content }: GeneratedFile): Promise<GeneratedFile> {
  const pieces: string[] = [];
  for await (const piece of formatText(path, content)) pieces.push(piece);
  return { path, content: pieces.join('') };
}

interface Thread {
  readonly format: (file: GeneratedFile) => Promise<GeneratedFile>;
  /** From here on the process waits for the thread; a run that fails before is not kept from ending by it. */
  readonly hold: () => void;
  readonly end: () => Promise<unknown>;
}

interface Asked {
  readonly path: string;
  readonly pieces: string[];
  readonly resolve: (file: GeneratedFile) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that answers in the order in which it is asked. */
function startThread(): Thread {
  const worker = new Worker(new URL('./format-thread.js', import.meta.url), {
    env: SHARE_ENV,
    // Texts only pass through: a small nursery costs no time and keeps tens of megabytes from piling up.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  worker.unref();
  const waiting: Asked[] = [];
  worker.on('message', (answer: Answer) => {
    const [first] = waiting;
    if (answer.kind === 'piece') {
      first?.pieces.push(answer.text);
      return;
    }
    waiting.shift();
    if (answer.kind === 'failure') first?.reject(new InternalError(answer.message));
    else first?.resolve({ path: first.path, content: first.pieces.join('') });
  });
  let ended: Error | undefined;
  const fail = (error: Error): void => {
    ended ??= error;
    for (const asked of waiting.splice(0)) asked.reject(ended);
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new InternalError('the formatter ended before its work was done')));
  return {
    format: async (file) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) {
          reject(ended);
          return;
        }
        waiting.push({ path: file.path, pieces: [], resolve, reject });
        worker.postMessage(file);
      }),
    hold: () => worker.ref(),
    end: async () => worker.terminate(),
  };
}
