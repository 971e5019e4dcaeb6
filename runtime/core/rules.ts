/** What events ask of a receiver, as plain data: generated code provides it, a receiver carries it out. */

/** What holds for the events of some types. */
export interface EventRule {
  readonly types: readonly string[];
  /** Why these events are no longer expected; undefined for current ones. */
  readonly deprecated: string | undefined;
  readonly records: RecordRule | undefined;
  readonly followUp: FollowUp | undefined;
  readonly lifecycle: UserLifecycle | undefined;
}

/** Where an event's records are and what makes one the same as another. */
export interface RecordRule {
  /** JSON pointer to the record, or to each of them with `*`. Empty: the event itself. */
  readonly at: string;
  /** All of these values together are the key; one that is null or missing counts as empty. */
  readonly key: readonly KeyPart[];
  /** Where a record's date is; undefined: the first date in the key. */
  readonly day?: KeyPart;
  readonly version: VersionRule;
}

/** One value of a record, or of the event around it. */
export interface KeyPart {
  /** JSON pointer relative to the record, or to the event around it. */
  readonly pointer: string;
  readonly from: 'record' | 'event';
  /** `day`: the first ten characters of a date-time. `stem`: the text before the last dot. */
  readonly cut: 'day' | 'stem' | undefined;
  /** What stands in where there is no value. */
  readonly otherwise?: KeyPart;
}

/** Which of two versions of a record stands. */
export type VersionRule =
  /** The one that came last. */
  | { readonly kind: 'latest' }
  /** The one with the greater number at a pointer of the event; equal or lower never overwrites. */
  | { readonly kind: 'highest'; readonly pointer: string }
  /** The one with the greater number in a header; without the header, as `latest`. */
  | { readonly kind: 'header'; readonly name: string }
  /** The one with the later date-time at a pointer of the record. */
  | { readonly kind: 'newest'; readonly pointer: string };

/** What an event asks for next. */
export type FollowUp =
  /** Call an operation. A parameter is a pointer into the event, or a fixed text after `=`. */
  | {
      readonly kind: 'fetch';
      readonly operation: string;
      readonly parameters: Readonly<Record<string, string>>;
      /** True where the answer is history: it may wait behind everything that is current. */
      readonly backfill?: true;
    }
  /** Fetch the https link at `pointer` from one of `hosts` and take what it holds as an event. */
  | { readonly kind: 'download'; readonly pointer: string; readonly hosts: readonly string[] }
  /** Expect as many deliveries as the number at `count`, which carry the text at `reference` in a header. */
  | { readonly kind: 'expect'; readonly reference: string; readonly count: string; readonly header: string | undefined }
  /** Tell the operator. */
  | { readonly kind: 'notify' };

/** How the answer of a call becomes records: parts of it count as events. Pointers are JSON pointers. */
export interface AnswerRule {
  readonly operation: string;
  /** The event type that each part is like; `{x}` stands for the call's parameter `x`. */
  readonly type: string;
  /** What event types call a value of a parameter, where that is something else. */
  readonly spelled: Readonly<Record<string, string>>;
  /** The part, or each of them with `*`. Empty: the answer. */
  readonly at: string;
  /** Where the part stands in the event. Empty: it is the event. */
  readonly to: string;
  /** Texts that the event has to have and the answer may lack, by pointer. */
  readonly with: Readonly<Record<string, string>>;
  /**
   * Where no event is like the parts: the name of their validator, and a rule of their own. The event around a part is then
   * made of the call's parameters.
   */
  readonly own: { readonly validator: string; readonly records: RecordRule } | undefined;
}

/** What an event says of a user: JSON pointers to the provider's user ids. */
export type UserLifecycle =
  /** Only where the text at `when.pointer` is `when.value`, if that is given. */
  | {
      readonly kind: 'connected';
      readonly user: string;
      readonly when: { readonly pointer: string; readonly value: string } | undefined;
    }
  | { readonly kind: 'disconnected'; readonly user: string }
  | { readonly kind: 'replaced'; readonly user: string; readonly previous: string };
