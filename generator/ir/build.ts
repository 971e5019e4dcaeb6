/** Everything known of a provider in, its intermediate representation out. */
import type { ComposedDocument } from '../compose/compose.js';
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { InferredSchema } from '../infer/infer.js';
import type { Manifest } from '../manifest/manifest.js';
import { sortedBy } from '../order.js';
import { checkAnswers } from './answers.js';
import { buildNameSpace } from './declared.js';
import type { NameSpace, ResolvedDocument, UnplacedSchema } from './declared.js';
import { resolveEvents } from './events.js';
import type { ApiIR, ProviderIR } from './ir.js';
import { placeSchemas } from './modules.js';
import { pascalCase } from './names.js';
import { openapiDocument } from './openapi-document.js';
import { nameOperations } from './operations.js';

export interface BuildInput {
  readonly manifest: Manifest;
  readonly manifestFile: string;
  readonly documents: readonly ComposedDocument[];
  readonly inferred: readonly InferredSchema[];
}

/** Builds the IR of one provider; names that collide, and references to nothing, are reported. */
export function buildProviderIR(input: BuildInput): StageResult<ProviderIR> {
  const { manifest } = input;
  const space = buildNameSpace(manifest, input.documents, input.inferred);
  const events = resolveEvents(manifest, space.value, input.manifestFile);
  const apis = buildApis(manifest, space.value);
  const diagnostics = [...space.diagnostics, ...events.diagnostics, ...apis.diagnostics];
  const schemas = new Map(space.value.schemas);
  for (const schema of [...events.value.bodies, ...apis.value.schemas]) {
    const known = schemas.get(schema.name);
    if (known !== undefined && schema.origin.kind === 'operation') diagnostics.push(takenName(schema, known));
    schemas.set(schema.name, schema);
  }
  const { webhooks } = events.value;
  diagnostics.push(
    ...checkAnswers(
      webhooks,
      apis.value.apis.map(({ api }) => api),
      schemas,
      input.manifestFile,
    ),
  );
  const withDocuments = apis.value.apis.map(({ api, wanted }): ApiIR => ({
    ...api,
    document: wanted ? openapiDocument(manifest.title, api.operations, schemas) : undefined,
  }));
  const provider: ProviderIR = {
    name: manifest.provider,
    title: manifest.title,
    description: manifest.description,
    links: manifest.links,
    schemas: placeSchemas(schemas, webhooks),
    apis: sortedBy(withDocuments, (api) => api.name),
    webhooks,
  };
  return { value: provider, diagnostics };
}

interface BuiltApis {
  readonly apis: readonly { readonly api: ApiIR; readonly wanted: boolean }[];
  readonly schemas: readonly UnplacedSchema[];
}

function buildApis(manifest: Manifest, space: NameSpace): StageResult<BuiltApis> {
  const schemas: UnplacedSchema[] = [];
  const diagnostics: Diagnostic[] = [];
  const owners = new Map<string, string>();
  const apis = space.documents.flatMap((document) => {
    if (document.api === undefined) return [];
    const named = nameOperations(document, {
      names: new Set(space.schemas.keys()),
      settles: manifest.names['*'] === 'spelled',
    });
    diagnostics.push(...named.diagnostics);
    schemas.push(...named.value.schemas);
    for (const operation of named.value.operations) {
      if (owners.has(operation.id)) diagnostics.push(takenOperation(document, operation.id, operation.pointer));
      owners.set(operation.id, document.file);
    }
    const { name, environments, authentication, rateLimits, openapiTypes } = document.api;
    const factory = manifest.apis.length === 1 ? 'createClient' : `create${pascalCase(name)}Client`;
    return [
      {
        api: {
          name,
          factory,
          environments,
          authentication,
          rateLimits,
          operations: named.value.operations,
          document: undefined,
        },
        wanted: openapiTypes,
      },
    ];
  });
  return { value: { apis, schemas }, diagnostics };
}

function takenOperation(document: ResolvedDocument, id: string, pointer: string): Diagnostic {
  return {
    code: 'collision',
    severity: 'error',
    message: `the operation name "${id}" is already taken`,
    at: { file: document.file, pointer },
    hint: 'Give this operation a name of its own in manifest.yaml: apis.<name>.operations: { "GET /path": otherName }.',
  };
}

function takenName(schema: UnplacedSchema, known: UnplacedSchema): Diagnostic {
  const at =
    schema.origin.kind === 'operation'
      ? { file: schema.origin.document, pointer: schema.origin.pointer }
      : { file: '' };
  const other = known.origin.kind === 'operation' ? known.origin.pointer : `the schema "${known.name}"`;
  return {
    code: 'collision',
    severity: 'error',
    message: `the type "${schema.name}" made for this operation has the name of ${other}`,
    at,
    hint: 'Rename the operation in manifest.yaml (apis.<name>.operations), or the schema (names).',
  };
}
