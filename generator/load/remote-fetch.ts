/** The network side of loading: one https address in, its text out, within limits. The only part that opens a connection. */
import { lookup as resolveName } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

import { isPublicAddress } from './remote-addresses.js';

/** What one fetch may cost. */
export interface FetchLimits {
  readonly bytes: number;
  readonly milliseconds: number;
  readonly redirects: number;
}

export const FETCH_LIMITS: FetchLimits = { bytes: 20_000_000, milliseconds: 20_000, redirects: 3 };

/** The text, or why there is none. */
export type Fetched = { readonly text: string } | { readonly reason: string };

/** How names become addresses, and who vouches for servers; tests have a server of their own. */
export interface Network {
  readonly lookup: LookupFunction;
  /** Certificates trusted instead of the ones that Node comes with. */
  readonly ca?: string;
}

/** Fetches a text over https from a public address; what redirects lead to is held to the same. */
export async function fetchText(
  address: string,
  limits: FetchLimits = FETCH_LIMITS,
  network: Network = { lookup: lookupPublic },
): Promise<Fetched> {
  const signal = AbortSignal.timeout(limits.milliseconds);
  let current = address;
  for (let hops = 0; hops <= limits.redirects; hops += 1) {
    const refused = refusal(current);
    if (refused !== undefined) return { reason: refused };
    try {
      const response = await request(current, signal, network);
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        response.destroy();
        current = new URL(headers.location, current).href;
      } else if (statusCode !== 200) {
        response.destroy();
        return { reason: `the answer has the status ${statusCode}` };
      } else return await readText(response, limits.bytes);
    } catch (error) {
      return { reason: signal.aborted ? `no answer within ${limits.milliseconds} ms` : reasonOf(error) };
    }
  }
  return { reason: `more than ${limits.redirects} redirects` };
}

/** The text of a stream of UTF-8 bytes that is not longer than allowed. */
export async function readText(stream: AsyncIterable<unknown>, bytes: number): Promise<Fetched> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    if (!(part instanceof Uint8Array)) return { reason: 'the answer cannot be read' };
    size += part.byteLength;
    if (size > bytes) return { reason: `the answer is longer than ${bytes} bytes` };
    parts.push(part);
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) };
  } catch {
    return { reason: 'its bytes are not UTF-8' };
  }
}

function refusal(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:') return 'only https addresses are fetched';
  if (url.username !== '' || url.password !== '') return 'an address with credentials is not fetched';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isPublicAddress(host) ? 'private addresses are not fetched' : undefined;
}

function request(address: string, signal: AbortSignal, network: Network): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(address, {
      ...network,
      signal,
      agent: false,
      headers: { accept: 'application/json, application/yaml, */*' },
    })
      .on('response', resolve)
      .on('error', reject);
  });
}

/** The connection goes to the very address that was looked at, so a name cannot change its mind in between. */
function lookupPublic(...[hostname, options, callback]: Parameters<LookupFunction>): void {
  resolveName(hostname, { all: true, family: options.family ?? 0 }, (error, addresses) => {
    if (error !== null) return callback(error, '');
    const [first]: readonly LookupAddress[] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
      return callback(new Error('private addresses are not fetched'), '');
    return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
  });
}

/** Only words of ours and codes of the system: messages of servers are not repeated. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the connection failed';
  if (error.message === 'private addresses are not fetched') return error.message;
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? 'the connection failed' : `the connection failed (${code})`;
}
