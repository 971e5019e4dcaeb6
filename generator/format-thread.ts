/** A thread that formats what it is sent, one file after another. */
import { parentPort } from 'node:worker_threads';

import type { FileFacts, GeneratedFile } from './emit/emitter.js';
import { createFactFinder } from './file-facts.js';
import { formatText, loadFormatter } from './format-text.js';
import { answerQuestions } from './thread.js';

/** The text of a file in pieces, then what follows from it. */
export type Formatted =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: FileFacts };

// While the main thread has nothing to format yet.
await loadFormatter();

answerQuestions(parentPort, async function* ({ path, content }: GeneratedFile): AsyncGenerator<Formatted> {
  const finder = createFactFinder(path);
  for await (const text of formatText(path, content)) {
    finder.add(text);
    yield { kind: 'text', text };
  }
  yield { kind: 'facts', facts: finder.done() };
});
