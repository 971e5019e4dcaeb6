/** `hookwright capture <provider> <event> <file>`: scrubs a captured body and writes it as a sample. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { hmac } from '../../../runtime/core/webhook/hmac.node.js';
import { signDelivery } from '../../../runtime/core/webhook/sign.js';
import { parseHeaders, scrubHeaders } from '../../capture/headers.js';
import type { Headers } from '../../capture/headers.js';
import { createRandom } from '../../capture/random.js';
import { captureTexts, scrub } from '../../capture/scrub.js';
import type { Replacement, Scrubbed } from '../../capture/scrub.js';
import { findDoubts } from '../../capture/verify.js';
import { eventTypeOf } from '../../compose/roots.js';
import { InputError, UsageError } from '../../diagnostics.js';
import { project } from '../../infer/project.js';
import { tagsOf } from '../../infer/tags.js';
import { vocabularyOf } from '../../infer/vocabulary.js';
import { parseJson } from '../../load/parse-text.js';
import type { EventManifest, Manifest, WebhookManifest } from '../../manifest/manifest.js';
import type { JsonValue } from '../../schema.js';
import { printTable } from '../print.js';
import { loadProvider } from '../provider-input.js';
import type { GlobalOptions } from '../workspace.js';

export interface CaptureOptions {
  /** File with the headers of the delivery. */
  readonly headers: string | undefined;
  /** Name of the sample; default: the next free number. */
  readonly name: string | undefined;
  /** Write although there are doubts. */
  readonly accept: boolean;
}

/** The secret that scrubbed samples are signed with; documented, so that tests can verify them. */
const testSecret = 'hookwright-sample-secret';

/** Scrubs, shows what was replaced, and writes; returns 2 without writing where a person must look first. */
export async function capture(
  options: GlobalOptions,
  provider: string,
  event: string,
  file: string,
  own: CaptureOptions,
): Promise<number> {
  const { manifest, samples, seen } = await loadProvider(options, provider);
  const { webhook, event: found } = findEvent(manifest, event);
  const headers = own.headers === undefined ? undefined : readHeaders(await read(own.headers), own.headers);
  const body = await readBody(file);
  checkEvent(webhook, found, body, headers ?? {});
  const folder = found.samples ?? found.key;
  const taken = samples.filter((sample) => sample.folder === folder).map((sample) => sample.name);
  const name = sampleName(own.name, taken);
  const random = createRandom(randomBytes(4).readUInt32LE());
  const text = captureTexts(random);
  const scrubbed = scrub(body, { random, text, vocabulary: vocabularyOf(manifest, project(seen, tagsOf(manifest))) });
  const doubts = [...scrubbed.doubts, ...findDoubts(body, scrubbed)];
  if (options.json) console.log(JSON.stringify({ replacements: scrubbed.replacements, doubts }));
  else report(scrubbed, doubts);
  if (doubts.length > 0 && !own.accept) {
    console.error(
      '\nNothing was written. Look at these places in the captured body; if nothing there is personal, run again with --accept.',
    );
    return 2;
  }
  const stem = join(options.schemas, provider, 'samples', folder, name);
  const sample = print(scrubbed.body);
  await mkdir(join(stem, '..'), { recursive: true });
  await writeFile(`${stem}.json`, sample, { flag: 'wx' });
  if (headers !== undefined) {
    const kept = scrubHeaders(headers, webhook, text);
    await writeFile(`${stem}.headers.json`, print(await sign(kept, provider, webhook, sample)));
  }
  console.error(`${stem}.json written`);
  return 0;
}

function print(value: JsonValue): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** A name that is free, and no path. */
function sampleName(wanted: string | undefined, taken: readonly string[]): string {
  if (wanted === undefined) return nextName(taken);
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(wanted) || wanted.endsWith('.headers'))
    throw new UsageError('--as takes a name of letters, digits, points, lines and underscores');
  if (taken.includes(wanted)) throw new UsageError(`there is a sample "${wanted}" of this event; give another name`);
  return wanted;
}

/** A body in the wrong folder would be refused by the next generation. */
function checkEvent(webhook: WebhookManifest, event: EventManifest, body: JsonValue, headers: Headers): void {
  const items = webhook.envelope === 'array' ? body : [body];
  if (!Array.isArray(items)) throw new UsageError('the deliveries of this webhook are arrays, but the body is none');
  const types = (items as readonly JsonValue[]).map((item) => eventTypeOf(webhook.discriminator, item, headers));
  if (types.every((type) => type !== undefined && event.types.includes(type))) return;
  const where =
    webhook.discriminator.kind === 'header' ? `; give the header ${webhook.discriminator.name} with --headers` : '';
  throw new UsageError(
    `the body is not of the event "${event.key}" by what the manifest says tells events apart${where}`,
  );
}

function report(scrubbed: Scrubbed, doubts: readonly Replacement[]): void {
  const rows = scrubbed.replacements.map(({ pointer, rule }) => [pointer.replace(/\/\d+(?=\/|$)/g, '/*'), rule]);
  const distinct = [...new Map(rows.map((row) => [row.join(' '), row])).values()];
  if (distinct.length > 0) console.log(printTable([['replaced', 'as'], ...distinct]));
  if (doubts.length > 0)
    console.log(`\n${printTable([['in doubt', 'because'], ...doubts.map(({ pointer, rule }) => [pointer, rule])])}`);
}

/** Signs the bytes of the sample file as the provider would. */
async function sign(kept: Headers, provider: string, webhook: WebhookManifest, text: string): Promise<Headers> {
  if (webhook.signature.kind === 'none') return kept;
  const secret = webhook.signature.key === 'base64' ? Buffer.from(testSecret).toString('base64') : testSecret;
  const signature = await signDelivery(hmac, { ...webhook, provider }, text, { secret, now: Date.UTC(2026, 0, 1) });
  return { ...kept, ...signature };
}

function findEvent(manifest: Manifest, name: string): { webhook: WebhookManifest; event: EventManifest } {
  for (const webhook of manifest.webhooks) {
    const event = webhook.events.find((candidate) => candidate.key === name || candidate.types.includes(name));
    if (event !== undefined) return { webhook, event };
  }
  const known = manifest.webhooks.flatMap((webhook) => webhook.events.map((event) => event.key));
  throw new UsageError(`there is no event "${name}"; known: ${known.join(', ')}`);
}

function nextName(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(String(number))) number++;
  return String(number);
}

async function readBody(file: string): Promise<JsonValue> {
  const parsed = parseJson(await read(file), file);
  if (parsed.value === undefined) throw new InputError(parsed.diagnostics);
  return parsed.value;
}

function readHeaders(text: string, file: string): Headers {
  try {
    return parseHeaders(text);
  } catch {
    throw new InputError([
      {
        code: 'sample-invalid',
        severity: 'error',
        message: 'expected a flat object of header texts, or lines of "Name: text"',
        at: { file },
      },
    ]);
  }
}

async function read(file: string): Promise<string> {
  try {
    return file === '-' ? await readInput() : await readFile(file, 'utf8');
  } catch {
    throw new InputError([
      { code: 'file-unreadable', severity: 'error', message: 'this file cannot be read', at: { file } },
    ]);
  }
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
