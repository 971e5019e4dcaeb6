/** The one error of this folder. Its message never holds a secret, a signature, or anything of the body. */
import type { Issue } from './validator.js';

/** Why a delivery was refused. The set is closed. */
export type WebhookErrorReason =
  /** No secret was given. */
  | 'missing_secret'
  /** A secret cannot be a key of this webhook: not strict base64, too short, or white space around it. */
  | 'malformed_secret'
  /** The body cannot be had: already read, broken off, or neither bytes nor text. */
  | 'unreadable_body'
  /** A header that the signature needs is not there. */
  | 'missing_header'
  /** A header is there, but does not read as the scheme says. */
  | 'malformed_header'
  /** The signature is that of none of the secrets. */
  | 'signature_mismatch'
  /** Genuine, but signed too long ago or too far in the future. */
  | 'timestamp_out_of_tolerance'
  /** The body is not JSON in UTF-8, or lacks a member that is signed. */
  | 'malformed_body'
  /** Genuine, but of an event type that is not known. */
  | 'unknown_event_type'
  /** Genuine, but not of the shape of its event type: see `issues`. */
  | 'invalid_payload';

/** A delivery was refused, or could not be checked. */
export class WebhookError extends Error {
  override readonly name: string = 'WebhookError';
  declare readonly reason: WebhookErrorReason;
  /** What is wrong with the payload; empty unless `reason` is `invalid_payload`. */
  declare readonly issues: readonly Issue[];

  constructor(reason: WebhookErrorReason, message: string, issues: readonly Issue[] = []) {
    super(message);
    this.reason = reason;
    this.issues = issues;
  }
}

/** Refuses a delivery; the message is the reason in words, and `detail` as it stands. */
export function refuse(reason: WebhookErrorReason, detail = ''): never {
  throw new WebhookError(reason, reason.replace(/_/g, ' ') + detail);
}

/** Tells a `WebhookError` by its name, so that two copies of this package agree. */
export function isWebhookError(error: unknown): error is WebhookError {
  return error instanceof Error && error.name === 'WebhookError' && 'reason' in error;
}
