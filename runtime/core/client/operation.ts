/** Operations as data: what generated code hands to the client. Functions in it are those that the operation needs. */
import type { Placement } from './placement.js';
import type { Exchange } from './send.js';
import type { ConnectionSettings } from './settings.js';

/** How one parameter becomes text. Gives `undefined` where nothing is to be sent. */
export type ParameterWriter = (name: string, value: unknown, form: ParameterForm) => string | undefined;

/** What a parameter writer has to know. */
export interface ParameterForm {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly explode: boolean;
  readonly encode: (text: string) => string;
}

/** One parameter, of the query where it says no other place. Without `write` it is a text, a number or a boolean. */
export type Parameter = {
  /** Name on the wire and, without `argument`, in the parameters of the call. */
  readonly name: string;
  readonly argument?: string;
  /** Left out: true. */
  readonly explode?: boolean;
  /** Left out: everything but letters, digits and `-_.!~*'()` is escaped. */
  readonly encode?: (text: string) => string;
} & (
  | { readonly in?: 'query'; readonly put?: undefined; readonly write?: ParameterWriter }
  | { readonly in: 'path' | 'header'; readonly put: Placement; readonly write?: ParameterWriter }
  | { readonly in: 'cookie'; readonly put: Placement; readonly write: ParameterWriter }
);

/** What can be sent more than once, as a retry needs. */
export type RequestBody = string | Blob | FormData;

/** The address of an operation that is not sent to the connection's, which is the one that is given. */
export type Address = (baseUrl: string, settings: ConnectionSettings) => string;

/** How the body of an operation is written. */
export interface BodyDescription {
  readonly write: (body: BodyDescription, value: unknown, contentType: string | undefined) => WrittenBody;
  /** By media type; the first is sent unless the call says otherwise. */
  readonly formats: { readonly [mediaType: string]: BodyFormat };
}

/** A body and the content type to send it under; empty where `fetch` writes the header. */
export interface WrittenBody {
  readonly body: RequestBody;
  readonly contentType: string;
}

/** How a body is written as one media type. `encoding` maps the members of a form to content types. */
export interface BodyFormat {
  readonly write: (
    value: unknown,
    mediaType: string,
    encoding: { readonly [member: string]: string } | undefined,
  ) => WrittenBody;
  readonly encoding?: { readonly [member: string]: string };
}

/** How an answer is read. Streams go on with what the call was made with: its signal, and how items are looked at. */
export type AnswerReader = (response: Response, call: Exchange) => Promise<unknown>;

/** One operation. `Responses` maps statuses, ranges (`4XX`) and `default` to the types of their bodies. */
export interface Operation<Params, Result, Responses> {
  readonly id: string;
  readonly method: string;
  /** Path template. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Set where the document sends it elsewhere. */
  readonly at?: Address;
  readonly body?: BodyDescription;
  /** Media types of all answers; left out: any. */
  readonly accept?: string;
  /** Readers by status, then by media type. Answers of 400 and above are read as what they are. */
  readonly responses: { readonly [status: string]: { readonly [mediaType: string]: AnswerReader } };
  /** Header for idempotency keys that the provider declares; left out: `idempotency-key`. */
  readonly idempotencyHeader?: string;
  /** False where no credentials are sent. */
  readonly authenticated?: false;
  /** Never there: carries the types. */
  readonly types?: (params: Params) => { readonly result: Result; readonly responses: Responses };
}

/** Any operation. */
export type AnyOperation = Operation<never, unknown, unknown>;

/** An answer, told apart by `status`. */
export type Answer<Responses> = {
  readonly [Status in keyof Responses]: {
    readonly status: StatusOf<Status, keyof Responses>;
    readonly body: Responses[Status];
    readonly headers: Headers;
    /** The provider's id of the request, where it sent one. */
    readonly requestId: string | undefined;
  };
}[keyof Responses];

/** The numbers that a key of `responses` stands for, without those that have a key of their own. */
export type StatusOf<Key, Keys> = Key extends number
  ? Key
  : Key extends keyof StatusRanges
    ? Exclude<StatusRanges[Key], Keys>
    : Exclude<StatusRanges[keyof StatusRanges], Keys | RangeMembers<Keys>>;

type RangeMembers<Keys> = Keys extends keyof StatusRanges ? StatusRanges[Keys] : never;

/** The registered statuses by class. */
export interface StatusRanges {
  readonly '1XX': 100 | 101 | 102 | 103;
  readonly '2XX': 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;
  readonly '3XX': 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308;
  readonly '4XX':
    | 400
    | 401
    | 402
    | 403
    | 404
    | 405
    | 406
    | 407
    | 408
    | 409
    | 410
    | 411
    | 412
    | 413
    | 414
    | 415
    | 416
    | 417
    | 418
    | 421
    | 422
    | 423
    | 424
    | 425
    | 426
    | 428
    | 429
    | 431
    | 451
    | 499;
  readonly '5XX': 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;
}
