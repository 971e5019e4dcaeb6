/** What the generated client of an API is called, and everything that its module declares. */
import type { ApiIR, OperationIR, ProviderIR } from '../../ir/ir.js';
import { kebabCase, pascalCase } from '../../ir/names.js';

/** Names of one API's client. */
export interface ApiNames {
  /** File stem: `client` or `client-<api>`. */
  readonly file: string;
  /** `createClient` or `create<Name>Client`. */
  readonly factory: string;
  /** `connect` or `connect<Name>`: the client without methods. */
  readonly connect: string;
  /** `connectOnce` or `connect<Name>Once`: the same, without retries. */
  readonly connectOnce: string;
  /** `Client` or `<Name>Client`: the client with methods. */
  readonly client: string;
  /** `ClientOptions` or `<Name>ClientOptions`. */
  readonly options: string;
}

/** The names of an API's client, from the name of its factory. */
export function apiNames(provider: ProviderIR, api: ApiIR): ApiNames {
  const client = api.factory.replace(/^create/, '');
  return {
    file: provider.apis.length === 1 ? 'client' : `client-${kebabCase(api.name)}`,
    factory: api.factory,
    connect: `connect${client.replace(/Client$/, '')}`,
    connectOnce: `connect${client.replace(/Client$/, '')}Once`,
    client,
    options: `${client}Options`,
  };
}

/** Names of the types that the module exports. */
export function exportedTypes(api: ApiIR, names: ApiNames): readonly string[] {
  return [names.client, names.options, ...api.operations.map((operation) => responsesName(operation.id))];
}

/** Names of the functions and constants that the module exports. */
export function exportedValues(api: ApiIR, names: ApiNames): readonly string[] {
  const own = (operation: OperationIR): readonly string[] => {
    const id = operation.id;
    return [
      id,
      operationName(id),
      validatorsName(id),
      ...(operation.pagination === undefined ? [] : [`${id}Pages`, `${id}Items`]),
    ];
  };
  return [
    names.factory,
    names.connect,
    names.connectOnce,
    validatorsName(names.factory),
    ...api.operations.flatMap(own),
  ];
}

/** Name of an operation's description as data. */
export function operationName(id: string): string {
  return `${id}Operation`;
}

/** Name of the interface that maps statuses to bodies. */
export function responsesName(id: string): string {
  return `${pascalCase(id)}Responses`;
}

/** Name of what looks at the answers of an operation, or of all operations of a factory. */
export function validatorsName(stem: string): string {
  return `${stem}Validators`;
}
