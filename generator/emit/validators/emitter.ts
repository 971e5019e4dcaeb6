/** The validators of a provider as one of the pipeline's emitters. */
import { hasErrors } from '../../diagnostics.js';
import type { Emitter } from '../emitter.js';
import { emitCompact } from './compact/print-compact.js';
import { planValidators, PRINTED_HERE } from './emit.js';
import { inspectSchemas } from './inspect.js';

/** Prints guards, checks, Standard Schemas and drift reports for every named schema. */
export const validatorsEmitter: Emitter = {
  name: 'validators',
  emit: ({ provider, hasAside = false }) => {
    const diagnostics = inspectSchemas(provider.schemas, provider.name);
    // What was refused may be too deep to print.
    if (hasErrors(diagnostics)) return { files: [], diagnostics };
    const planned = planValidators(provider.schemas, {
      provider: provider.name,
      ...(hasAside ? { folders: PRINTED_HERE } : {}),
    });
    return { files: emitCompact(provider), planned, diagnostics };
  },
};
