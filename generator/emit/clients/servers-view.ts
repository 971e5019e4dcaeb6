/** Servers of operations as source: where they are sent, and the options that say otherwise. */
import type { ApiIR, OperationIR, ServerIR } from '../../ir/ir.js';
import { propertyKey, quote } from '../../ir/names.js';
import { sorted } from '../../order.js';
import { docComment } from '../doc-comment.js';
import { literalSource } from '../source-text.js';
import type { ModuleNames } from './module-names.js';
import type { OptionView } from './options-view.js';

/** The address of an operation as an expression; empty where it is the connection's. */
export function addressSource({ servers }: OperationIR, api: ApiIR, names: ModuleNames): string {
  if (servers === undefined) return '';
  const sources = Object.entries(servers).map(([name, server]) => [name, serverSource(server, names)] as const);
  const different = new Set(sources.map(([, source]) => source));
  const [first = ''] = different;
  if (different.size === 1 && sources.length === api.environments.length) return first;
  const byName = sources.map(([name, source]) => `${propertyKey(name)}: ${source}`).join(', ');
  return `/*@__PURE__*/ ${names.runtime('inEnvironment', 'servers')}({ ${byName} })`;
}

function serverSource({ url, variables }: ServerIR, names: ModuleNames): string {
  const given = Object.keys(variables).length === 0 ? '' : `, ${literalSource(variables)}`;
  return `/*@__PURE__*/ ${names.runtime('atServer', 'servers')}(${quote(url)}${given})`;
}

/** Where the operation is sent, for its comment; empty where it is the connection's address. */
export function addressText({ servers = {} }: OperationIR): string {
  const urls = sorted(new Set(Object.values(servers).map(({ url }) => `\`${url}\``)));
  return urls.length === 0 ? '' : ` at ${urls.join(', ')}`;
}

/** The options of an API some of whose operations have servers of their own. */
export function serverOptions(api: ApiIR): readonly OptionView[] {
  const servers = api.operations.flatMap((operation) => Object.values(operation.servers ?? {}));
  const urls = sorted(new Set(servers.map(({ url }) => url)));
  const names = sorted(new Set(servers.flatMap(({ variables }) => Object.keys(variables))));
  return [
    ...(urls.length === 0
      ? []
      : [
          option(
            'servers',
            urls.map((url) => [url, 'string'] as const),
            SERVERS,
          ),
        ]),
    ...(names.length === 0
      ? []
      : [
          option(
            'serverVariables',
            names.map((name) => [name, valuesType(name, servers)] as const),
            VARIABLES,
          ),
        ]),
  ];
}

const SERVERS =
  'Addresses in place of those that the document gives operations of their own. With a `baseUrl` of another host they are sent to it, unless they are named here.';
const VARIABLES = 'Parts of those addresses.';

function option(name: string, members: readonly (readonly [name: string, type: string])[], text: string): OptionView {
  const list = members.map(([key, type]) => `readonly ${propertyKey(key)}?: ${type} | undefined`).join('; ');
  return { name, optional: '?', type: `{ ${list} } | undefined`, doc: docComment([text], [], 2) };
}

/** The values that any of the servers lists; any text where one of them lists none. */
function valuesType(name: string, servers: readonly ServerIR[]): string {
  const lists = servers.flatMap(({ variables }) => {
    const variable = variables[name];
    return variable === undefined ? [] : [variable.values];
  });
  if (lists.some((values) => values === undefined)) return 'string';
  return [...new Set(lists.flatMap((values) => values ?? []))].map((value) => quote(value)).join(' | ');
}
