/** Reads the headers that a signature is made of. */
import type { SignatureScheme } from './definition.js';
import { type HeadersInput, readHeader } from './delivery.js';
import { decodeBase64, decodeHex } from './encoding.js';
import { WebhookError } from './webhook-error.js';

/** What the headers say, all of it still to be proved. */
export interface SignatureClaim {
  /** Digests, any of which may be the right one; at least one. */
  readonly candidates: readonly Uint8Array[];
  /** Only where it is signed. */
  readonly id: string | undefined;
  /** Decimal digits, as written; only where it is signed. */
  readonly timestamp: string | undefined;
}

/** What a header is for. */
export type HeaderRole = keyof SignatureScheme['headers'];

type Entry = readonly [label: string, value: string];

// Bounds the work that a stranger can ask for.
const longestHeader = 4096;
const mostCandidates = 16;

const digestBytes = { sha1: 20, sha256: 32, sha512: 64 } as const;

/** Reads a delivery's claim, from the first family of header names that is complete. */
export function readClaim(scheme: SignatureScheme, headers: HeadersInput): SignatureClaim {
  const family = readFamily(scheme, headers);
  const entries = splitEntries(scheme, family.signature ?? '');
  const timestamp = hasPairTime(scheme) ? readPairTime(scheme.form.timestamp, entries) : family.timestamp;
  if (timestamp !== undefined && !/^[0-9]{1,15}$/.test(timestamp)) throw malformed('The time is not decimal seconds.');
  if (family.id === '') throw malformed('The header of the id is empty.');
  return { candidates: decodeCandidates(scheme, entries), id: family.id, timestamp };
}

/** The roles whose headers are signed, or are the signature. */
export function headerRoles(scheme: SignatureScheme): readonly HeaderRole[] {
  const roles: HeaderRole[] = ['signature'];
  for (const part of scheme.content) {
    if (part.kind === 'id' || (part.kind === 'timestamp' && scheme.form.kind !== 'pairs')) roles.push(part.kind);
  }
  return roles;
}

/** The name of a role's header in a family; a role with fewer names shares its last. */
export function headerName(scheme: SignatureScheme, role: HeaderRole, family: number): string {
  const names = scheme.headers[role];
  return names[Math.min(family, names.length - 1)] ?? '';
}

/** A family is complete or not used at all: roles of two families never mix. */
function readFamily(scheme: SignatureScheme, headers: HeadersInput): { readonly [R in HeaderRole]?: string } {
  const roles = headerRoles(scheme);
  let missing = headerName(scheme, 'signature', 0);
  for (let family = 0; family < scheme.headers.signature.length; family += 1) {
    const values: { [R in HeaderRole]?: string } = {};
    let gap: HeaderRole | undefined;
    for (const role of roles) {
      const value = readHeader(headers, headerName(scheme, role, family));
      if (value === undefined) gap ??= role;
      else if (value.length > longestHeader) throw malformed(`The ${role} header is over ${longestHeader} long.`);
      else values[role] = value;
    }
    if (gap === undefined) return values;
    // The gap of a family that is there says more than the absence of another.
    if (gap !== 'signature') missing = headerName(scheme, gap, family);
  }
  throw new WebhookError('missing_header', `The header ${missing} is missing.`);
}

/** Label and value of each entry of the signature header; the label of a bare digest is empty. */
function splitEntries({ form }: SignatureScheme, header: string): readonly Entry[] {
  if (form.kind === 'versions') return splitVersions(header);
  const parts = header.split(',').map((part) => part.trim());
  if (form.kind === 'pairs') return parts.map(splitPair);
  const prefix = form.prefix ?? '';
  return parts.filter((part) => part.startsWith(prefix)).map((part) => ['', part.slice(prefix.length)]);
}

function splitPair(part: string): Entry {
  const at = part.indexOf('=');
  return at < 0 ? ['', part] : [part.slice(0, at), part.slice(at + 1)];
}

/** `v1,<digest>` between blanks; more of them in a row, where repeated headers were joined by commas. */
function splitVersions(header: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (const token of header.split(' ')) {
    let at = 0;
    for (let comma = token.indexOf(',', at); comma >= 0; comma = token.indexOf(',', at)) {
      const end = token.indexOf(',', comma + 1);
      entries.push([token.slice(at, comma), token.slice(comma + 1, end < 0 ? undefined : end)]);
      at = end < 0 ? token.length : end + 1;
    }
  }
  return entries;
}

type PairScheme = SignatureScheme & { readonly form: { readonly kind: 'pairs' } };

function hasPairTime(scheme: SignatureScheme): scheme is PairScheme {
  return scheme.form.kind === 'pairs' && scheme.content.some((part) => part.kind === 'timestamp');
}

function readPairTime(label: string, entries: readonly Entry[]): string | undefined {
  const times = entries.filter((entry) => entry[0] === label);
  // Two times would leave open which one was signed.
  if (times.length !== 1) throw malformed(`The signature header has ${times.length} times, not one.`);
  return times[0]?.[1];
}

function decodeCandidates(scheme: SignatureScheme, entries: readonly Entry[]): readonly Uint8Array[] {
  const label = scheme.form.kind === 'digest' ? '' : scheme.form.version;
  const digests = entries.filter((entry) => entry[0] === label);
  if (digests.length > mostCandidates) throw malformed(`There are more than ${mostCandidates} signatures.`);
  const decode = scheme.encoding === 'hex' ? decodeHex : decodeBase64;
  const candidates: Uint8Array[] = [];
  for (const [, text] of digests) {
    const digest = decode(text);
    if (digest?.length === digestBytes[scheme.hash]) candidates.push(digest);
  }
  if (candidates.length === 0) throw malformed('The signature header holds no whole signature of this scheme.');
  return candidates;
}

function malformed(message: string): WebhookError {
  return new WebhookError('malformed_header', message);
}
