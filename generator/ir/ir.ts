/** The intermediate representation: all that emitters see. Plain JSON; references by name; unions by `kind`. */
import type { AnswerManifest } from '../manifest/answer-manifest.js';
import type {
  Authentication,
  Environment,
  EventManifest,
  PaginationRule,
  RateLimit,
  WebhookManifest,
} from '../manifest/manifest.js';
import type { JsonObject, Schema } from '../schema.js';

/** One provider, ready to be printed. Lists are in code-unit order of their names unless said otherwise. */
export interface ProviderIR {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly links: Readonly<Record<string, string>>;
  readonly schemas: readonly NamedSchema[];
  readonly apis: readonly ApiIR[];
  readonly webhooks: readonly WebhookIR[];
}

/** A schema with an exported name. */
export interface NamedSchema {
  /** PascalCase identifier, unique in the provider. */
  readonly name: string;
  readonly schema: Schema;
  /** File stem under `types/` and `validators/` (kebab-case): schemas that change together. */
  readonly module: string;
  /** `parameters` are arguments of an operation: they get a type but no validator. */
  readonly role: 'data' | 'parameters';
  readonly origin: Origin;
}

/** Where a schema comes from. */
export type Origin =
  | { readonly kind: 'declared'; readonly document: string; readonly pointer: string }
  /**
   * `samples` is how many bodies were merged, `folders` where they are. `places` is there for a type that was found by
   * its shape: the lock pins its name to them.
   */
  | {
      readonly kind: 'inferred';
      readonly samples: number;
      readonly folders: readonly string[];
      readonly places?: readonly string[];
    }
  /** Made for an operation: its parameters, or a body that the document describes in place. */
  | { readonly kind: 'operation'; readonly document: string; readonly pointer: string };

export interface ApiIR {
  readonly name: string;
  /** `createClient` or `create<Name>Client`. */
  readonly factory: string;
  readonly environments: readonly Environment[];
  readonly authentication: Authentication;
  readonly rateLimits: readonly RateLimit[];
  /** In code-unit order of their ids. */
  readonly operations: readonly OperationIR[];
  /** The normalized OpenAPI 3.1 document, where openapi-typescript's types are wanted. */
  readonly document: JsonObject | undefined;
}

export interface OperationIR {
  /** camelCase identifier, unique in the provider. */
  readonly id: string;
  readonly method: 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace' | 'query';
  /** Path template as in the document. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated: boolean;
  /** False where the operation must be called without credentials. */
  readonly authenticated: boolean;
  /** In the order of the document. */
  readonly parameters: readonly ParameterIR[];
  readonly body: BodyIR | undefined;
  /** In ascending order of status, ranges (`4XX`) after numbers, `default` last. */
  readonly responses: readonly ResponseIR[];
  /** Where the document sends it, by environment; in those that are not there, to the environment's address. */
  readonly servers?: Readonly<Record<string, ServerIR>>;
  readonly pagination: PaginationRule | undefined;
  /** The file that it stands in: of several files, the one with the operation itself. */
  readonly document: string;
  readonly pointer: string;
}

/** A server that a document names for an operation. */
export interface ServerIR {
  /** As in the document, without a final slash; relative to the environment's address where it is no whole one. */
  readonly url: string;
  /** By the names in braces; `values` where the document lists them. */
  readonly variables: Readonly<Record<string, { readonly default: string; readonly values?: readonly string[] }>>;
}

export interface ParameterIR {
  /** Name on the wire. */
  readonly name: string;
  /** Name among the arguments of the call, where that is not the name on the wire. */
  readonly argument?: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'querystring';
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string;
  readonly schema: Schema;
  readonly style: 'simple' | 'label' | 'matrix' | 'form' | 'cookie' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Set where the parameter is serialized as this media type (`content`). */
  readonly mediaType: string | undefined;
}

export interface BodyIR {
  readonly required: boolean;
  readonly description: string;
  /** In the order of the document; the first is the one sent unless the caller says otherwise. */
  readonly content: readonly MediaIR[];
}

export interface ResponseIR {
  /** `200`, `4XX`, `default`. */
  readonly status: string;
  readonly description: string;
  /** Empty: no body. */
  readonly content: readonly MediaIR[];
}

export interface MediaIR {
  readonly mediaType: string;
  readonly schema: Schema;
  /**
   * Part encodings of forms: property to content type, or to a style: `form` (repeated), `commaDelimited`,
   * `spaceDelimited`, `pipeDelimited`, `deepObject`.
   */
  readonly encoding: Readonly<Record<string, string>>;
  /** True where the schema describes one item of a stream (`itemSchema`, server-sent events). */
  readonly stream: boolean;
  /** Server-sent events whose data is JSON: all, or those of these types; left out: none. */
  readonly jsonEvents?: 'all' | readonly string[];
}

/** A webhook with its events resolved to named schemas. */
export interface WebhookIR extends Omit<WebhookManifest, 'events' | 'answers'> {
  /** `TerraEvent`-like stem: `<Pascal provider>` with one webhook, else `<Pascal provider><Pascal webhook>`. */
  readonly stem: string;
  /** In code-unit order of `schemaName`. */
  readonly events: readonly EventIR[];
  /** In code-unit order of their operations. */
  readonly answers?: readonly AnswerIR[];
}

export interface AnswerIR extends AnswerManifest {
  /** Name of the schema of a part that no event is like. */
  readonly schemaName: string | undefined;
}

export interface EventIR extends EventManifest {
  /** Name of the schema of the whole body (or array item). */
  readonly schemaName: string;
}
