/** A thread that formats what it is sent, one file after another. */
import { parentPort } from 'node:worker_threads';

import type { GeneratedFile } from './emit/emitter.js';
import { formatText } from './format-text.js';

/** What the thread says of the file at hand: a piece of it, that there is no more of it, or that it does not parse. */
export type Answer =
  | { readonly kind: 'piece'; readonly text: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'failure'; readonly message: string };

let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (file: GeneratedFile) => {
  last = last.then(async () => format(file));
});

async function format({ path, content }: GeneratedFile): Promise<void> {
  const answer = (message: Answer): void => parentPort?.postMessage(message);
  try {
    for await (const text of formatText(path, content)) answer({ kind: 'piece', text });
    answer({ kind: 'end' });
  } catch (error) {
    answer({ kind: 'failure', message: error instanceof Error ? error.message : 'the formatter failed' });
  }
}
