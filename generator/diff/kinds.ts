/* eslint max-lines: off -- a table */
/**
 * The catalogue of changes: every kind, how it is graded for the reader of data and for the sender of requests, and the
 * check of oasdiff that corresponds to it. docs/drift.md is printed from here.
 */

/**
 * What a change does to code that was right before. `breaking`: it no longer compiles or works. `widening`: it works,
 * but meets (or may send) more than it knew. `additive`: nothing that was there is touched. `docs`: texts only.
 */
export type Grade = 'breaking' | 'widening' | 'additive' | 'docs';

/** One kind of change. */
export interface KindEntry {
  /** In plain words, as a heading. */
  readonly title: string;
  /** Undefined where the kind cannot concern that side. */
  readonly reader: Grade | undefined;
  readonly sender: Grade | undefined;
  /** Whether TypeScript's types show it; what they do not show is kept by the validators. */
  readonly inTypes: boolean;
  /** Check of oasdiff (https://github.com/oasdiff/oasdiff, checker/rules.go) with the nearest meaning. */
  readonly oasdiff: string | undefined;
}

type Row = readonly [
  title: string,
  reader: Grade | '-',
  sender: Grade | '-',
  inTypes: 'types' | 'hidden',
  oasdiff?: string,
];

const ROWS = {
  'api-added': ['API added', 'additive', 'additive', 'hidden'],
  'api-removed': ['API removed', 'breaking', 'breaking', 'hidden'],
  'environment-added': ['Environment added', '-', 'additive', 'hidden'],
  'environment-removed': ['Environment removed', '-', 'breaking', 'hidden'],
  'environment-moved': ['Address of an environment changed', '-', 'widening', 'hidden'],
  'authentication-changed': ['Way to authenticate changed', '-', 'breaking', 'hidden', 'api-global-security-removed'],
  'rate-limit-tightened': ['Fewer calls allowed', '-', 'widening', 'hidden'],
  'rate-limit-loosened': ['More calls allowed', '-', 'additive', 'hidden'],

  'operation-added': ['Operation added', 'additive', 'additive', 'hidden', 'endpoint-added'],
  'operation-removed': ['Operation removed', 'breaking', 'breaking', 'hidden', 'api-removed-without-deprecation'],
  'operation-renamed': ['Operation has another name', 'breaking', 'breaking', 'hidden', 'api-operation-id-changed'],
  'operation-moved': [
    'Method or path of an operation changed',
    '-',
    'breaking',
    'hidden',
    'api-path-removed-without-deprecation',
  ],
  'operation-deprecated': ['Operation deprecated', 'docs', 'docs', 'hidden', 'endpoint-deprecated'],
  'operation-reactivated': ['Operation no longer deprecated', 'docs', 'docs', 'hidden', 'endpoint-reactivated'],
  'operation-secured': ['Operation now needs credentials', '-', 'breaking', 'hidden', 'api-security-removed'],
  'operation-unsecured': ['Operation no longer needs credentials', '-', 'widening', 'hidden', 'api-security-added'],
  'operation-described': ['Text of an operation changed', 'docs', 'docs', 'hidden'],
  'pagination-added': ['Operation can be paged', 'additive', '-', 'hidden'],
  'pagination-removed': ['Operation can no longer be paged', 'breaking', '-', 'hidden'],
  'pagination-changed': ['Paging works differently', 'widening', '-', 'hidden'],

  'parameter-added-required': ['Required parameter added', '-', 'breaking', 'types', 'new-required-request-parameter'],
  'parameter-added-optional': ['Optional parameter added', '-', 'additive', 'types', 'new-optional-request-parameter'],
  'parameter-removed': ['Parameter removed', '-', 'breaking', 'types', 'request-parameter-removed'],
  'parameter-renamed': ['Path parameter has another name', '-', 'breaking', 'types'],
  'parameter-became-required': [
    'Parameter became required',
    '-',
    'breaking',
    'types',
    'request-parameter-became-required',
  ],
  'parameter-became-optional': [
    'Parameter became optional',
    '-',
    'widening',
    'types',
    'request-parameter-became-optional',
  ],
  'parameter-relocated': ['Parameter moved between path, query, header and cookie', '-', 'breaking', 'hidden'],
  'parameter-serialized-differently': [
    'Parameter is written differently',
    '-',
    'breaking',
    'hidden',
    'request-parameter-serialization-changed',
  ],
  'parameter-deprecated': ['Parameter deprecated', '-', 'docs', 'hidden', 'request-parameter-deprecated'],
  'parameter-reactivated': ['Parameter no longer deprecated', '-', 'docs', 'hidden', 'request-parameter-reactivated'],
  'parameter-described': ['Text of a parameter changed', '-', 'docs', 'hidden'],

  'body-added-required': ['Required request body added', '-', 'breaking', 'types', 'added-required-request-body'],
  'body-added-optional': ['Optional request body added', '-', 'additive', 'types', 'added-optional-request-body'],
  'body-removed': ['Request body removed', '-', 'breaking', 'types', 'request-body-removed'],
  'body-became-required': ['Request body became required', '-', 'breaking', 'types', 'request-body-became-required'],
  'body-became-optional': ['Request body became optional', '-', 'widening', 'types', 'request-body-became-optional'],
  'body-media-type-added': [
    'Request body accepted in one more media type',
    '-',
    'widening',
    'hidden',
    'request-body-media-type-added',
  ],
  'body-media-type-removed': [
    'Request body no longer accepted in a media type',
    '-',
    'breaking',
    'hidden',
    'request-body-media-type-removed',
  ],
  'body-encoding-changed': ['Parts of a form are written differently', '-', 'breaking', 'hidden'],

  'response-success-added': ['Another successful answer', 'widening', '-', 'hidden', 'response-success-status-added'],
  'response-success-removed': [
    'Successful answer removed',
    'breaking',
    '-',
    'hidden',
    'response-success-status-removed',
  ],
  'response-error-added': ['Another error answer', 'additive', '-', 'hidden', 'response-non-success-status-added'],
  'response-error-removed': ['Error answer removed', 'additive', '-', 'hidden', 'response-non-success-status-removed'],
  'response-media-type-added': [
    'Answer comes in one more media type',
    'widening',
    '-',
    'hidden',
    'response-media-type-added',
  ],
  'response-media-type-removed': [
    'Answer no longer comes in a media type',
    'breaking',
    '-',
    'hidden',
    'response-media-type-removed',
  ],
  'response-streamed': ['Answer became, or is no longer, a stream', 'breaking', '-', 'hidden'],
  'response-described': ['Text of an answer changed', 'docs', '-', 'hidden'],

  'webhook-added': ['Webhook added', 'additive', '-', 'hidden'],
  'webhook-removed': ['Webhook removed', 'breaking', '-', 'hidden'],
  'webhook-signature-changed': ['Deliveries are signed differently', 'breaking', '-', 'hidden'],
  'webhook-envelope-changed': ['One event for each delivery became a list, or the reverse', 'breaking', '-', 'hidden'],
  'webhook-discriminator-changed': ['Event types are told apart differently', 'breaking', '-', 'hidden'],
  'webhook-statuses-changed': ['Accepted status codes changed', 'widening', '-', 'hidden'],
  'webhook-schedule-changed': ['Time limit, retries or source addresses changed', 'widening', '-', 'hidden'],
  'webhook-identity-changed': ['Identity of a delivery or user is read elsewhere', 'widening', '-', 'hidden'],
  'webhook-described': ['Text of a webhook changed', 'docs', '-', 'hidden'],
  'event-added': ['Event type added', 'additive', '-', 'hidden'],
  'event-removed': ['Event type removed', 'breaking', '-', 'hidden'],
  'event-body-replaced': ['Event type carries another body', 'breaking', '-', 'hidden'],
  'event-deprecated': ['Event type deprecated', 'docs', '-', 'hidden'],
  'event-reactivated': ['Event type no longer deprecated', 'docs', '-', 'hidden'],
  'event-records-changed': ['Records of an event are identified or ordered differently', 'widening', '-', 'hidden'],
  'event-follow-up-changed': ['What an event asks for next changed', 'widening', '-', 'hidden'],
  'event-described': ['Text of an event changed', 'docs', '-', 'hidden'],

  'schema-added': ['Exported type added', 'additive', 'additive', 'hidden'],
  'schema-removed': ['Exported type removed', 'breaking', 'breaking', 'hidden', 'api-schema-removed'],
  'schema-renamed': ['Exported type has another name', 'breaking', 'breaking', 'hidden'],
  'reference-changed': ['Refers to a type of another name and the same shape', 'docs', 'docs', 'hidden'],

  'member-added-required': ['Required member added', 'additive', 'breaking', 'types', 'new-required-request-property'],
  'member-added-optional': ['Optional member added', 'additive', 'additive', 'types', 'new-optional-request-property'],
  'member-removed': ['Member removed', 'breaking', 'breaking', 'types', 'response-required-property-removed'],
  'member-renamed': ['Member has another name', 'breaking', 'breaking', 'types'],
  'member-became-required': [
    'Member became required',
    'additive',
    'breaking',
    'types',
    'request-property-became-required',
  ],
  'member-became-optional': [
    'Member became optional',
    'breaking',
    'widening',
    'types',
    'response-property-became-optional',
  ],
  'became-nullable': ['May be null', 'breaking', 'widening', 'types', 'response-property-became-nullable'],
  'became-not-nullable': [
    'May no longer be null',
    'additive',
    'breaking',
    'types',
    'request-property-became-not-nullable',
  ],
  'kind-changed': ['Value of another kind', 'breaking', 'breaking', 'types', 'response-property-type-changed'],
  'kind-added': [
    'Value may be of one more kind',
    'breaking',
    'widening',
    'types',
    'response-property-type-generalized',
  ],
  'kind-removed': ['Value is of fewer kinds', 'additive', 'breaking', 'types', 'request-property-type-specialized'],
  'number-widened': [
    'Whole number may have a fraction',
    'widening',
    'widening',
    'hidden',
    'response-property-type-generalized',
  ],
  'number-narrowed': ['Number must be whole', 'additive', 'breaking', 'hidden', 'request-property-type-specialized'],
  'value-forbidden': ['No value is allowed any more', 'additive', 'breaking', 'types'],
  'value-permitted': ['A value is allowed where none was', 'breaking', 'widening', 'types'],
  'constant-changed': [
    'Fixed value is another one',
    'breaking',
    'breaking',
    'types',
    'response-property-const-changed',
  ],
  'enumeration-value-added': [
    'Value added to an enumeration',
    'widening',
    'widening',
    'types',
    'response-property-enum-value-added',
  ],
  'enumeration-value-removed': [
    'Value removed from an enumeration',
    'additive',
    'breaking',
    'types',
    'request-property-enum-value-removed',
  ],
  'enumeration-opened': [
    'Enumeration admits any value',
    'widening',
    'widening',
    'types',
    'response-property-became-not-enum',
  ],
  'enumeration-closed': [
    'Only listed values are allowed',
    'additive',
    'breaking',
    'types',
    'request-property-became-enum',
  ],
  'known-value-added': [
    'Another known value of an open enumeration',
    'additive',
    'additive',
    'hidden',
    'response-property-x-extensible-enum-value-added',
  ],
  'known-value-removed': [
    'A known value of an open enumeration is no longer listed',
    'additive',
    'additive',
    'hidden',
    'request-property-x-extensible-enum-value-removed',
  ],

  'format-added': ['Text must have a format', 'additive', 'breaking', 'hidden', 'request-property-type-changed'],
  'format-removed': [
    'Text need no longer have a format',
    'widening',
    'widening',
    'hidden',
    'response-property-type-changed',
  ],
  'format-changed': ['Text has another format', 'breaking', 'breaking', 'hidden', 'response-property-type-changed'],
  'expected-format-changed': ['Format seen so far changed', 'docs', 'docs', 'hidden'],
  'pattern-added': ['Text must match a pattern', 'additive', 'breaking', 'hidden', 'request-property-pattern-added'],
  'pattern-removed': [
    'Text need no longer match a pattern',
    'widening',
    'widening',
    'hidden',
    'request-property-pattern-removed',
  ],
  'pattern-changed': [
    'Text must match another pattern',
    'widening',
    'breaking',
    'hidden',
    'request-property-pattern-changed',
  ],

  'minLength-raised': [
    'Text must be longer',
    'additive',
    'breaking',
    'hidden',
    'request-property-min-length-increased',
  ],
  'minLength-lowered': [
    'Text may be shorter',
    'widening',
    'widening',
    'hidden',
    'response-property-min-length-decreased',
  ],
  'maxLength-raised': [
    'Text may be longer',
    'widening',
    'widening',
    'hidden',
    'response-property-max-length-increased',
  ],
  'maxLength-lowered': [
    'Text must be shorter',
    'additive',
    'breaking',
    'hidden',
    'request-property-max-length-decreased',
  ],
  'minimum-raised': ['Number must be greater', 'additive', 'breaking', 'hidden', 'request-property-min-increased'],
  'minimum-lowered': ['Number may be smaller', 'widening', 'widening', 'hidden', 'response-property-min-decreased'],
  'maximum-raised': ['Number may be greater', 'widening', 'widening', 'hidden', 'response-property-max-increased'],
  'maximum-lowered': ['Number must be smaller', 'additive', 'breaking', 'hidden', 'request-property-max-decreased'],
  'exclusiveMinimum-raised': [
    'Number must be greater (bound not included)',
    'additive',
    'breaking',
    'hidden',
    'request-property-exclusive-min-increased',
  ],
  'exclusiveMinimum-lowered': [
    'Number may be smaller (bound not included)',
    'widening',
    'widening',
    'hidden',
    'response-property-exclusive-min-decreased',
  ],
  'exclusiveMaximum-raised': [
    'Number may be greater (bound not included)',
    'widening',
    'widening',
    'hidden',
    'response-property-exclusive-max-increased',
  ],
  'exclusiveMaximum-lowered': [
    'Number must be smaller (bound not included)',
    'additive',
    'breaking',
    'hidden',
    'request-property-exclusive-max-decreased',
  ],
  'minItems-raised': ['List must be longer', 'additive', 'breaking', 'hidden', 'request-property-min-items-increased'],
  'minItems-lowered': [
    'List may be shorter',
    'widening',
    'widening',
    'hidden',
    'response-property-min-items-decreased',
  ],
  'maxItems-raised': ['List may be longer', 'widening', 'widening', 'hidden', 'response-property-max-items-increased'],
  'maxItems-lowered': [
    'List must be shorter',
    'additive',
    'breaking',
    'hidden',
    'request-property-max-items-decreased',
  ],
  'minProperties-raised': [
    'Object must have more members',
    'additive',
    'breaking',
    'hidden',
    'request-property-min-properties-increased',
  ],
  'minProperties-lowered': [
    'Object may have fewer members',
    'widening',
    'widening',
    'hidden',
    'response-property-min-properties-decreased',
  ],
  'maxProperties-raised': [
    'Object may have more members',
    'widening',
    'widening',
    'hidden',
    'response-property-max-properties-increased',
  ],
  'maxProperties-lowered': [
    'Object must have fewer members',
    'additive',
    'breaking',
    'hidden',
    'request-property-max-properties-decreased',
  ],
  'multiple-changed': [
    'Number must be a multiple of something else',
    'widening',
    'breaking',
    'hidden',
    'request-property-multiple-of-changed',
  ],
  'unique-items-added': [
    'Items must differ from each other',
    'additive',
    'breaking',
    'hidden',
    'request-property-unique-items-set',
  ],
  'unique-items-removed': [
    'Items may repeat',
    'widening',
    'widening',
    'hidden',
    'response-property-unique-items-unset',
  ],

  'tuple-changed': [
    'List has other positions',
    'breaking',
    'breaking',
    'types',
    'response-property-prefix-items-changed',
  ],
  'unknown-members-refused': [
    'Members that are not listed are refused',
    'additive',
    'breaking',
    'hidden',
    'request-property-additional-properties-removed',
  ],
  'unknown-members-allowed': ['Members that are not listed are allowed', 'widening', 'widening', 'hidden'],
  'alternative-added': ['One more alternative', 'widening', 'widening', 'types', 'response-property-one-of-added'],
  'alternative-removed': ['One alternative fewer', 'additive', 'breaking', 'types', 'request-property-one-of-removed'],
  'condition-changed': [
    'A condition (not, if, contains, dependent members) changed',
    'widening',
    'breaking',
    'hidden',
    'request-property-all-of-added',
  ],

  'default-changed': ['Assumed value changed', 'docs', 'widening', 'hidden', 'request-property-default-value-changed'],
  'became-read-only': ['Only ever read', 'docs', 'widening', 'hidden', 'request-optional-property-became-read-only'],
  'became-writable': [
    'No longer only read',
    'docs',
    'widening',
    'hidden',
    'request-optional-property-became-not-read-only',
  ],
  'became-write-only': ['Only ever sent', 'widening', 'docs', 'hidden', 'response-optional-property-became-write-only'],
  'became-readable': [
    'No longer only sent',
    'widening',
    'docs',
    'hidden',
    'response-optional-property-became-not-write-only',
  ],
  deprecated: ['Deprecated', 'docs', 'docs', 'hidden', 'response-property-deprecated'],
  reactivated: ['No longer deprecated', 'docs', 'docs', 'hidden', 'response-property-reactivated'],
  described: ['Text changed', 'docs', 'docs', 'hidden'],
} as const satisfies Record<string, Row>;

/** Names of all kinds; they are stable. */
export type ChangeKind = keyof typeof ROWS;

/** The catalogue, in the order of docs/drift.md. */
export const changeKinds: Readonly<Record<ChangeKind, KindEntry>> = Object.fromEntries(
  Object.entries(ROWS as Record<string, Row>).map(([kind, [title, reader, sender, inTypes, oasdiff]]) => [
    kind,
    {
      title,
      reader: reader === '-' ? undefined : reader,
      sender: sender === '-' ? undefined : sender,
      inTypes: inTypes === 'types',
      oasdiff,
    },
  ]),
) as Record<ChangeKind, KindEntry>;
