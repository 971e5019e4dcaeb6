/** A thread that prints the validators of a provider that it is sent, which takes as long as all the rest. */
import { parentPort } from 'node:worker_threads';

import { claimIn } from './claims.js';
import type { Claims } from './claims.js';
import type { GeneratedFile } from './emit/emitter.js';
import { planValidators } from './emit/validators/emit.js';
import { findFacts } from './file-facts.js';
import type { NamedSchema } from './ir/ir.js';
import { readSchema } from './schema-hash.js';
import { answerQuestions } from './thread.js';

/** What the thread is sent: schemas as they are written, some at a time, then whose they are. */
export type Asked =
  | { readonly kind: 'schemas'; readonly texts: readonly string[] }
  | { readonly kind: 'print'; readonly provider: string; readonly claims: Claims };

const schemas: NamedSchema[] = [];

answerQuestions(parentPort, function* (asked: Asked): Generator<GeneratedFile> {
  if (asked.kind === 'schemas') schemas.push(...asked.texts.map(readSchema));
  else for (const file of print(asked.provider, claimIn(asked.claims))) yield { ...file, facts: findFacts(file) };
});

/** Validators and drift have most of their code in common; the other thread may have begun with the schemas by then. */
function* print(provider: string, claim: (module: number) => boolean): Generator<GeneratedFile> {
  const plans = [...planValidators(schemas, { provider })];
  for (const plan of plans) yield* plan.print(['validators', 'drift']);
  for (const [module, plan] of plans.entries()) if (claim(module)) yield* plan.print(['schemas']);
}
