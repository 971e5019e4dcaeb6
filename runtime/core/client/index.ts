/** What users of any client may need beside it: errors, answers by status, limiters, redirects, credentials, test doubles. */
export type { Credential } from './authentication.js';
export { request } from './call.js';
export type { Connection } from './connection.js';
export { ApiError, isApiError, RequestError } from './errors.js';
export type { RequestFailure } from './errors.js';
export { eachItem } from './items.js';
export type { ItemLook } from './items.js';
export type { Answer, Operation } from './operation.js';
export { createRateLimiter } from './rate-limiter.js';
export type { RateLimit, RateLimiter } from './rate-limiter.js';
export { followRedirects } from './redirects.js';
export type { RetryPolicy } from './retry.js';
export type {
  CallOptions,
  ConnectionSettings,
  Fetch,
  OutgoingRequest,
  RequestContext,
  Validation,
} from './settings.js';
export type { ServerSentEvent } from './streams.js';
export type { Clock } from './time.js';
export { guarded } from './validation.js';
export type { DriftReport, ResponseValidator, ResponseValidators } from './validation.js';
