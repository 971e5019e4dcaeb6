/** What must hold of inference for any samples. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { infer, inferFrom } from '../../../generator/infer/infer.js';
import { observeProvider } from '../../../generator/infer/infer-provider.js';
import { join, nothing } from '../../../generator/infer/observation.js';
import type { Observation } from '../../../generator/infer/observation.js';
import { createObserver, observeBody } from '../../../generator/infer/observe.js';
import { printObservations } from '../../../generator/infer/observations-file.js';
import { parseObservations } from '../../../generator/infer/observations-parse.js';
import { project } from '../../../generator/infer/project.js';
import type { CapturedSample } from '../../../generator/load/samples.js';
import type { JsonValue } from '../../../generator/schema.js';
import { inputOf, json, judge, reverseMembers, samples } from './samples.js';

/** A text that is the same for equal observations. */
function textOf(place: Observation): string {
  return printObservations({ folders: new Map([['sleep', place]]), names: new Map() });
}

function observe(bodies: readonly JsonValue[]): Observation {
  return bodies.map((body) => observeBody('sleep', body)).reduce(join, nothing);
}

/** The observations that a provider's folder has after samples were seen beside what was saved before. */
function saved(samples: readonly CapturedSample[], before: string | undefined): string {
  const files = before === undefined ? [] : [{ path: 'observations.json', text: before }];
  const { value, diagnostics } = observeProvider({ provider: 'example', label: 'schemas/example', files }, samples);
  expect(diagnostics).toEqual([]);
  return printObservations({ folders: project(value.seen, []), names: value.names });
}

const bodies = fc.array(json, { maxLength: 4 });

describe('observations', () => {
  test('join in any order and grouping, any number of times, to the same value', () => {
    fc.assert(
      fc.property(bodies, bodies, bodies, (x, y, z) => {
        const [a, b, c] = [observe(x), observe(y), observe(z)];
        expect(textOf(join(a, b))).toBe(textOf(join(b, a)));
        expect(textOf(join(join(a, b), c))).toBe(textOf(join(a, join(b, c))));
        expect(textOf(join(a, a))).toBe(textOf(a));
        expect(textOf(join(join(a, b), b))).toBe(textOf(join(a, b)));
      }),
      { numRuns: 150 },
    );
  });

  test('are the same whether bodies are seen one after another or joined', () => {
    fc.assert(
      fc.property(bodies, (list) => {
        const observer = createObserver();
        for (const body of list) observer.add('sleep', body);
        expect(textOf(observer.folders().get('sleep') ?? nothing)).toBe(textOf(observe(list)));
      }),
      { numRuns: 200 },
    );
  });

  test('survive being written and read, and give the same schemas as the samples', () => {
    fc.assert(
      fc.property(samples, (list) => {
        const input = inputOf(list, true);
        const observer = createObserver();
        const names = new Map<string, Map<number, string>>();
        for (const { folder, name, body } of list) {
          const named = names.get(folder) ?? new Map<number, string>();
          names.set(folder, named.set(observer.add(folder, body), name));
        }
        const text = printObservations({ folders: project(observer.folders(), []), names });
        const read = parseObservations(text, 'observations.json');
        expect(read.diagnostics).toEqual([]);
        expect(printObservations(read.value)).toBe(text);
        expect(inferFrom(read.value.folders, input)).toEqual(infer(input));
        expect(infer({ ...input, observations: read.value.folders })).toEqual(infer(input));
      }),
      { numRuns: 150 },
    );
  });
});

describe('names of samples as evidence', () => {
  test('are the same in whatever order samples come and are seen again, and survive the loss of the samples', () => {
    fc.assert(
      fc.property(samples, fc.array(fc.nat(), { minLength: 7, maxLength: 7 }), (list, order) => {
        const captured = list.map((sample) => ({ ...sample, headers: {} }));
        const text = saved(captured, undefined);
        const shuffled = captured
          .map((sample, i) => ({ sample, rank: order[i] ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ sample }) => sample);
        expect(saved([...shuffled, ...captured], undefined)).toBe(text);
        expect(saved([], text)).toBe(text);
        expect(saved(shuffled.slice(1), text)).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});

describe('inference', () => {
  test('accepts its own samples, on both levels, with and without automatic types', () => {
    fc.assert(
      fc.property(samples, fc.boolean(), (list, automatic) => {
        const { value } = infer(inputOf(list, automatic));
        const [hard, soft] = [judge(value, 'hard'), judge(value, 'soft')];
        for (const { folder, body } of list) {
          if (body === null) continue;
          expect(hard(`${folder}Event`, body)).toBe(true);
          expect(soft(`${folder}Event`, body)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('does not depend on the order of samples or of members', () => {
    fc.assert(
      fc.property(samples, fc.boolean(), (list, automatic) => {
        const other = [...list].reverse().map((sample) => ({ ...sample, body: reverseMembers(sample.body) }));
        expect(JSON.stringify(infer(inputOf(other, automatic)))).toBe(JSON.stringify(infer(inputOf(list, automatic))));
      }),
      { numRuns: 200 },
    );
  });

  test('does not change when a sample is seen again', () => {
    fc.assert(
      fc.property(samples, (list) => {
        expect(infer(inputOf([...list, ...list], true))).toEqual(infer(inputOf(list, true)));
      }),
      { numRuns: 100 },
    );
  });
});
