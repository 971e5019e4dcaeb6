/** A thread that prints the validators of a provider that it is sent, which takes as long as all the rest. */
import { parentPort } from 'node:worker_threads';

import type { GeneratedFile, PlannedFiles } from './emit/emitter.js';
import { planValidators } from './emit/validators/emit.js';
import type { ProviderIR } from './ir/ir.js';
import { answerQuestions } from './thread.js';

/** A plan, then its files. */
export type Printed =
  | ({ readonly kind: 'plan' } & Pick<PlannedFiles, 'key' | 'paths'>)
  | { readonly kind: 'file'; readonly file: GeneratedFile };

/** What the thread is asked. */
export type Asked = Pick<ProviderIR, 'name' | 'schemas'>;

answerQuestions(parentPort, function* ({ name, schemas }: Asked): Generator<Printed> {
  for (const { key, paths, print } of planValidators(schemas, { provider: name })) {
    yield { kind: 'plan', key, paths };
    for (const file of print()) yield { kind: 'file', file };
  }
});
