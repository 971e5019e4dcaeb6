/** The `answers` part of a webhook's manifest, parsed. */
import type { RecordRule } from './manifest.js';

/** How the answer of a call becomes records: parts of it count as events. */
export interface AnswerManifest {
  readonly operation: string;
  /** The event type that each part is like, `{x}` standing for a parameter; a name of their own where none is. */
  readonly type: string;
  /** Values of parameters that event types spell otherwise. */
  readonly spelled: Readonly<Record<string, string>>;
  /** Pointer to the part in the answer, or to each with `*`. Empty: the answer. */
  readonly at: string;
  /** Pointer to where the part stands in the event. Empty: it is the event. */
  readonly to: string;
  /** Texts that the event has to have and the answer may lack, by pointer. */
  readonly with: Readonly<Record<string, string>>;
  /** Where no event is like the parts: what they are, and what makes one the same as another. */
  readonly own:
    | { readonly schema: { readonly api: string; readonly pointer: string }; readonly records: RecordRule }
    | undefined;
}
