/** What a webhook is, as plain data: generated code passes it in, nothing here knows a provider. */

/** One webhook: a URL that the provider posts to, with one signature scheme. */
export interface WebhookDefinition {
  /** The provider's name in this package. */
  readonly provider: string;
  /** The webhook's name at the provider. */
  readonly name: string;
  readonly signature: Signature;
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
  /** Where the provider's user id is in an event (JSON pointers), in order of preference. */
  readonly user: readonly string[];
  /** Source addresses the vendor publishes; empty where it publishes none. */
  readonly sourceAddresses: readonly string[];
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
  /** The one of `keys` that the event has (none: left out), then the text at `pointer`, joined by a dot. */
  | { readonly kind: 'keyAndMember'; readonly keys: readonly string[]; readonly pointer: string }
  /** The webhook carries one type only and no member that says so. */
  | { readonly kind: 'constant'; readonly value: string };

/** How deliveries are signed. */
export type Signature = UnsignedScheme | SignatureScheme;

/** Deliveries carry no signature. */
export interface UnsignedScheme {
  readonly kind: 'none';
  readonly reason: string;
}

/** Deliveries carry an HMAC. */
export interface SignatureScheme {
  readonly kind: 'hmac';
  readonly hash: Hash;
  /** How the secret's text becomes the key. */
  readonly key: 'text' | 'base64';
  /** Taken off the secret's text when it is there (`whsec_`). */
  readonly keyPrefix: string | undefined;
  /** Header names by role, lower case; names at one place in their lists belong together. `sign` writes the first. */
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
}

/** Hash functions for HMAC. */
export type Hash = 'sha256' | 'sha1' | 'sha512';

/** How a signature header reads. */
export type SignatureForm =
  /** The header is the digest, after `prefix` (`sha256=`) if there is one. */
  | { readonly kind: 'digest'; readonly prefix: string | undefined }
  /** `v1,<digest>` entries separated by blanks. */
  | { readonly kind: 'versions'; readonly version: string }
  /** `t=<seconds>,v1=<digest>` pairs separated by commas. */
  | { readonly kind: 'pairs'; readonly version: string; readonly timestamp: string };

/** One part of the signed content. */
export type ContentPart =
  | { readonly kind: 'body' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'id' }
  | { readonly kind: 'text'; readonly text: string }
  /** The text at the first of these pointers that has one (`*` stands for any one key or index). */
  | { readonly kind: 'member'; readonly pointers: readonly string[] };
