/**
 * The verifier of one signature scheme as source text: only the functions that it needs are called, so that a bundler
 * drops all others. `verifyDelivery` of `runtime/core/webhook/verify.ts` does the same for a scheme that is data.
 */
import { quote } from '../../ir/names.js';
import type { ContentPart, SignatureScheme } from '../../../runtime/core/webhook/definition.js';
import {
  claimPattern,
  digestBytes,
  headerFamilies,
  headerRoles,
  isTimed,
  timePattern,
} from '../../../runtime/core/webhook/scheme.js';
import { sorted } from '../../order.js';
import { literalSource } from '../source-text.js';

/** The statements that verify a delivery, and the names that they use. */
export interface VerifierSource {
  readonly statements: readonly string[];
  /** Names by the file of the runtime that has them. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** Prints the verifier of a webhook: `delivery` and `options` are in scope, and so is `hmacText`. */
export function printVerifier(signature: SignatureScheme): VerifierSource {
  const names = new Map<string, string[]>();
  const use = (file: string, name: string): string => {
    names.set(file, sorted(new Set([...(names.get(file) ?? []), name])));
    return name;
  };
  const { hash, coverage, encoding, content, toleranceSeconds } = signature;
  const roles = headerRoles(signature);
  const values = roles.map((role) => (role === 'signature' ? "signature = ''" : `${role}Header`)).join(', ');
  const usual = `(text) => text.${printUsual(signature)}`;
  const digest = `(key) => hmacText(${quote(hash)}, key, content, ${quote(encoding)})`;
  const age = (): string => `${use('tolerance', 'checkAge')}(time, options, ${String(toleranceSeconds)})`;
  const statements = [
    `const { headers, body } = await ${use('delivery', 'readDelivery')}(delivery, true);`,
    `const keys = ${use('secret', 'readKeys')}(${['options?.secret', ...printKey(signature, use)].join(', ')});`,
    `const [${values}] = ${printHeaders(signature, use)};`,
    ...(isTimed(signature) ? [`const time = ${printTime(signature, use)};`] : []),
    ...(roles.includes('id') ? [`const id = ${use('signature-headers', 'readId')}(idHeader);`] : []),
    `const digests = ${use('signature-headers', 'readDigests')}(signature, ${String(claimPattern(signature))}).map(${usual});`,
    ...printContent(content, use),
    `const secretIndex = await ${use('verify', 'findKey')}(keys, ${digest}, digests);`,
    `return { kind: 'hmac', coverage: ${quote(coverage)}, secretIndex${isTimed(signature) ? `, timestamp: ${age()}` : ''}${roles.includes('id') ? ', id' : ''} };`,
  ];
  return { statements, names };
}

/** What makes a claimed digest read as ours do: hex may be in either case, base64 with or without padding. */
function printUsual({ encoding, hash }: SignatureScheme): string {
  return encoding === 'hex' ? 'toLowerCase()' : `padEnd(${Math.ceil(digestBytes[hash] / 3) * 4}, '=')`;
}

/** Imports a name of `runtime/webhook/` and returns it. */
export type Use = (file: string, name: string) => string;

/** What makes keys of secrets; nothing where the text is the key. */
function printKey({ key, keyPrefix }: SignatureScheme, use: Use): readonly string[] {
  const read = key === 'text' ? [] : [use('secret', 'readBase64Key')];
  if (keyPrefix === undefined) return read;
  return [`${use('secret', 'readKeyAfter')}(${[quote(keyPrefix), ...read].join(', ')})`];
}

/** What reads the seconds of a signed time; `signature`, or `timestampHeader`, is in scope. */
export function printTime({ form }: SignatureScheme, use: Use): string {
  const texts =
    form.kind === 'pairs'
      ? `${use('signature-headers', 'readAll')}(signature, ${String(timePattern(form.timestamp))})`
      : '[timestampHeader]';
  return `${use('signature-headers', 'readSeconds')}(${texts})`;
}

/** One family of names needs no choice. */
function printHeaders(signature: SignatureScheme, use: Use): string {
  const families = headerFamilies(signature);
  const [only] = families;
  return families.length === 1
    ? `${use('signature-headers', 'readHeaders')}(headers, ${literalSource(only)})`
    : `${use('signature-headers', 'readFamily')}(headers, ${literalSource(families)})`;
}

type TextPart = Exclude<ContentPart, { readonly kind: 'body' }>;

/** Statements that put together what is signed: texts, and the body as it came. */
function printContent(content: readonly ContentPart[], use: Use): readonly string[] {
  const pieces: (TextPart[] | 'body')[] = [];
  for (const part of content) {
    const last = pieces.at(-1);
    if (part.kind === 'body') pieces.push('body');
    else if (Array.isArray(last)) last.push(part);
    else pieces.push([part]);
  }
  const texts = pieces.map((piece) => (piece === 'body' ? piece : printTexts(piece, use)));
  const readsJson = content.some((part) => part.kind === 'member');
  return [
    ...(readsJson ? [`const json = ${use('json-body', 'parseJson')}(body);`] : []),
    `const content = [${texts.join(', ')}];`,
  ];
}

function printTexts(parts: readonly TextPart[], use: Use): string {
  const texts = parts.map((part) => {
    if (part.kind === 'text') return quote(part.text);
    return part.kind === 'member' ? printMember(part.pointers, use) : part.kind === 'id' ? 'id' : 'time';
  });
  return texts.join(' + ');
}

function printMember(pointers: readonly string[], use: Use): string {
  if (pointers.some((pointer) => pointer.includes('~')))
    return `${use('signed-content', 'readMember')}(json, ${literalSource(pointers)})`;
  const paths = pointers.map((pointer) => pointer.slice(1));
  return `${use('signed-content', 'readPath')}(json, ${literalSource(paths)})`;
}
