/** A thread that formats what it is sent, one file after another. */
import { parentPort } from 'node:worker_threads';

import type { FileFacts, GeneratedFile } from './emit/emitter.js';
import { createFactFinder } from './file-facts.js';
import { formatFile } from './format-file.js';
import { loadFormatter } from './format-text.js';
import { answerQuestions } from './thread.js';

/** The text of a file in pieces, then what follows from it. */
export type Formatted =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: FileFacts };

// While the main thread has nothing to format yet.
await loadFormatter();

answerQuestions(parentPort, async function* (file: GeneratedFile): AsyncGenerator<Formatted> {
  const finder = createFactFinder(file.path);
  for await (const text of formatFile(file)) {
    finder.add(text);
    yield { kind: 'text', text };
  }
  yield { kind: 'facts', facts: finder.done() };
});
