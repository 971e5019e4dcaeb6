/** What the decisions about the places of one named type have in common. */
import type { InferencePolicy } from '../manifest/manifest.js';
import type { Report } from './decision.js';
import type { Group } from './nested.js';
import type { NullNames } from './null-names.js';
import type { NameHint } from './values.js';

/** What a decision may look up beside the group itself. */
export interface DecisionContext {
  readonly policy: InferencePolicy;
  /** Members of the type itself that are required and not null; undefined: as inferred. */
  readonly required: readonly string[] | undefined;
  /** The named type of a group, if it has one. */
  readonly nameOf: (group: Group) => string | undefined;
  /** True for the members that tell event types apart. */
  isTag(group: Group): boolean;
  /** True where members of this name are null elsewhere in the provider. */
  readonly isNullElsewhere: NullNames;
  /** What a member's name says of its texts. */
  readonly hintOf: (name: string) => NameHint;
  readonly report: Report;
}

/** Where a group is. */
export interface Location {
  /** The JSON pointer into the named type's schema. */
  readonly pointer: string;
  /** The name of the member that holds it. */
  readonly name: string;
  /** The members of the object that the member is of. */
  readonly beside: ReadonlyMap<string, unknown>;
}
