/** Normalized documents of one provider in, one name space of schemas out; collisions are reported. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { ComposedDocument } from '../compose/compose.js';
import type { InferredSchema } from '../infer/infer.js';
import type { Manifest } from '../manifest/manifest.js';
import { normalizeDocument } from '../normalize/document.js';
import type { DeclaredSchema, NormalizedDocument } from '../normalize/document.js';
import { referenceOf } from '../normalize/schema-names.js';
import { pointerTokens } from '../pointer.js';
import type { NamedSchema } from './ir.js';
import { isTypeName } from './names.js';

/** A document with its normalized form. */
export interface ResolvedDocument extends ComposedDocument {
  readonly normalized: NormalizedDocument;
}

/** A named schema before its module is known. */
export type UnplacedSchema = Omit<NamedSchema, 'module'>;

export interface NameSpace {
  readonly documents: readonly ResolvedDocument[];
  /** By exported name. */
  readonly schemas: ReadonlyMap<string, UnplacedSchema>;
}

/** Normalizes each document and joins their schemas under their exported names. */
export function buildNameSpace(
  manifest: Manifest,
  documents: readonly ComposedDocument[],
  inferred: readonly InferredSchema[],
): StageResult<NameSpace> {
  const diagnostics: Diagnostic[] = [];
  const resolved = documents.map((composed): ResolvedDocument => {
    const input = {
      document: composed.document,
      file: composed.file,
      names: manifest.names,
      operationNames: composed.api?.operations ?? {},
      environments: composed.api?.environments ?? [],
    };
    const result = normalizeDocument(input);
    diagnostics.push(...result.diagnostics);
    return { ...composed, normalized: result.value };
  });
  const evidence = new Map(inferred.map((schema) => [schema.name, schema]));
  const schemas = new Map<string, UnplacedSchema>();
  for (const { normalized, file } of resolved) {
    const own = new Map<string, DeclaredSchema>();
    for (const declared of normalized.schemas) {
      diagnostics.push(...checkName(declared, own, file));
      own.set(declared.name, declared);
      const schema = toUnplaced(declared, evidence.get(declared.name), file);
      const known = schemas.get(declared.name);
      if (
        known !== undefined &&
        JSON.stringify(known.schema) !== JSON.stringify(schema.schema) &&
        known.origin.kind === 'declared'
      ) {
        diagnostics.push(collision(declared, file, 'is declared differently by another document of this provider'));
      }
      schemas.set(declared.name, schema);
    }
  }
  return { value: { documents: resolved, schemas }, diagnostics };
}

function toUnplaced(declared: DeclaredSchema, evidence: InferredSchema | undefined, document: string): UnplacedSchema {
  const origin: NamedSchema['origin'] =
    evidence === undefined
      ? { kind: 'declared', document, pointer: declared.pointer }
      : {
          kind: 'inferred',
          samples: evidence.samples,
          folders: evidence.folders,
          ...(evidence.found ? { places: evidence.places } : {}),
        };
  return { name: declared.name, schema: declared.schema, role: 'data', origin };
}

function checkName(
  declared: DeclaredSchema,
  own: ReadonlyMap<string, DeclaredSchema>,
  file: string,
): readonly Diagnostic[] {
  if (!isTypeName(declared.name)) {
    return [
      {
        code: 'name-invalid',
        severity: 'error',
        message: `"${declared.name}" cannot be a type's name`,
        at: { file, pointer: declared.pointer },
        hint: namesHint(declared),
      },
    ];
  }
  const other = own.get(declared.name);
  return other === undefined
    ? []
    : [collision(declared, file, `would be exported as "${declared.name}", as ${otherPlace(other.pointer)} is`)];
}

function collision(declared: DeclaredSchema, file: string, reason: string): Diagnostic {
  return {
    code: 'collision',
    severity: 'error',
    message: `this schema ${reason}`,
    at: { file, pointer: declared.pointer },
    hint: namesHint(declared),
  };
}

/** Pointers into files that were brought in are written as references are. */
function otherPlace(pointer: string): string {
  const reference = referenceOf(pointer);
  return reference.startsWith('#') ? pointer : reference;
}

function namesHint(declared: DeclaredSchema): string {
  const [first, second, component, ...rest] = pointerTokens(declared.pointer);
  const isComponent = first === 'components' && second === 'schemas' && rest.length === 0;
  const name = isComponent && component !== undefined ? component : referenceOf(declared.pointer);
  return `Add to manifest.yaml: names: { ${JSON.stringify(name)}: <PascalCaseName> }.`;
}
