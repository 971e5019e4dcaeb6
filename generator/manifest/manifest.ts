/**
 * What a provider is, as data: the parsed form of `schemas/<provider>/manifest.yaml`. docs/manifest.md explains every
 * key with examples. Defaults are filled in by the parser, so nothing optional here means "as in the file".
 */

import type { AnswerManifest } from './answer-manifest.js';

/** A provider: its APIs, its webhooks, and how its samples become types. */
export interface Manifest {
  /** Folder name under `schemas/`; the subpath of the generated package. */
  readonly provider: string;
  readonly title: string;
  readonly description: string;
  /** Link texts to https addresses: documentation, changelog, upstream document. */
  readonly links: Readonly<Record<string, string>>;
  readonly apis: readonly ApiManifest[];
  readonly webhooks: readonly WebhookManifest[];
  readonly entities: readonly EntityManifest[];
  readonly inference: InferenceManifest;
  /** Exported names for schemas of a document: schema name as in the document to the name wanted. */
  readonly names: Readonly<Record<string, string>>;
}

/** One HTTP API of a provider, described by one OpenAPI document. */
export interface ApiManifest {
  /** Key in `apis`. With a single API the client is `createClient`, else `create<Name>Client`. */
  readonly name: string;
  /** File in the provider's folder. */
  readonly document: string;
  /** File in the provider's folder, OpenAPI Overlay 1.0. */
  readonly overlay: string | undefined;
  /** Also emit openapi-typescript's types (`openapi.ts`). */
  readonly openapiTypes: boolean;
  readonly environments: readonly Environment[];
  readonly authentication: Authentication;
  readonly rateLimits: readonly RateLimit[];
  /** Operation names for operations without an operationId: `GET /path` to a camelCase name. */
  readonly operations: Readonly<Record<string, string>>;
  readonly pagination: readonly PaginationRule[];
}

export interface Environment {
  readonly name: string;
  readonly url: string;
  readonly description: string;
}

/** How calls prove who they are. Values name the options of `createClient` (camelCase). */
export type Authentication =
  | { readonly kind: 'none' }
  /** HTTP Basic. */
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string }
  /** Fixed headers: header name to option name. */
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }
  /** A signed exchange for a token, which is then sent as Bearer and renewed on 401. */
  | {
      readonly kind: 'hmacToken';
      /** Operation that answers the token; its own call is not authenticated. */
      readonly operation: string;
      /** Body member to option name. */
      readonly body: Readonly<Record<string, string>>;
      /** Body member that carries the hex HMAC-SHA256, the option with the key, and the option that is signed. */
      readonly signature: { readonly member: string; readonly key: string; readonly content: string };
      /** Member of the answer with the token. */
      readonly token: string;
    };

export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** How a family of operations pages. `operations` are ids or globs (`*`). */
export type PaginationRule =
  | {
      readonly kind: 'cursor';
      readonly operations: readonly string[];
      readonly parameter: string;
      readonly next: string;
      readonly items: string;
    }
  | {
      readonly kind: 'page';
      readonly operations: readonly string[];
      readonly parameter: string;
      readonly first: number;
      readonly next: string;
      readonly items: string;
    }
  | {
      readonly kind: 'offset';
      readonly operations: readonly string[];
      readonly parameter: string;
      readonly limit: string;
      readonly total: string;
      readonly items: string;
    }
  /** The `Link` header of an answer names the next page (RFC 8288, `rel="next"`). */
  | { readonly kind: 'link'; readonly operations: readonly string[]; readonly items: string };

/** One webhook: a URL that the provider posts to, with one signature scheme. */
export interface WebhookManifest {
  /** Key in `webhooks`; `<provider>.webhooks.<name>` in the package. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly signature: SignatureManifest;
  /** Statuses that the provider takes as received, ascending; the first is the one to answer. */
  readonly accepted: readonly number[];
  /** Seconds until the provider gives up on an answer; undefined where it does not say. */
  readonly timeoutSeconds: number | undefined;
  /** Seconds between one try and the next, in order; their number is the number of retries. */
  readonly retrySeconds: readonly number[];
  /** `object`: the body is one event. `array`: the body is an array, each item an event. */
  readonly envelope: 'object' | 'array';
  readonly discriminator: Discriminator;
  /** Where the identity of a delivery is, in order of preference. Empty: hash of the body. */
  readonly delivery: readonly ValueSource[];
  /** Where the provider's user id is in an event, in order of preference. */
  readonly user: readonly string[];
  /** Source addresses the vendor publishes; empty where it publishes none. */
  readonly sourceAddresses: readonly string[];
  /** Name of an API whose document's `webhooks` are events of this webhook too. */
  readonly from?: string | undefined;
  readonly events: readonly EventManifest[];
  /** Calls whose answers become records of this webhook, in the order of the file. */
  readonly answers?: readonly AnswerManifest[];
}

/** A value of a delivery: a header, or a member of the body (JSON pointer; `*` stands for any one key or index). */
export type ValueSource =
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'member'; readonly pointer: string };

/** What tells one event type from another. */
export type Discriminator =
  /** The text at a pointer of the event. */
  | { readonly kind: 'member'; readonly pointer: string }
  | { readonly kind: 'header'; readonly name: string }
  /**
   * Which of `keys` the event has (none: left out), then the text at `pointer`, joined by a dot:
   * `body_health.heart_rate_event`.
   */
  | { readonly kind: 'keyAndMember'; readonly keys: readonly string[]; readonly pointer: string }
  /** The webhook carries one type only and no member that says so. */
  | { readonly kind: 'constant'; readonly value: string };

/** How a delivery is signed. */
export type SignatureManifest =
  | { readonly kind: 'none'; readonly reason: string }
  | {
      readonly kind: 'hmac';
      readonly hash: 'sha256' | 'sha1' | 'sha512';
      /** How the secret's text becomes the key. */
      readonly key: 'text' | 'base64';
      /** Taken off the secret's text when it is there (`whsec_`). */
      readonly keyPrefix: string | undefined;
      /** Header names by role, lower case, first is what `sign` writes. */
      readonly headers: {
        readonly signature: readonly string[];
        readonly id: readonly string[];
        readonly timestamp: readonly string[];
      };
      /** How the signature header reads. */
      readonly form: SignatureForm;
      readonly encoding: 'hex' | 'base64';
      /** The signed content: these parts, one after another. */
      readonly content: readonly ContentPart[];
      /** What a valid signature vouches for. */
      readonly coverage: 'body' | 'identifiers';
      /** Allowed age in seconds, both ways; undefined where nothing signed tells the time. */
      readonly toleranceSeconds: number | undefined;
    };

export type SignatureForm =
  /** The header is the digest, after `prefix` (`sha256=`) if there is one. */
  | { readonly kind: 'digest'; readonly prefix: string | undefined }
  /** `v1,<digest>` entries separated by blanks. */
  | { readonly kind: 'versions'; readonly version: string }
  /** `t=<seconds>,v1=<digest>` pairs separated by commas. */
  | { readonly kind: 'pairs'; readonly version: string; readonly timestamp: string };

export type ContentPart =
  | { readonly kind: 'body' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'id' }
  | { readonly kind: 'text'; readonly text: string }
  /** The text at the first of these pointers that has one (`*` stands for any one key or index). */
  | { readonly kind: 'member'; readonly pointers: readonly string[] };

/** One body shape of a webhook, and the event types that carry it. */
export interface EventManifest {
  /** Key in `events` as written, braces and all. */
  readonly key: string;
  /** Event types on the wire, expanded from `each`, code-unit order, at least one. */
  readonly types: readonly string[];
  /** Exported name of the body's type. */
  readonly type: string;
  readonly description: string;
  /** Reason; undefined for current events. */
  readonly deprecated: string | undefined;
  /** Declared: pointer into an API's document. */
  readonly schema: { readonly api: string; readonly pointer: string } | undefined;
  /** Inferred: folder under `samples/`. */
  readonly samples: string | undefined;
  readonly records: RecordRule | undefined;
  readonly followUp: FollowUp | undefined;
  readonly lifecycle: UserLifecycle | undefined;
}

/** Where an event's records are and what makes one the same as another. */
export interface RecordRule {
  /** Pointer to the record, or to each of them with `*`. Empty: the event itself. */
  readonly at: string;
  /** All of these values together are the key; one that is null or missing counts as empty. */
  readonly key: readonly KeyPart[];
  /** Where a record's date is; undefined: the first date in the key. */
  readonly day?: KeyPart;
  readonly version: VersionRule;
}

/** One value of a record, or of the event around it. */
export interface KeyPart {
  readonly pointer: string;
  /** What the pointer is relative to: the record, or the event around it. */
  readonly from: 'record' | 'event';
  /** `day`: the first ten characters of a date-time. `stem`: the text before the last dot. */
  readonly cut: 'day' | 'stem' | undefined;
  /** What stands in where there is no value. */
  readonly otherwise?: KeyPart;
}

/** Which of two versions of a record stands. */
export type VersionRule =
  | { readonly kind: 'latest' }
  /** The greater number at a pointer of the event wins; equal or lower never overwrites. */
  | { readonly kind: 'highest'; readonly pointer: string }
  /** The greater number in a header wins; absent: as `latest`. */
  | { readonly kind: 'header'; readonly name: string }
  /** The later date-time at a pointer of the record wins. */
  | { readonly kind: 'newest'; readonly pointer: string };

/** What the event asks for next. */
export type FollowUp =
  /** Call an operation with parameters taken from the event (`{ user_id: /user_id }`) or given (`'=value'`). */
  | {
      readonly kind: 'fetch';
      readonly operation: string;
      readonly parameters: Readonly<Record<string, string>>;
      /** True where the answer is history: it may wait behind everything that is current. */
      readonly backfill?: true;
    }
  /** Fetch the link at `pointer` and process what it holds as an event. */
  | { readonly kind: 'download'; readonly pointer: string; readonly hosts: readonly string[] }
  /** Expect this many deliveries with the reference at a pointer, which they carry in a header. */
  | { readonly kind: 'expect'; readonly reference: string; readonly count: string; readonly header: string | undefined }
  /** Nothing, but tell the operator. */
  | { readonly kind: 'notify' };

/** What the event says of a user. */
export type UserLifecycle =
  /** Only where the text at `when.pointer` is `when.value`, if that is given. */
  | {
      readonly kind: 'connected';
      readonly user: string;
      readonly when: { readonly pointer: string; readonly value: string } | undefined;
    }
  | { readonly kind: 'disconnected'; readonly user: string }
  | { readonly kind: 'replaced'; readonly user: string; readonly previous: string };

/** A named type made from samples. */
export interface EntityManifest {
  readonly name: string;
  readonly description: string | undefined;
  /** `<folder glob>#<pointer>`: `*` in a pointer stands for any one key or index; an empty pointer is the whole body. */
  readonly at: readonly string[];
  /** Members that are always there, whatever the samples or the policy say; undefined: as inferred. */
  readonly required: readonly string[] | undefined;
  readonly optional: InferencePolicy['optional'] | undefined;
  readonly nullable: InferencePolicy['nullable'] | undefined;
  /** True: the object is a map from arbitrary keys to one kind of value. */
  readonly map: boolean;
}

/** What inference may conclude from a member being present or non-null in every sample. */
export interface InferencePolicy {
  /** `seen`: optional if absent from a sample. `always`: optional unless `required` names it. */
  readonly optional: 'seen' | 'always';
  /** `seen`: nullable if null in a sample. `always`: every member may be null unless `required` names it. */
  readonly nullable: 'seen' | 'always';
}

/** What a provider's manifest says of inference as a whole. */
export interface InferenceManifest extends InferencePolicy {
  /** Equal or nearly equal objects that no entity names become types too. Default: true. */
  readonly automatic?: boolean;
}
