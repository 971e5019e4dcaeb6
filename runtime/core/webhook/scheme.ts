/**
 * A signature scheme that is known as data, put together from the functions that read and compare. Generated modules
 * call those that theirs needs one by one, so that a bundle holds no others.
 */
import type { Hash, SignatureScheme } from './definition.js';
import { matchesBase64, matchesHex } from './encoding.js';
import { readBase64Key, type ReadKey, readKeyAfter } from './secret.js';
import { readAfter, readDigests, readId, readSeconds, readVersions } from './signature-headers.js';
import { type BuildContent, contentOf, type SignedHeaders } from './signed-content.js';

/** What the headers say, all of it still to be proved. */
export interface SignatureClaim extends SignedHeaders {
  /** Digests as texts, any of which may be the right one. */
  readonly digests: readonly string[];
}

/** How deliveries of one webhook are verified. */
export interface Scheme {
  readonly hash: Hash;
  /** What a valid signature vouches for. */
  readonly coverage: 'body' | 'identifiers';
  /** Families of header names, lower case, the signature's first. */
  readonly headers: readonly (readonly string[])[];
  /** Absent where the secret's text is the key. */
  readonly readKey?: ReadKey;
  /** Reads the values of a family of headers, in the order of their names. */
  readonly readClaim: (values: readonly string[]) => SignatureClaim;
  /** Compares a digest with a claimed one in a time that does not depend on where they differ. */
  readonly matches: (digest: Uint8Array, claimed: string) => boolean;
  readonly content: BuildContent;
}

/** What a header is for. */
export type HeaderRole = keyof SignatureScheme['headers'];

const digestBytes = { sha1: 20, sha256: 32, sha512: 64 } as const;

/** The functions of a scheme that is known as data. */
export function toScheme(signature: SignatureScheme): Scheme {
  const { hash, coverage, content, encoding } = signature;
  const readKey = signature.key === 'text' ? undefined : readBase64Key;
  const whole = signature.keyPrefix === undefined ? readKey : readKeyAfter(signature.keyPrefix, readKey);
  return {
    hash,
    coverage,
    headers: headerFamilies(signature),
    ...(whole === undefined ? {} : { readKey: whole }),
    readClaim: claimReader(signature),
    matches: encoding === 'hex' ? matchesHex : matchesBase64,
    content: contentOf(content),
  };
}

/** True where the time is signed. */
export function isTimed({ content }: SignatureScheme): boolean {
  return content.some((part) => part.kind === 'timestamp');
}

/** The roles whose headers are signed, or are the signature. */
export function headerRoles({ content, form }: SignatureScheme): readonly HeaderRole[] {
  const roles: HeaderRole[] = ['signature'];
  for (const part of content) {
    if (part.kind === 'id' || (part.kind === 'timestamp' && form.kind !== 'pairs')) roles.push(part.kind);
  }
  return roles;
}

/** Families of header names, each in the order of the roles; a role with fewer names shares its last. */
export function headerFamilies(signature: SignatureScheme): readonly (readonly string[])[] {
  const roles = headerRoles(signature);
  const { headers } = signature;
  return headers.signature.map((_, family) =>
    roles.map((role) => headers[role][Math.min(family, headers[role].length - 1)] ?? ''),
  );
}

/** What a digest of the hash looks like: whole, with or without padding, without stray bits at its end. */
export function digestForm({ hash, encoding }: SignatureScheme): RegExp {
  const bytes = digestBytes[hash];
  if (encoding === 'hex') return new RegExp(`^[\\da-f]{${2 * bytes}}$`, 'i');
  const last = bytes % 3 === 1 ? '[AQgw](?:==)?' : '[AEIMQUYcgkosw048]=?';
  return new RegExp(`^[A-Za-z\\d+/]{${Math.floor((bytes * 4) / 3)}}${last}$`);
}

function claimReader(signature: SignatureScheme): Scheme['readClaim'] {
  const roles = headerRoles(signature);
  const { form } = signature;
  const shape = digestForm(signature);
  return (values) => {
    const [header = ''] = values;
    const valueOf = (role: HeaderRole): string | undefined => values[roles.indexOf(role)];
    const times = form.kind === 'pairs' ? readAfter(header, `${form.timestamp}=`) : [valueOf('timestamp')];
    return {
      timestamp: isTimed(signature) ? readSeconds(times) : undefined,
      id: roles.includes('id') ? readId(valueOf('id')) : undefined,
      digests: readDigests(digestTexts(signature, header), shape),
    };
  };
}

function digestTexts({ form }: SignatureScheme, header: string): readonly string[] {
  if (form.kind === 'versions') return readVersions(header, form.version);
  return readAfter(header, form.kind === 'pairs' ? `${form.version}=` : (form.prefix ?? ''));
}
