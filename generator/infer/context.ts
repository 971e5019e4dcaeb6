/** What the decisions about the places of one named type have in common. */
import type { InferencePolicy } from '../manifest/manifest.js';
import type { Report } from './decision.js';
import type { Group } from './nested.js';
import type { Observation } from './observation.js';
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
  readonly isNullElsewhere: (name: string, facts: Observation) => boolean;
  /** What a member's name says of its texts. */
  readonly hintOf: (name: string) => NameHint;
  readonly report: Report;
}

/** Where a group is: the JSON pointer into the named type's schema, and the name of the member that holds it. */
export interface Location {
  readonly pointer: string;
  readonly name: string;
}
