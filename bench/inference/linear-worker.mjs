/** One measurement: `parse` or `observe` a file of NDJSON; prints seconds, CPU seconds and peak memory in MB. */
import { readBodies } from '../../generator/cli/read-bodies.ts';
import { createObserver } from '../../generator/infer/observe.ts';

const [, , mode, file] = process.argv;
const observer = createObserver();
const start = performance.now();
for await (const { body } of readBodies(file)) if (mode === 'observe') observer.add('sleep', body);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage();
const cpu = (user + system) / 1e6;
console.log(JSON.stringify({ seconds, cpu, peak: process.resourceUsage().maxRSS / 1024 }));
