/** A thread that prints the validators of a provider that it is sent, which takes as long as all the rest. */
import { parentPort } from 'node:worker_threads';

import type { GeneratedFile } from './emit/emitter.js';
import { planValidators, PRINTED_ASIDE } from './emit/validators/emit.js';
import { findFacts } from './file-facts.js';
import type { NamedSchema } from './ir/ir.js';
import { readSchema } from './schema-hash.js';
import { answerQuestions } from './thread.js';

/** What the thread is sent: schemas as they are written, some at a time, then whose they are. */
export type Asked =
  | { readonly kind: 'schemas'; readonly texts: readonly string[] }
  | { readonly kind: 'print'; readonly provider: string };

const schemas: NamedSchema[] = [];

answerQuestions(parentPort, function* (asked: Asked): Generator<GeneratedFile> {
  if (asked.kind === 'schemas') {
    schemas.push(...asked.texts.map(readSchema));
    return;
  }
  for (const { print } of planValidators(schemas, { provider: asked.provider, folders: PRINTED_ASIDE })) {
    for (const file of print()) yield { ...file, facts: findFacts(file) };
  }
});
