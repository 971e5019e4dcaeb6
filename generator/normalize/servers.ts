/** The `servers` of an operation or a path: where the document sends it, by the manifest's environments. */
import type { ServerIR } from '../ir/ir.js';
import { isObject } from '../load/parse-text.js';
import type { Environment } from '../manifest/manifest.js';
import type { JsonValue } from '../schema.js';
import { warn } from './operation-problems.js';
import type { DocumentPart } from './references.js';
import { listOf, textOf } from './values.js';

/** A document, and the environments that its manifest names. */
export interface ServersInput extends DocumentPart {
  readonly environments: readonly Environment[];
}

interface NamedServer extends ServerIR {
  /** OpenAPI 3.2; empty where it has none. */
  readonly name: string;
}

/**
 * The operation's own server in each environment that has one; none where it is sent to the environments' addresses. An
 * environment gets the server of its name, else the one at its own address' place in the document's list. Nothing is
 * guessed: what is meant for a sandbox must not reach the live host.
 */
export function placeServers(
  value: JsonValue | undefined,
  pointer: string,
  input: ServersInput,
): Readonly<Record<string, ServerIR>> | undefined {
  const own = readServers(value);
  if (own.every((server) => server === undefined)) {
    if (listOf(value).length > 0) warn(input, 'document-invalid', 'no address in `servers` can be read', pointer);
    return undefined;
  }
  const usual = readServers(input.document['servers']);
  const isUsual = (address: string): boolean => usual.some((server) => server && filled(server) === address);
  const found = input.environments.flatMap((environment): readonly (readonly [string, ServerIR])[] => {
    const addresses = own.map((server) => server && addressOf(server, environment.url));
    if (addresses.includes(environment.url) || own.some((server) => server && isUsual(filled(server)))) return [];
    const server = serverOf(environment, own, usual, input.environments.length);
    const problem = server === undefined ? `none is known to be of "${environment.name}"` : unsafe(server, environment);
    if (problem !== undefined) report(problem, own, pointer, input);
    return server === undefined || problem !== undefined
      ? []
      : [[environment.name, { url: server.url, variables: server.variables }]];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function serverOf(
  { name, url }: Environment,
  own: readonly (NamedServer | undefined)[],
  usual: readonly (NamedServer | undefined)[],
  environments: number,
): NamedServer | undefined {
  const named = own.find((server) => server?.name === name);
  const place = usual.findIndex((server) => server !== undefined && addressOf(server, url) === url);
  // What is relative goes with any address; where there is one environment, all that is said is said of it.
  const first = own.find((server) => server !== undefined && (environments === 1 || isRelative(server)));
  return named ?? own[place] ?? first;
}

function report(
  problem: string,
  own: readonly (NamedServer | undefined)[],
  pointer: string,
  input: ServersInput,
): void {
  const list = own.flatMap((server) => server?.url ?? []).join(', ');
  warn(
    input,
    'keyword-unsupported',
    `this operation has an address of its own (${list}); ${problem}: it is sent to the environment's`,
    pointer,
    'Say which it is with an action in overlay.yaml: `servers: [{ url: https://…, name: <environment> }]`.',
  );
}

/** Credentials go where the document says, but not in the clear where the environment would not have it so. */
function unsafe(server: NamedServer, environment: Environment): string | undefined {
  const address = addressOf(server, environment.url);
  if (address === undefined || !/^https?:/.test(address)) return 'it is not of the web';
  return environment.url.startsWith('https:') && address.startsWith('http:') ? 'it is not encrypted' : undefined;
}

/** Servers in the order of the list, as the place in it counts; `undefined` for what cannot be one. */
function readServers(value: JsonValue | undefined): readonly (NamedServer | undefined)[] {
  return listOf(value).map((server) => {
    const url = isObject(server) ? textOf(server['url']).replace(/(?<=[^/])\/+$/, '') : '';
    if (!isObject(server) || url === '' || /[?#\s]/.test(url)) return undefined;
    const declared = isObject(server['variables']) ? server['variables'] : {};
    const names = [...url.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
    const variables = names.map((name) => [name, variableOf(declared[name])] as const);
    if (variables.some(([, variable]) => variable === undefined)) return undefined;
    const read = {
      url,
      name: textOf(server['name']),
      variables: Object.fromEntries(variables) as ServerIR['variables'],
    };
    return addressOf(read, 'https://x') === undefined ? undefined : read;
  });
}

/** In YAML a port is a number: it is meant as a text. */
function variableOf(value: JsonValue | undefined): ServerIR['variables'][string] | undefined {
  const fallback = isObject(value) ? wordOf(value['default']) : undefined;
  if (!isObject(value) || fallback === undefined) return undefined;
  const values = listOf(value['enum']).flatMap((each) => wordOf(each) ?? []);
  return values.length === 0
    ? { default: fallback }
    : { default: fallback, values: [...new Set([fallback, ...values])] };
}

function wordOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function filled({ url, variables }: ServerIR): string {
  return url.replaceAll(/\{([^{}]+)\}/g, (_braces, name: string) => variables[name]?.default ?? '');
}

function isRelative(server: ServerIR): boolean {
  return !URL.canParse(filled(server)) && !filled(server).startsWith('//');
}

/** The whole address of a server, without a final slash; `undefined` where it is none. */
function addressOf(server: ServerIR, base: string): string | undefined {
  const address = filled(server);
  return URL.canParse(address, base) ? new URL(address, base).href.replace(/\/+$/, '') : undefined;
}
