/** The options of a client: environments and credentials, and how `connect` hands them to the runtime. */
import { assertNever } from '../../diagnostics.js';
import type { Diagnostic } from '../../diagnostics.js';
import type { ApiIR } from '../../ir/ir.js';
import { propertyKey, quote } from '../../ir/names.js';
import { docComment } from '../doc-comment.js';
import { operationName } from './api-names.js';
import type { ModuleNames } from './module-names.js';
import { findMember, resolveSchema } from './schema-table.js';
import type { SchemaTable } from './schema-table.js';
import { serverOptions } from './servers-view.js';

/** One option of the generated interface. */
export interface OptionView {
  readonly name: string;
  readonly optional: string;
  readonly type: string;
  readonly doc: string;
}

/** Options of an API in the order in which they are printed. */
export function optionViews(api: ApiIR, names: ModuleNames, schemas: SchemaTable): readonly OptionView[] {
  return [...environmentOptions(api), ...serverOptions(api), ...credentialOptions(api, names, schemas)];
}

/** The address of the chosen environment, as an expression. */
export function baseUrlSource(api: ApiIR): string {
  const [only] = api.environments;
  if (only === undefined) return 'options.baseUrl';
  return api.environments.length === 1
    ? `options.baseUrl ?? environments[options.environment ?? ${quote(only.name)}]`
    : 'options.baseUrl ?? environments[options.environment]';
}

/** The authentication of the API as an expression; empty where there is none. */
export function authenticationSource(api: ApiIR, names: ModuleNames): string {
  const { authentication: auth } = api;
  const option = (name: string): string => `options.${name}`;
  const pairs = (map: Readonly<Record<string, string>>): string =>
    Object.entries(map)
      .map(([key, name]) => `${propertyKey(key)}: ${option(name)}`)
      .join(', ');
  switch (auth.kind) {
    case 'none':
      return '';
    case 'basic':
      return `${names.runtime('basic', 'authentication')}(${option(auth.username)}, ${option(auth.password)})`;
    case 'bearer':
      return `${names.runtime('bearer', 'authentication')}(${option(auth.token)})`;
    case 'headers':
      return `${names.runtime('headerCredentials', 'authentication')}({ ${pairs(auth.headers)} })`;
    case 'hmacToken': {
      const signature = `{ member: ${quote(auth.signature.member)}, key: ${option(auth.signature.key)}, content: ${option(auth.signature.content)} }`;
      return `${names.runtime('hmacToken', 'authentication')}({ operation: ${operationName(auth.operation)}, body: { ${pairs(auth.body)} }, signature: ${signature}, token: ${quote(auth.token)} })`;
    }
    default:
      return assertNever(auth);
  }
}

/** Where the manifest's authentication does not fit the API. */
export function authenticationProblems(provider: string, api: ApiIR): readonly Diagnostic[] {
  const { authentication: auth } = api;
  if (auth.kind !== 'hmacToken' || api.operations.some((operation) => operation.id === auth.operation)) return [];
  return [
    {
      code: 'manifest-invalid',
      severity: 'error',
      message: `authentication uses the operation "${auth.operation}", which the document does not have`,
      at: { file: `schemas/${provider}/manifest.yaml`, pointer: `/apis/${api.name}/authentication/operation` },
      hint: 'Name operations as `inspect` prints them.',
    },
  ];
}

function environmentOptions(api: ApiIR): readonly OptionView[] {
  if (api.environments.length === 0)
    return [{ name: 'baseUrl', optional: '', type: 'string', doc: docComment(['Address of the API.'], [], 2) }];
  const list = api.environments.map(({ name, description }) => `- \`${name}\`: ${description}`);
  const type = api.environments.map(({ name }) => quote(name)).join(' | ');
  return [
    {
      name: 'environment',
      optional: api.environments.length === 1 ? '?' : '',
      type,
      doc: docComment([["Which of the provider's environments to call.", ...list].join('\n')], [], 2),
    },
  ];
}

function credentialOptions(api: ApiIR, names: ModuleNames, schemas: SchemaTable): readonly OptionView[] {
  const { authentication: auth } = api;
  switch (auth.kind) {
    case 'none':
      return [];
    case 'basic':
      return unique([
        secret(auth.username, 'User name of HTTP Basic.', names),
        secret(auth.password, 'Password of HTTP Basic. Keep it secret.', names),
      ]);
    case 'bearer':
      return [secret(auth.token, 'Sent as a Bearer token. Keep it secret.', names)];
    case 'headers':
      return unique(
        Object.entries(auth.headers).map(([header, name]) =>
          secret(name, `Sent in the header \`${header}\`. Keep it secret.`, names),
        ),
      );
    case 'hmacToken':
      return unique([
        ...tokenOptions(auth, api, schemas),
        secret(auth.signature.key, 'Key that signs. Keep it secret.', names),
      ]);
    default:
      return assertNever(auth);
  }
}

function secret(name: string, text: string, names: ModuleNames): OptionView {
  const type = names.runtimeType('Credential', 'authentication');
  return { name, optional: '', type, doc: docComment([text], [], 2) };
}

/** What a token is asked for with: members of the body, and the text that is signed. */
function tokenOptions(
  auth: Extract<ApiIR['authentication'], { kind: 'hmacToken' }>,
  api: ApiIR,
  schemas: SchemaTable,
): readonly OptionView[] {
  const body = api.operations.find((operation) => operation.id === auth.operation)?.body?.content[0]?.schema;
  const members = Object.entries(auth.body).map(([wire, name]): OptionView => {
    const found = body === undefined ? undefined : findMember(body, wire, schemas);
    const kind = resolveSchema(found?.schema, schemas).type;
    return {
      name,
      optional: '',
      type: kind === 'integer' || kind === 'number' ? 'number' : 'string',
      doc: docComment([`Sent as \`${wire}\` when a token is asked for.`], [], 2),
    };
  });
  const doc = docComment(['Signed when a token is asked for.'], [], 2);
  return [...members, { name: auth.signature.content, optional: '', type: 'string', doc }];
}

function unique(options: readonly OptionView[]): readonly OptionView[] {
  return options.filter((option, index) => options.findIndex((other) => other.name === option.name) === index);
}
