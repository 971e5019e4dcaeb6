/** The `answers` part of a webhook's manifest, parsed. */
import type { AnswerRule } from '../../runtime/core/rules.js';
import type { RecordRule } from './manifest.js';

/** How the answer of a call becomes records, as the manifest says it: what is no event's is in a document. */
export interface AnswerManifest extends Omit<AnswerRule, 'own'> {
  /** Where no event is like the parts: what they are, and what makes one the same as another. */
  readonly own:
    | { readonly schema: { readonly api: string; readonly pointer: string }; readonly records: RecordRule }
    | undefined;
}
