/**
 * The accuracy benchmark: all tools on the same splits, one table. `tsx run.mjs [tool]`; SEEDS=1,2 for fewer splits.
 */
import { loadCorpus, split } from './corpus.mjs';
import { mutantsOf, scored } from './mutants.mjs';
import { createRandom, hashText, shuffle } from './random.mjs';
import { tools } from './tools.mjs';

const seeds = (process.env.SEEDS ?? '1,2,3,4,5').split(',').map(Number);
const only = process.argv[2];
const events = loadCorpus();
const names = Object.keys(tools).filter((name) => only === undefined || name.includes(only));
console.log(
  `${events.length} events, ${events.reduce((sum, event) => sum + event.samples.length, 0)} samples, seeds ${seeds.join()}, Node ${process.version}\n`,
);
console.log('own: training samples accepted. recall: held-out accepted; seen: of actions that training has.');
console.log(
  'pairs: held-out of a seen action accepted and its mutant caught (hard level; drift counted; and drift counted',
);
console.log(
  'where the held-out sample itself must be free of drift). Mean over kinds of mutants. Times are the best of all rounds.\n',
);
printRow([
  'tool',
  'own',
  'recall',
  'seen',
  'unseen',
  'pairs hard',
  'pairs',
  'pairs strict',
  'order',
  'ms/event',
  'CPU ms',
]);
for (const name of names) printRow([name, ...(await score(tools[name]))]);
console.log('\nrecall by number of training samples (events with 12 or more)\n');
const counts = [1, 2, 3, 5, 8, 12];
printRow(['tool', ...counts.map(String)]);
for (const name of names) printRow([name, ...(await curve(tools[name], counts))]);

async function score(tool) {
  const total = {
    own: [0, 0],
    recall: [0, 0],
    seen: [0, 0],
    unseen: [0, 0],
    kinds: Object.fromEntries(scored.map((kind) => [kind, { all: 0, hard: 0, drift: 0, strict: 0 }])),
  };
  let best = { wall: Infinity, cpu: Infinity };
  let moved = 0;
  for (const seed of seeds) {
    const splits = events.map((event) => ({ event, ...split(event, seed) }));
    const trains = Object.fromEntries(splits.map(({ event, train }) => [event.name, train]));
    const { schemas, judges } = await tool(trains);
    best = bestOf(best, await bestTime(tool, trains));
    if (seed === seeds[0]) moved = await changedByOrder(tool, trains, schemas);
    for (const { event, train, test } of splits)
      scoreEvent(total, event, train, test, attempt(judges[event.name]), seed);
  }
  const pairs = (key) =>
    percent([scored.reduce((sum, kind) => sum + total.kinds[kind][key] / total.kinds[kind].all, 0), scored.length]);
  return [
    percent(total.own),
    percent(total.recall),
    percent(total.seen),
    percent(total.unseen),
    pairs('hard'),
    pairs('drift'),
    pairs('strict'),
    moved,
    (best.wall / events.length).toFixed(2),
    (best.cpu / events.length).toFixed(2),
  ];
}

/** The best of as many rounds as fit into a second, at least one: what a warm process needs, on the clock and of CPU. */
async function bestTime(tool, trains) {
  const end = performance.now() + 1000;
  let best = { wall: Infinity, cpu: Infinity };
  for (let round = 0; round < 60 && (round === 0 || performance.now() < end); round++) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    await tool(trains);
    const { user, system } = process.cpuUsage(used);
    best = bestOf(best, { wall: performance.now() - start, cpu: (user + system) / 1000 });
  }
  return best;
}

function bestOf(a, b) {
  return { wall: Math.min(a.wall, b.wall), cpu: Math.min(a.cpu, b.cpu) };
}

function scoreEvent(total, event, train, test, judge, seed) {
  const count = (cell, hit) => {
    cell[1]++;
    if (hit) cell[0]++;
  };
  for (const sample of train) count(total.own, judge.hard(sample));
  const actions = new Set(train.map((sample) => sample.action));
  const random = createRandom(hashText(event.name + seed));
  for (const sample of test) {
    const accepted = judge.hard(sample);
    const clean = judge.clean(sample);
    const seen = actions.has(sample.action);
    count(total.recall, accepted);
    count(seen ? total.seen : total.unseen, accepted);
    for (const { kind, value } of mutantsOf(sample, event, random)) {
      if (!seen) continue;
      const cell = total.kinds[kind];
      cell.all++;
      if (accepted && !judge.hard(value)) cell.hard++;
      if (accepted && !judge.clean(value)) cell.drift++;
      if (clean && !judge.clean(value)) cell.strict++;
    }
  }
}

/** Does reversing or shuffling all samples change the output's bytes? */
async function changedByOrder(tool, trains, schemas) {
  const orders = [(list) => [...list].reverse(), (list) => shuffle(list, createRandom(7))];
  const text = JSON.stringify(schemas);
  for (const order of orders) {
    const other = await tool(
      Object.fromEntries(order(Object.entries(trains)).map(([name, list]) => [name, order(list)])),
    );
    const sorted = Array.isArray(schemas)
      ? other.schemas
      : Object.fromEntries(Object.keys(schemas).map((name) => [name, other.schemas[name]]));
    if (JSON.stringify(sorted) !== text) return 'moves';
  }
  return 'same';
}

async function curve(tool, counts) {
  const big = events.filter((event) => event.samples.length >= 12);
  const cells = [];
  for (const count of counts) {
    const cell = [0, 0];
    for (const seed of [1, 2, 3, 4]) {
      const order = (event) => shuffle(event.samples, createRandom(hashText(event.name) ^ (seed * 7919)));
      // Every event of the provider has at most that many samples.
      const { judges } = await tool(
        Object.fromEntries(events.map((event) => [event.name, order(event).slice(0, count)])),
      );
      for (const event of big) {
        const held = order(event).slice(-Math.max(3, Math.floor(event.samples.length * 0.25)));
        if (count + held.length > event.samples.length) continue;
        const judge = attempt(judges[event.name]);
        for (const sample of held) {
          cell[1]++;
          if (judge.hard(sample)) cell[0]++;
        }
      }
    }
    cells.push(percent(cell));
  }
  return cells;
}

/** A schema that cannot be compiled accepts nothing. */
function attempt(create) {
  try {
    return create();
  } catch {
    return { hard: () => false, clean: () => false };
  }
}

function percent([part, whole]) {
  return whole === 0 ? '-' : ((100 * part) / whole).toFixed(1);
}

function printRow([name, ...cells]) {
  console.log([name.padEnd(42), ...cells.map((cell) => String(cell).padStart(12))].join(' '));
}
