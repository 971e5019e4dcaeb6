/** The validators of a provider as one of the pipeline's emitters. */
import { hasErrors } from '../../diagnostics.js';
import type { Claim, Emitter, PlannedFiles } from '../emitter.js';
import { emitCompact } from './compact/print-compact.js';
import { planValidators } from './emit.js';
import type { ValidatorPlan } from './emit.js';
import { inspectSchemas } from './inspect.js';

/** Prints guards, checks, Standard Schemas and drift reports for every named schema. */
export const validatorsEmitter: Emitter = {
  name: 'validators',
  emit: ({ provider, claim }) => {
    const diagnostics = inspectSchemas(provider.schemas, provider.name);
    // What was refused may be too deep to print.
    if (hasErrors(diagnostics)) return { files: [], diagnostics };
    const plans = planValidators(provider.schemas, { provider: provider.name });
    const planned = claim === undefined ? plans : claimed(plans, claim);
    return { files: emitCompact(provider), planned, diagnostics };
  },
};

/** A second thread prints validators and drift; the schemas are printed by the one that comes first to them. */
function* claimed(plans: Iterable<ValidatorPlan>, claim: Claim): Generator<PlannedFiles> {
  let module = 0;
  for (const { key, paths, print } of plans) {
    const number = module++;
    yield { key, paths, print: () => (claim(number) ? print(['schemas']) : []) };
  }
}
