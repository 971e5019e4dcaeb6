/** The record of what was decided and on what grounds: what `hookwright infer` prints, and the questions left open. */
import type { Diagnostic } from '../diagnostics.js';
import { pointerTokens } from '../pointer.js';
import { noEvidence, supportOf } from './evidence.js';
import type { Evidence } from './evidence.js';
import { kindIndex, seen, seenAtAll, seenKinds } from './observation.js';
import type { Observation } from './observation.js';
import { thresholds } from './thresholds.js';

/** One decision about one place of a named type. */
export interface Decision {
  readonly type: string;
  /** JSON pointer into the type's schema. */
  readonly pointer: string;
  readonly rule:
    | 'kind'
    | 'required'
    | 'optional'
    | 'nullable'
    | 'format'
    | 'enumeration'
    | 'texts'
    | 'tuple'
    | 'map'
    | 'variants'
    | 'open';
  readonly outcome: string;
  /** How many samples speak for it and, where that can be, against it; estimates beyond a few. */
  readonly support: number;
  readonly against: number;
  /** Some of those samples, by their digests. */
  readonly evidence: Evidence;
  readonly contrary: Evidence;
}

/** Takes note of what is decided about one named type. Places are JSON pointers into its schema. */
export interface Report {
  decided(pointer: string, rule: Decision['rule'], outcome: string, evidence: Evidence): void;
  kinds(pointer: string, facts: Observation): void;
  presence(pointer: string, required: boolean, facts: Observation, absent: Evidence): void;
  open(pointer: string, what: string, evidence: Evidence): void;
  mixed(pointer: string): void;
}

/** A report that adds questions to `diagnostics` and, where a list for them is given, all decisions to it. */
export function createReport(
  provider: string,
  type: string,
  diagnostics: Diagnostic[],
  decisions: Decision[] | undefined,
): Report {
  const add = decisions === undefined ? ignore : createRecorder(type, decisions);
  const ask = (pointer: string, what: string, update: string): void => {
    diagnostics.push(question(provider, type, pointer, what, update));
  };
  return {
    decided: add,
    kinds(pointer, facts) {
      if (decisions !== undefined && facts.kinds.some(isKnown))
        add(pointer, 'kind', kindText(facts), rarestKind(facts));
    },
    presence(pointer, required, facts, absent) {
      if (decisions === undefined) return;
      const reason = presenceReason(required, absent.length);
      add(pointer, required ? 'required' : 'optional', reason, seenAtAll(facts), absent);
    },
    open(pointer, what, evidence) {
      const support = supportOf(evidence);
      add(pointer, 'open', what, evidence);
      ask(pointer, `${what}, in ${support} ${support === 1 ? 'sample' : 'samples'}`, '{ type: string }');
    },
    mixed(pointer) {
      add(pointer, 'open', 'has both names and data for keys', noEvidence);
      ask(pointer, 'has keys that look like data beside named members', '{ additionalProperties: {} }');
    },
  };
}

type Add = (pointer: string, rule: Decision['rule'], outcome: string, evidence: Evidence, contrary?: Evidence) => void;

function ignore(): void {
  // Generation asks for no reasons.
}

function createRecorder(type: string, decisions: Decision[]): Add {
  return (pointer, rule, outcome, evidence, contrary = noEvidence) => {
    const [support, against] = [supportOf(evidence), supportOf(contrary)];
    decisions.push({ type, pointer, rule, outcome, support, against, evidence, contrary });
  };
}

/** A kind other than null that was seen. */
function isKnown(evidence: Evidence, kind: number): boolean {
  return kind !== kindIndex.null && evidence.length > 0;
}

function rarestKind(facts: Observation): Evidence {
  const known = facts.kinds.filter(isKnown);
  return known.reduce((rarest, evidence) => (supportOf(evidence) < supportOf(rarest) ? evidence : rarest));
}

function presenceReason(required: boolean, against: number): string {
  if (required) return against === 0 ? 'in every sample' : 'the manifest says so';
  return against === 0 ? 'in every sample, but the manifest or its policy allows to leave it out' : 'may be left out';
}

/** In words; whole numbers in few samples are called numbers, as the type does. */
function kindText(facts: Observation): string {
  const kinds = seenKinds.filter((kind) => kind !== 'null' && seen(facts, kind).length > 0);
  const whole = !kinds.includes('number') && supportOf(seen(facts, 'integer')) < thresholds.integer;
  const texts = kinds.flatMap((kind) => {
    if (kind !== 'integer') return [kind];
    if (kinds.includes('number')) return [];
    return [whole ? 'number (whole so far)' : 'integer'];
  });
  return texts.join(' or ');
}

function question(provider: string, type: string, pointer: string, what: string, update: string): Diagnostic {
  const target = `$.components.schemas.${type}${pointerTokens(pointer).map(pathStep).join('')}`;
  return {
    code: 'inference-open',
    severity: 'note',
    message: `${type}${pointer} ${what}`,
    at: { file: `schemas/${provider}/overlay.yaml`, pointer: `/components/schemas/${type}${pointer}` },
    hint: `say what it is in the overlay: - { target: "${target}", description: <reason>, update: ${update} }`,
  };
}

function pathStep(step: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(step) ? `.${step}` : `['${step.replaceAll("'", "\\'")}']`;
}
