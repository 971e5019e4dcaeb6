/**
 * Verifiers of a provider's webhooks for bundles: they take web-standard requests only, so that a bundle holds neither
 * what reads other forms of deliveries nor what computes and compares digests.
 */
import { camelCase, pascalCase, quote } from '../../ir/names.js';
import type { WebhookIR } from '../../ir/ir.js';
import { claimPattern, headerFamilies, headerRoles, isTimed } from '../../../runtime/core/webhook/scheme.js';
import type { ContentPart, SignatureScheme } from '../../../runtime/core/webhook/definition.js';
import { sorted } from '../../order.js';
import type { GeneratedFile } from '../emitter.js';
import { providerHeader } from '../header.js';
import { literalSource } from '../source-text.js';
import { printTime } from './verifier-source.js';
import type { Use } from './verifier-source.js';

/** What has to be known of a webhook here. */
type Verified = Pick<WebhookIR, 'name' | 'signature'>;

/** `<provider>/compact/verifiers.ts`. */
export function printCompactVerifiers(provider: {
  readonly name: string;
  readonly webhooks: readonly Verified[];
}): GeneratedFile {
  const names = new Map<string, Set<string>>();
  const use: Use = (file, name) => {
    names.set(file, (names.get(file) ?? new Set()).add(name));
    return name.replace('type ', '');
  };
  const functions = provider.webhooks.map((webhook) => printVerifier(webhook, use));
  const imports = sorted(names.keys()).map(
    (file) => `import { ${sorted(names.get(file) ?? []).join(', ')} } from '../../runtime/webhook/${file}.js';`,
  );
  const content = `${providerHeader(provider.name)}${[imports.join('\n'), ...functions].join('\n\n')}\n`;
  return { path: `src/${provider.name}/compact/verifiers.ts`, content };
}

/** What the verifier of a webhook is called. */
export function verifierName({ name }: Verified): string {
  return `verify${pascalCase(camelCase(name))}`;
}

function printVerifier(webhook: Verified, use: Use): string {
  const { signature } = webhook;
  const isSigned = signature.kind === 'hmac';
  const options = `${isSigned ? 'options' : '_options?'}: ${use('verify', 'type VerifyOptions')}`;
  const statements = isSigned
    ? printSteps(signature, use)
    : [`await ${use('compact/request', 'readBody')}(request);`, `return ${use('verify', 'unsigned')};`];
  return [
    '/** Verifies a request; throws a `WebhookError` with the reason. The request can still be read afterwards. */',
    `export async function ${verifierName(webhook)}(request: Request, ${options}): Promise<${use('verify', 'type Verification')}> {`,
    ...statements.map((statement) => `  ${statement}`),
    '}',
  ].join('\n');
}

/** In the order in which `verifyDelivery` looks, so that the reasons are the same where several things are wrong. */
function printSteps(signature: SignatureScheme, use: Use): readonly string[] {
  const { coverage, encoding, hash, toleranceSeconds } = signature;
  const timed = isTimed(signature);
  const identified = headerRoles(signature).includes('id');
  const decode = encoding === 'hex' ? use('compact/request', 'fromHex') : use('encoding', 'decodeBase64');
  const age = (): string => `${use('tolerance', 'checkAge')}(time, options, ${String(toleranceSeconds)})`;
  return [
    `const body = await ${use('compact/request', 'readBody')}(request);`,
    `const keys = ${printKeys(signature, use)};`,
    `const ${printHeaders(signature, use)};`,
    ...(timed ? [`const time = ${printTime(signature, use)};`] : []),
    ...(identified ? [`const id = ${use('compact/headers', 'readId')}(idHeader);`] : []),
    `const claims = ${use('compact/request', 'readClaims')}(signature, ${String(claimPattern(signature))}, ${decode});`,
    ...(signature.content.some(({ kind }) => kind === 'member')
      ? [`const json = ${use('compact/member', 'readJson')}(body);`]
      : []),
    `const content = [${signature.content.map((part) => printPart(part, use)).join(', ')}];`,
    `const secretIndex = await ${use('compact/request', 'findKey')}(${quote(hash.replace('sha', 'SHA-'))}, keys, content, claims);`,
    `return { kind: 'hmac', coverage: ${quote(coverage)}, secretIndex${timed ? `, timestamp: ${age()}` : ''}${identified ? ', id' : ''} };`,
  ];
}

function printKeys({ key, keyPrefix }: SignatureScheme, use: Use): string {
  const texts = `${use('secret', 'readSecrets')}(options?.secret)`;
  const args = [texts, ...(keyPrefix === undefined ? [] : [quote(keyPrefix)])].join(', ');
  if (key === 'base64') return `${use('compact/base64', 'base64Keys')}(${args})`;
  return keyPrefix === undefined ? texts : `${use('compact/prefix', 'textKeys')}(${args})`;
}

/** One header needs no choice, and no trimming where the pattern of claims passes over white space. */
function printHeaders(signature: SignatureScheme, use: Use): string {
  const families = headerFamilies(signature);
  const [[only = '', ...more] = [], ...others] = families;
  if (more.length + others.length === 0 && signature.form.kind !== 'versions')
    return `signature = request.headers.get(${quote(only)}) ?? ${use('webhook-error', 'refuse')}('missing_header', ${quote(`: ${only}`)})`;
  const values = headerRoles(signature).map((role) => (role === 'signature' ? 'signature' : `${role}Header`));
  const defaults = values.map((name) => `${name} = ''`).join(', ');
  return `[${defaults}] = ${use('compact/headers', 'readFamily')}(request, ${families.map(literalSource).join(', ')})`;
}

function printPart(part: ContentPart, use: Use): string {
  switch (part.kind) {
    case 'body':
    case 'id':
      return part.kind;
    case 'timestamp':
      return 'time';
    case 'text':
      return quote(part.text);
    case 'member':
      return printMember(part.pointers, use);
  }
}

function printMember(pointers: readonly string[], use: Use): string {
  // What `readText` takes for granted: names without escapes, and a name in the end that no text has.
  const isPlain = pointers.every((pointer) => !pointer.includes('~') && !/\/(?:\*|\d+)?$/.test(pointer));
  if (!isPlain) return `${use('signed-content', 'readMember')}(json, ${literalSource(pointers)})`;
  const paths = pointers.map((pointer) => pointer.slice(1));
  const end = commonEnd(paths);
  const places = paths.map((path) => path.slice(0, path.length - end.length));
  const args = ['json', quote(end), ...(places.join() === '' ? [] : [literalSource(places)])];
  return `${use('compact/member', 'readText')}(${args.join(', ')})`;
}

/** The steps that all paths end with. */
function commonEnd(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  const steps = first.split('/');
  const ends = steps.map((_, index) => steps.slice(index).join('/'));
  return ends.find((end) => others.every((path) => path === end || path.endsWith(`/${end}`))) ?? '';
}
