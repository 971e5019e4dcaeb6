/**
 * Adapter to openapi-typescript: `paths`, `operations` and `components` types for users of openapi-fetch. Its project has
 * ended maintenance, so it is loaded only where a manifest asks for it, and nothing else depends on its output.
 */
import type { ApiIR } from '../../ir/ir.js';
import { kebabCase } from '../../ir/names.js';
import type { EmitInput, EmitResult, Emitter } from '../emitter.js';
import { providerHeader } from '../header.js';

/** Prints `openapi.ts` (or `openapi-<api>.ts`) for each API whose manifest wants it. */
export const openapiTypesEmitter: Emitter = { name: 'openapi types', emit };

async function emit({ provider }: EmitInput): Promise<EmitResult> {
  const files = await Promise.all(
    provider.apis.map(async (api) => {
      const text = await printOpenapi(api);
      const stem = provider.apis.length === 1 ? 'openapi' : `openapi-${kebabCase(api.name)}`;
      return text === undefined
        ? []
        : [{ path: `src/${provider.name}/${stem}.ts`, content: providerHeader(provider.name) + text }];
    }),
  );
  return { files: files.flat(), diagnostics: [] };
}

async function printOpenapi(api: ApiIR): Promise<string | undefined> {
  if (api.document === undefined) return undefined;
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  // The library reads its own, wider type of documents; ours is plain JSON of the same form.
  const nodes = await openapiTS(structuredClone(api.document) as unknown as Parameters<typeof openapiTS>[0], {
    silent: true,
    emptyObjectsUnknown: true,
  });
  return astToString(nodes);
}
