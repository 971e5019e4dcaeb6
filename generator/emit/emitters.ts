/** The emitters of one provider, in the order in which their files are listed. No registry, no plug-ins. */
import { clientsEmitter } from './clients/emitter.js';
import type { Emitter } from './emitter.js';
import { indexEmitter } from './package/index-emitter.js';
import { openapiTypesEmitter } from './openapi-types/emitter.js';
import { typesEmitter } from './types/emitter.js';
import { validatorsEmitter } from './validators/emitter.js';
import { webhooksEmitter } from './webhooks/emitter.js';

export const emitters: readonly Emitter[] = [
  typesEmitter,
  openapiTypesEmitter,
  validatorsEmitter,
  clientsEmitter,
  webhooksEmitter,
  indexEmitter,
];
