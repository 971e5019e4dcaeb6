/** The corpus: GitHub's webhook deliveries with the schemas that people keep for them, from two npm packages. */
import { createRequire } from 'node:module';

import Ajv from 'ajv';
import addFormats from 'ajv-formats';

import { createRandom, hashText, shuffle } from './random.mjs';

const require = createRequire(import.meta.url);
const truth = require('@octokit/webhooks-schemas');
const examples = require('@octokit/webhooks-examples/api.github.com/index.json');

/** Events with at least `min` distinct samples that the kept schema accepts, with judges that do and do not check formats. */
export function loadCorpus(min = 4) {
  const judges = [truthJudge(true), truthJudge(false)];
  return examples.flatMap(({ name, examples: bodies }) => {
    const definition = [`${name}_event`, `${name}$event`].find((key) => truth.definitions[key]);
    if (definition === undefined) return [];
    const [accepts, acceptsShape] = judges.map((judge) => judge(definition));
    const distinct = [...new Map(bodies.map((body) => [JSON.stringify(body), body])).values()];
    const samples = distinct.filter((body) => accepts(body));
    return samples.length < min ? [] : [{ name, samples, accepts, acceptsShape }];
  });
}

/** A quarter of an event's samples is held out. */
export function split(event, seed) {
  const order = shuffle(event.samples, createRandom(hashText(event.name) ^ (seed * 7919)));
  const held = Math.max(1, Math.round(order.length * 0.25));
  return { test: order.slice(0, held), train: order.slice(held) };
}

/** `check_run` -> `CheckRun`. */
export function pascal(name) {
  return name
    .split(/[_\W]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function truthJudge(validateFormats) {
  const ajv = new Ajv({ strict: false, validateFormats });
  addFormats(ajv);
  const ignored = new Set(['$schema', 'tsAdditionalProperties']);
  ajv.addSchema(JSON.parse(JSON.stringify(truth, (key, value) => (ignored.has(key) ? undefined : value))), 'truth');
  return (definition) => ajv.compile({ $ref: `truth#/definitions/${definition}` });
}
