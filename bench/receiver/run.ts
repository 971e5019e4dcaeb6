/**
 * Measures the receiver against the bare ceiling in one run, on the loopback address, bounded in number and time.
 * `npm run bench:receiver -- [--only <parts>] [--rounds 3] [--seconds 4] [--soak 20] [--rate 1000]
 * [--curve 100000] [--gathers]`, parts of: ladder, sqlite, postgres, slow, large, drain,
 * verify, soak, curve. `--soak 600 --curve 1000000` is the long run.
 */
import { parseArgs } from 'node:util';
import { hasPostgres } from '../../test/receiver/postgres-server.js';
import { measureCurve, measureProcessing, measureQueue, measureVerify } from './alone.js';
import { measureLadder } from './ladder.js';
import { measureLarge, measureSoak } from './large.js';
import { openWorkshop } from './servers.js';
import { table } from './table.js';
import { measureThroughput } from './throughput.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'verify,ladder,sqlite,postgres,slow,large,drain,soak,curve' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    soak: { type: 'string', default: '20' },
    rate: { type: 'string', default: '1000' },
    curve: { type: 'string', default: '100000' },
    gathers: { type: 'boolean', default: false },
  },
});
const parts = new Set(values.only.split(','));
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const kinds = hasPostgres ? (['sqlite', 'postgres'] as const) : (['sqlite'] as const);
const workshop = await openWorkshop();
const basis = { rounds, seconds, connections: 64, syncDelay: 0, gathers: values.gathers };

try {
  if (parts.has('verify')) await measureVerify();
  if (parts.has('ladder')) await measureLadder(workshop);
  for (const kind of kinds) if (parts.has(kind)) await measureThroughput(workshop, { ...basis, kind });
  if (parts.has('slow'))
    for (const connections of [64, 256])
      await measureThroughput(workshop, { ...basis, kind: 'sqlite', connections, syncDelay: 2000 });
  if (parts.has('large')) for (const kind of kinds) await measureLarge(workshop, kind, rounds);
  if (parts.has('drain')) await drain();
  if (parts.has('soak')) await measureSoak(workshop, Number(values.soak), Number(values.rate));
  if (parts.has('curve')) await measureCurve(await workshop.newStore('sqlite'), Number(values.curve));
} finally {
  await workshop.close();
}

async function drain(): Promise<void> {
  const rows: (readonly (string | number)[])[] = [];
  for (const kind of kinds) {
    rows.push(await measureQueue(await workshop.newStore(kind), 30_000));
    rows.push(await measureProcessing(await workshop.newStore(kind), 5000));
  }
  table('jobs drained by one worker', ['store', 'jobs', 'jobs/s', 'CPU us each, without the database server'], rows);
}
