/** The tools: each takes the training samples of all events and gives a judge for each event. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import * as quicktypeCore from 'quicktype-core';

import { infer } from '../../generator/infer/infer.ts';
import { pascal } from './corpus.mjs';
import { peerJudge, typeJudges } from './judge.mjs';

const require = createRequire(import.meta.url);
const genson = require('genson-js');
const mongodb = require('mongodb-schema');

/** Ours: one run over all events of the provider; `action` is the member that tells their variants apart. */
export function inferTypes(trains, options = {}) {
  const none = { description: undefined, required: undefined, optional: undefined, nullable: undefined, map: false };
  return infer({
    provider: 'corpus',
    samples: Object.entries(trains).flatMap(([folder, bodies]) =>
      bodies.map((body, i) => ({ folder, name: String(i), file: '', body })),
    ),
    entities: Object.keys(trains).map((folder) => ({ ...none, name: `${pascal(folder)}Event`, at: [`${folder}#`] })),
    policy: { optional: 'seen', nullable: 'seen' },
    automatic: true,
    tags: ['*#/action'],
    ...options,
  }).value;
}

function ours(options) {
  return async (trains) => {
    const schemas = inferTypes(trains, options);
    // Made when first asked for, as for the peers: the time measured is that of inference.
    let judgeOf;
    const judge = (name) => (judgeOf ??= typeJudges(schemas))(name);
    return {
      schemas,
      judges: Object.fromEntries(Object.keys(trains).map((name) => [name, () => judge(`${pascal(name)}Event`)])),
    };
  };
}

/** A peer that infers one event at a time. */
function peer(inferOne) {
  return async (trains) => {
    const schemas = {};
    for (const [name, samples] of Object.entries(trains)) schemas[name] = await inferOne(name, samples);
    return {
      schemas,
      judges: Object.fromEntries(Object.keys(trains).map((name) => [name, () => peerJudge(schemas[name])])),
    };
  };
}

async function quicktype(name, samples) {
  const input = quicktypeCore.jsonInputForTargetLanguage(new quicktypeCore.JSONSchemaTargetLanguage());
  await input.addSource({ name: pascal(name), samples: samples.map((sample) => JSON.stringify(sample)) });
  const inputData = new quicktypeCore.InputData();
  inputData.addInput(input);
  const flags = Object.fromEntries(quicktypeCore.inferenceFlagNames.map((flag) => [flag, true]));
  const { lines } = await quicktypeCore.quicktype({
    inputData,
    lang: new quicktypeCore.JSONSchemaTargetLanguage(),
    ...flags,
  });
  return JSON.parse(lines.join('\n'));
}

async function openQuicktype(name, samples) {
  const schema = await quicktype(name, samples);
  return JSON.parse(
    JSON.stringify(schema, (key, value) => (key === 'additionalProperties' && value === false ? undefined : value)),
  );
}

/** Published for bundlers only: its WebAssembly is instantiated by hand. */
async function loadTypegen() {
  const folder = new URL('./node_modules/json_typegen_wasm/', import.meta.url);
  const source = readFileSync(new URL('json_typegen_wasm_bg.js', folder), 'utf8').replace(
    /import \* as wasm from .*?;/,
    'let wasm; export function start(exports) { wasm = exports; }',
  );
  const glue = await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
  const { instance } = await WebAssembly.instantiate(readFileSync(new URL('json_typegen_wasm_bg.wasm', folder)), {
    './json_typegen_wasm_bg.js': glue,
  });
  glue.start(instance.exports);
  return (_, samples) =>
    JSON.parse(glue.run('Root', JSON.stringify(samples), JSON.stringify({ output_mode: 'json_schema', unwrap: '/-' })));
}

/** All tools by name, ours first. */
export const tools = {
  hookwright: ours({}),
  'hookwright, no automatic types': ours({ automatic: false }),
  quicktype: peer(quicktype),
  'quicktype, additional properties allowed': peer(openQuicktype),
  'genson-js': peer((_, samples) => genson.createCompoundSchema(samples)),
  'mongodb-schema': peer(async (_, samples) => (await mongodb.analyzeDocuments(samples)).getStandardJsonSchema()),
  json_typegen: peer(await loadTypegen()),
};
