/** The record of what was decided and on what grounds: what `hookwright infer` prints, and the questions left open. */
import type { Diagnostic } from '../diagnostics.js';
import { escapeToken } from '../pointer.js';
import { supportOf } from './evidence.js';
import { seen, seenKinds } from './observation.js';
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
  /** Samples that speak for it, and, where that can be, those that speak against it. */
  readonly support: number;
  readonly against: number;
}

/** Collects decisions about one named type. */
export interface Report {
  decided(steps: readonly string[], rule: Decision['rule'], outcome: string, support: number): void;
  kinds(steps: readonly string[], facts: Observation): void;
  presence(steps: readonly string[], required: boolean, support: number, against: number): void;
  open(steps: readonly string[], what: string, support: number): void;
  mixed(steps: readonly string[]): void;
}

/** A report that appends to the lists given. */
export function createReport(provider: string, type: string, decisions: Decision[], diagnostics: Diagnostic[]): Report {
  const add = (
    steps: readonly string[],
    rule: Decision['rule'],
    outcome: string,
    support: number,
    against = 0,
  ): void => {
    decisions.push({ type, pointer: pointerOf(steps), rule, outcome, support, against });
  };
  return {
    decided: add,
    kinds(steps, facts) {
      const kinds = seenKinds.filter((kind) => seen(facts, kind).length > 0);
      const known = kinds.filter((kind) => kind !== 'null');
      const rarest = Math.min(...known.map((kind) => supportOf(seen(facts, kind))));
      if (known.length > 0) add(steps, 'kind', kindText(facts), rarest);
    },
    presence(steps, required, support, against) {
      add(steps, required ? 'required' : 'optional', presenceReason(required, against), support, against);
    },
    open(steps, what, support) {
      add(steps, 'open', what, support);
      diagnostics.push(
        question(
          provider,
          type,
          steps,
          `${what}, in ${support} ${support === 1 ? 'sample' : 'samples'}`,
          '{ type: string }',
        ),
      );
    },
    mixed(steps) {
      add(steps, 'open', 'has both names and data for keys', 0);
      diagnostics.push(
        question(
          provider,
          type,
          steps,
          'has keys that look like data beside named members',
          '{ additionalProperties: {} }',
        ),
      );
    },
  };
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

/** The JSON pointer of steps. */
export function pointerOf(steps: readonly string[]): string {
  let pointer = '';
  for (const step of steps) pointer += `/${/[~/]/.test(step) ? escapeToken(step) : step}`;
  return pointer;
}

function question(provider: string, type: string, steps: readonly string[], what: string, update: string): Diagnostic {
  const target = `$.components.schemas.${type}${steps.map(pathStep).join('')}`;
  return {
    code: 'inference-open',
    severity: 'note',
    message: `${type}${pointerOf(steps)} ${what}`,
    at: { file: `schemas/${provider}/overlay.yaml`, pointer: `/components/schemas/${type}${pointerOf(steps)}` },
    hint: `say what it is in the overlay: - { target: "${target}", description: <reason>, update: ${update} }`,
  };
}

function pathStep(step: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(step) ? `.${step}` : `['${step.replaceAll("'", "\\'")}']`;
}
