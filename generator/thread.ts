/** A second thread of this program: it is asked one thing after another, and answers each in pieces. */
import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

import { InternalError } from './diagnostics.js';

/** Run from its sources the program stays in one thread, because a new one could not read them. */
export const HAS_THREADS = import.meta.filename.endsWith('.js');

export interface Thread<Question, Piece> {
  /** Answers come in the order of the questions. Throws for a question that cannot be copied. */
  readonly ask: (question: Question) => Promise<readonly Piece[]>;
  /** From here on the process waits for the thread; a run that fails before is not kept from ending by it. */
  readonly hold: () => void;
  readonly end: () => Promise<unknown>;
}

/** What a thread says of the question at hand: a piece of the answer, that there is no more of it, or why there is none. */
type Answer<Piece> =
  | { readonly kind: 'piece'; readonly piece: Piece }
  | { readonly kind: 'end' }
  | { readonly kind: 'failure'; readonly message: string };

interface Asked<Piece> {
  readonly pieces: Piece[];
  readonly resolve: (pieces: readonly Piece[]) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the thread whose module lies beside the program's; `nursery` is what its youngest objects may take, in MB. */
export function startThread<Question, Piece>(module: string, nursery: number): Thread<Question, Piece> {
  const worker = new Worker(new URL(module, import.meta.url), {
    env: SHARE_ENV,
    resourceLimits: { maxYoungGenerationSizeMb: nursery },
  });
  worker.unref();
  const waiting: Asked<Piece>[] = [];
  worker.on('message', (answer: Answer<Piece>) => {
    const [first] = waiting;
    if (answer.kind === 'piece') {
      first?.pieces.push(answer.piece);
      return;
    }
    waiting.shift();
    if (answer.kind === 'failure') first?.reject(new InternalError(answer.message));
    else first?.resolve(first.pieces);
  });
  let ended: Error | undefined;
  const fail = (error: Error): void => {
    ended ??= error;
    for (const asked of waiting.splice(0)) asked.reject(ended);
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new InternalError('a thread ended before its work was done')));
  return {
    ask: async (question) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) {
          reject(ended);
          return;
        }
        worker.postMessage(question);
        waiting.push({ pieces: [], resolve, reject });
      }),
    hold: () => worker.ref(),
    end: async () => worker.terminate(),
  };
}

/** The other side: answers what this thread is asked, one thing after another. */
export function answerQuestions<Piece>(
  port: MessagePort | null,
  answer: (question: never) => AsyncIterable<Piece> | Iterable<Piece>,
): void {
  const say = (message: Answer<Piece>): void => port?.postMessage(message);
  const answerWhole = async (question: never): Promise<void> => {
    try {
      for await (const piece of answer(question)) say({ kind: 'piece', piece });
      say({ kind: 'end' });
    } catch (error) {
      say({ kind: 'failure', message: error instanceof Error ? error.message : 'a thread failed' });
    }
  };
  let last: Promise<void> = Promise.resolve();
  port?.on('message', (question: unknown) => {
    last = last.then(async () => answerWhole(question as never));
  });
}
