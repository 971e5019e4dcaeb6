/** The validators of a provider as one of the pipeline's emitters. */
import type { Emitter } from '../emitter.js';
import { emitValidators } from './emit.js';
import { inspectSchemas } from './inspect.js';

/** Prints guards, checks, Standard Schemas and drift reports for every named schema. */
export const validatorsEmitter: Emitter = {
  name: 'validators',
  emit: ({ provider }) => ({
    files: emitValidators(provider.schemas, { provider: provider.name }),
    diagnostics: inspectSchemas(provider.schemas, provider.name),
  }),
};
