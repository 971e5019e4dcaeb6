/** Calls every operation of a client against the mock, and says what came out wrong. */
import { isDeepStrictEqual } from 'node:util';

import type { ApiIR, MediaIR, OperationIR, ProviderIR, ResponseIR } from '../../../../generator/ir/ir.js';
import { canonical } from './expansion.js';
import type { Functions, NextAnswer, Received, startMock } from './harness.js';
import { bodyMedia, expectedRequest, formPairs, multipartParts, rawOperation } from './oracle.js';
import type { RawOperation } from './oracle.js';
import { bodyValue, parameterValues } from './values.js';
import type { Schemas } from './values.js';

type Mock = Awaited<ReturnType<typeof startMock>>;
type Json = Readonly<Record<string, unknown>>;

export interface Exercise {
  readonly provider: ProviderIR;
  readonly api: ApiIR;
  readonly document: Json;
  readonly module: Functions;
  /** The same client as connection for functions and as object with methods. */
  readonly client: unknown;
  readonly mock: Mock;
  /** Headers that prove who calls, of operations that are authenticated. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** Problems as `operation (content type): what`, and how many requests were looked at. */
export async function exercise(input: Exercise): Promise<{ readonly problems: string[]; readonly requests: number }> {
  const problems: string[] = [];
  let requests = 0;
  const schemas: Schemas = new Map(input.provider.schemas.map(({ name, schema }) => [name, schema]));
  for (const operation of input.api.operations) {
    const raw = rawOperation(input.document, operation.path, operation.method);
    const values = parameterValues(operation, schemas);
    for (const media of operation.body === undefined ? [undefined] : operation.body.content) {
      const params = media === undefined ? values : { ...values, body: bodyValue(media, schemas) };
      for (const style of ['function', 'method'] as const) {
        const outcome = await callOnce(input, operation, media, params, style);
        requests += 1;
        const found =
          'failure' in outcome
            ? [outcome.failure]
            : await differences(outcome.received, { input, operation, media, raw, params, values });
        problems.push(...found.map((text) => `${operation.id} ${media?.mediaType ?? ''} ${style}: ${text}`));
      }
    }
  }
  return { problems, requests };
}

async function callOnce(
  { module, client, mock }: Exercise,
  operation: OperationIR,
  media: MediaIR | undefined,
  params: Json,
  style: 'function' | 'method',
): Promise<{ readonly failure: string } | { readonly received: Received }> {
  const answer = answerOf(operation);
  mock.answerWith(answer);
  mock.received.length = 0;
  const options = media === undefined ? {} : { contentType: media.mediaType };
  const hasParams = operation.parameters.length > 0 || operation.body !== undefined;
  const args = hasParams ? [params, options] : [options];
  try {
    const result =
      style === 'function'
        ? await module[operation.id]?.(client, ...args)
        : await (client as Functions)[operation.id]?.(...args);
    const [received] = mock.received.slice(-1);
    if (received === undefined || mock.received.length !== 1) return { failure: `${mock.received.length} requests` };
    const wrong = wrongResult(result, answer, operation);
    return wrong === undefined ? { received } : { failure: wrong };
  } catch (error) {
    return { failure: String(error) };
  }
}

/** The first answer that is declared a success, in the form that is declared for it. */
function answerOf(operation: OperationIR): NextAnswer {
  const success: ResponseIR | undefined =
    operation.responses.find(({ status }) => status.startsWith('2')) ??
    operation.responses.find(({ status }) => status === 'default');
  const status = /^\d+$/.test(success?.status ?? '') ? Number(success?.status) : 200;
  const media = success?.content[0];
  if (status === 204 || media === undefined) return { status, contentType: undefined, body: '' };
  const type = media.mediaType.toLowerCase();
  if (type.includes('event-stream')) return { status, contentType: type, body: 'data: {}\n\n' };
  // GitHub has JSON under types that do not say so.
  if (/json|^application\/vnd\./.test(type)) return { status, contentType: type, body: '{"echo":"é"}' };
  return { status, contentType: type.includes('*') ? 'application/x-any' : type, body: 'some text' };
}

function wrongResult(result: unknown, answer: NextAnswer, operation: OperationIR): string | undefined {
  const { contentType, status } = answer;
  if (operation.method === 'head' || contentType === undefined || status === 204)
    return result === undefined ? undefined : 'something came of nothing';
  if (/^(application|text)\/([^;]+\+)?json\s*(;|$)/.test(contentType))
    return isDeepStrictEqual(result, { echo: 'é' }) || typeof result !== 'object' || isStream(result)
      ? undefined
      : 'the JSON was not read';
  return isStream(result) ||
    typeof result === 'string' ||
    result instanceof Blob ||
    isDeepStrictEqual(result, { echo: 'é' })
    ? undefined
    : `an answer of type ${contentType} became ${typeof result}`;
}

function isStream(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

interface Comparison {
  readonly input: Exercise;
  readonly operation: OperationIR;
  readonly media: MediaIR | undefined;
  readonly raw: RawOperation;
  readonly params: Json;
  readonly values: Json;
}

async function differences(received: Received, comparison: Comparison): Promise<readonly string[]> {
  const { input, operation, raw, values, media, params } = comparison;
  const want = expectedRequest(raw, values);
  const problems: string[] = [];
  const check = (what: string, got: unknown, wanted: unknown): void => {
    if (!isDeepStrictEqual(got, wanted)) problems.push(`${what}: ${show(got)}, not ${show(wanted)}`);
  };
  check('method', received.method, want.method);
  check('target', canonical(received.url), canonical(want.target));
  for (const [name, text] of Object.entries(want.headers))
    check(`header ${name}`, received.headers[name], Buffer.from(text.trim(), 'utf8').toString('latin1') && text.trim());
  if (want.cookie !== undefined) check('cookie', canonical(received.headers.cookie ?? ''), canonical(want.cookie));
  // Terra takes its developer id as a parameter where no credentials are needed.
  for (const [name, text] of Object.entries(input.credentials).filter(([name]) => want.headers[name] === undefined))
    check(`credential ${name}`, received.headers[name], operation.authenticated ? text : undefined);
  if (media !== undefined) problems.push(...(await bodyDifferences(received, raw, media, params['body'])));
  else check('body', received.body.length, 0);
  return problems;
}

async function bodyDifferences(
  { headers, body }: Received,
  raw: RawOperation,
  { mediaType }: MediaIR,
  sent: unknown,
): Promise<readonly string[]> {
  const type = headers['content-type'] ?? '';
  const text = body.toString('utf8');
  const declared = mediaType.split(';')[0]?.toLowerCase() ?? '';
  const problems = (wrong: boolean, what: string): readonly string[] =>
    wrong ? [`${what} (${type}): ${show(text)}`] : [];
  if (declared === 'multipart/form-data')
    return multipartDifferences(type, body, bodyMedia(raw, mediaType), sent as Json);
  if (!declared.includes('*') && type.split(';')[0]?.toLowerCase() !== declared) return [`content type: ${type}`];
  if (sent instanceof Blob) return problems(!body.equals(Buffer.from(await sent.arrayBuffer())), 'bytes');
  if (/json$/.test(declared) && !declared.endsWith('ndjson'))
    return problems(!isDeepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(sent))), 'JSON');
  if (declared === 'application/x-www-form-urlencoded') {
    const pairs = formPairs(bodyMedia(raw, mediaType), sent as Json).map((pair) => [...pair]);
    return problems(!isDeepStrictEqual([...new URLSearchParams(text)], pairs), `form, not ${show(pairs)}`);
  }
  return problems(typeof sent === 'string' && text !== sent, 'text');
}

async function multipartDifferences(type: string, body: Buffer, media: Json, sent: Json): Promise<readonly string[]> {
  // Read back by the platform, which is not what wrote it.
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const got = [...form];
  const wanted = multipartParts(media, sent);
  if (got.length !== wanted.length) return [`${got.length} parts, not ${wanted.length}`];
  const problems = await Promise.all(
    wanted.map(async (part, index) => {
      const [name, value] = got[index] ?? ['', ''];
      const same = name === part.name && (await textOf(value)) === (await textOf(part.value));
      const typed =
        part.type === undefined ||
        part.type.includes(',') ||
        part.value instanceof Blob ||
        typeof value === 'string' ||
        value.type === part.type;
      return same && typed ? [] : [`part ${part.name}: ${show(await textOf(value))}`];
    }),
  );
  return problems.flat();
}

async function textOf(value: string | Blob): Promise<string> {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value.text();
}

function show(value: unknown): string {
  return (value === undefined ? 'nothing' : JSON.stringify(value)).slice(0, 300);
}
