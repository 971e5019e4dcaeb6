/** One hand-made change of every kind that an operation can have, as an edit of the old and the new version. */
/* eslint @typescript-eslint/no-dynamic-delete: off -- documents under test are plain records */
import type { ChangeKind } from '../../generator/diff/kinds.js';
import { at, listAt } from './records.js';
import type { JsonRecord } from './records.js';

/** The path item of one operation in both versions; the edit changes them in place. */
export interface Versions {
  /** Operations by path, with the method that the target has. */
  readonly before: JsonRecord;
  readonly after: JsonRecord;
  readonly path: string;
  readonly method: string;
}

/** An edit, and the kinds that it must be found as. */
export interface OperationEdit {
  readonly kind: ChangeKind;
  /** What else it does. */
  readonly also?: readonly ChangeKind[];
  readonly edit: (versions: Versions) => void;
}

const was = ({ before, path, method }: Versions): JsonRecord => at(before, path, method);
const is = ({ after, path, method }: Versions): JsonRecord => at(after, path, method);
const query = (name: string, more: JsonRecord = {}): JsonRecord => ({
  name,
  in: 'query',
  schema: { type: 'string' },
  ...more,
});
const form = 'application/x-www-form-urlencoded';
const parameters = (operation: JsonRecord): JsonRecord[] => listAt(operation, 'parameters');
const body = (required: boolean): JsonRecord => ({
  required,
  content: { 'application/json': { schema: { type: 'string' } } },
});
const answer = (description = 'Done.'): JsonRecord => ({ description });

/** Moves the operation, and no other of its path, to another path. */
function move(items: JsonRecord, from: string, to: string, method: string): void {
  items[to] = { [method]: at(items, from)[method] };
  delete at(items, from)[method];
}

/** An edit of the new version, and the one that undoes it. */
function both(
  added: ChangeKind,
  removed: ChangeKind,
  change: (operation: JsonRecord) => void,
): readonly OperationEdit[] {
  return [
    { kind: added, edit: (versions) => change(is(versions)) },
    { kind: removed, edit: (versions) => change(was(versions)) },
  ];
}

/** In the order of the catalogue. Each needs a target with a path parameter last in its path and an optional form as body. */
export const operationEdits: readonly OperationEdit[] = [
  { kind: 'operation-added', edit: ({ before, path, method }) => delete at(before, path)[method] },
  {
    kind: 'operation-removed',
    edit: ({ after, path, method }) => delete at(after, path)[method],
  },
  {
    kind: 'operation-renamed',
    edit: (versions) => (is(versions)['operationId'] = 'GetUnderAnotherName'),
  },
  { kind: 'operation-moved', edit: ({ after, path, method }) => move(after, path, `/elsewhere${path}`, method) },
  ...both('operation-deprecated', 'operation-reactivated', (operation) => (operation['deprecated'] = true)),
  ...both('operation-unsecured', 'operation-secured', (operation) => (operation['security'] = [])),
  { kind: 'operation-described', edit: (versions) => (is(versions)['description'] = 'Another text.') },

  ...both('parameter-added-required', 'parameter-removed', (operation) =>
    parameters(operation).push(query('probe', { required: true })),
  ),
  { kind: 'parameter-added-optional', edit: (versions) => parameters(is(versions)).push(query('probe')) },
  {
    kind: 'parameter-renamed',
    edit: (versions) => {
      for (const parameter of parameters(is(versions))) if (parameter['in'] === 'path') parameter['name'] = 'probe';
      move(versions.after, versions.path, versions.path.replace(/\{[^}]*\}$/, '{probe}'), versions.method);
    },
  },
  ...both('parameter-became-required', 'parameter-became-optional', () => undefined).map(
    (entry, index): OperationEdit => ({
      ...entry,
      edit: (versions) => {
        parameters(was(versions)).push(query('probe', { required: index === 1 }));
        parameters(is(versions)).push(query('probe', { required: index === 0 }));
      },
    }),
  ),
  ...[
    ['parameter-relocated', { in: 'header' }] as const,
    ['parameter-serialized-differently', { explode: false, style: 'pipeDelimited' }] as const,
    ['parameter-described', { description: 'Another text.' }] as const,
    ['parameter-deprecated', { deprecated: true }] as const,
  ].map(([kind, change]): OperationEdit => ({
    kind,
    edit: (versions) => {
      parameters(was(versions)).push(query('probe'));
      parameters(is(versions)).push(query('probe', change));
    },
  })),
  {
    kind: 'parameter-reactivated',
    edit: (versions) => {
      parameters(was(versions)).push(query('probe', { deprecated: true }));
      parameters(is(versions)).push(query('probe'));
    },
  },

  ...[['body-added-required', true] as const, ['body-added-optional', false] as const].map(
    ([kind, required]): OperationEdit => ({
      kind,
      edit: (versions) => {
        delete was(versions)['requestBody'];
        is(versions)['requestBody'] = body(required);
      },
    }),
  ),
  {
    kind: 'body-removed',
    edit: (versions) => {
      was(versions)['requestBody'] = body(true);
      delete is(versions)['requestBody'];
    },
  },
  { kind: 'body-became-required', edit: (versions) => (at(is(versions), 'requestBody')['required'] = true) },
  { kind: 'body-became-optional', edit: (versions) => (at(was(versions), 'requestBody')['required'] = true) },
  ...both('body-media-type-added', 'body-media-type-removed', (operation) => {
    at(operation, 'requestBody', 'content')['text/plain'] = { schema: { type: 'string' } };
  }),
  {
    kind: 'body-encoding-changed',
    edit: (versions) => {
      at(was(versions), 'requestBody')['content'] = { [form]: { schema: { type: 'object', properties: { a: {} } } } };
      at(is(versions), 'requestBody')['content'] = {
        [form]: { schema: { type: 'object', properties: { a: {} } }, encoding: { a: { contentType: 'text/csv' } } },
      };
    },
  },

  ...both('response-success-added', 'response-success-removed', (operation) => {
    at(operation, 'responses')['202'] = answer();
  }),
  ...both('response-error-added', 'response-error-removed', (operation) => {
    at(operation, 'responses')['418'] = answer();
  }),
  ...both('response-media-type-added', 'response-media-type-removed', (operation) => {
    at(operation, 'responses', '200', 'content')['text/plain'] = { schema: { type: 'string' } };
  }),
  {
    kind: 'response-streamed',
    edit: (versions) => {
      for (const [operation, word] of [[was(versions), 'schema'] as const, [is(versions), 'itemSchema'] as const])
        at(operation, 'responses')['203'] = {
          ...answer(),
          content: { 'application/jsonl': { [word]: { type: 'string' } } },
        };
    },
  },
  {
    kind: 'response-described',
    edit: (versions) => (at(is(versions), 'responses', '200')['description'] = 'Another text.'),
  },
];
