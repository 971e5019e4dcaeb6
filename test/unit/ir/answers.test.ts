/** What a manifest says of answers has to be there: operations, event types, parameters, places and schemas. */
import { describe, expect, it } from 'vitest';
import { buildProvider } from '../../../generator/provider.js';
import { acmeManifest, folderOf, generateFrom } from '../../support/provider-folder.js';

const list = { type: 'array', items: { $ref: '#/components/schemas/Note' } };
const groups = { type: 'object', additionalProperties: list };
const body = { type: 'object', properties: { notes: list, groups }, required: ['notes'] };
const wrapped = { anyOf: [{ allOf: [{ $ref: '#/components/schemas/Page' }] }, { type: 'object' }] };
const answer = { '200': { description: 'x', content: { 'application/json': { schema: wrapped } } } };
const parameters = [{ name: 'kind', in: 'query', required: true, schema: { type: 'string' } }];
const note = {
  type: 'object',
  properties: { id: { type: 'string' }, changed: { type: 'string' } },
  required: ['id'],
};
const document = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  paths: { '/notes': { get: { operationId: 'listNotes', parameters, responses: answer } } },
  components: { schemas: { Page: body, Note: note } },
};

const like = { event: 'note.added', at: '/notes/*', to: '/data' };
const own = { type: 'kept', schema: 'main#/components/schemas/Note', at: '/notes/*', records: { key: ['/id'] } };

function folder(answers: object, event: object = {}) {
  const manifest = acmeManifest();
  const { events } = manifest['webhooks'] as { readonly events: Record<string, unknown> };
  Object.assign(events, { answers, events: { 'note.added': event } });
  const apis = {
    main: { document: 'openapi.yaml', environments: { live: { url: 'https://api.example.com', description: '' } } },
  };
  return folderOf('acme', {
    'manifest.yaml': { ...manifest, apis },
    'openapi.yaml': document,
    'samples/note.added/1.json': { kind: 'note.added', data: { id: 'n-1' } },
  });
}

const problemsOf = (answers: object, event?: object): readonly string[] =>
  buildProvider(folder(answers, event))
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(
      ({ at, message, hint }) => `${at.file}${at.pointer ?? ''}: ${message}${hint === undefined ? '' : ` | ${hint}`}`,
    );

const place = 'schemas/acme/manifest.yaml/webhooks/events/answers';

describe('answers', () => {
  it('are accepted when what they name is there', () => {
    expect(problemsOf({ listNotes: like })).toEqual([]);
    expect(problemsOf({ listNotes: { ...like, at: '/groups/*/*' } })).toEqual([]);
    expect(problemsOf({ listNotes: { ...like, event: 'note.{kind}', spelled: { plus: 'added' } } })).toEqual([]);
    expect(problemsOf({ listNotes: own })).toEqual([]);
  });

  it.each([
    [{ listNote: like }, `${place}/listNote: the operation "listNote" does not exist | Did you mean "listNotes"?`],
    [
      { listNotes: { ...like, event: 'note.aded' } },
      `${place}/listNotes/event: no event type of this webhook is "note.aded" | Did you mean "note.added"?`,
    ],
    [{ listNotes: { ...like, event: 'note.{sort}' } }, `${place}/listNotes/event: listNotes has no parameter "sort"`],
    [
      { listNotes: { ...like, event: 'memo.{kind}' } },
      `${place}/listNotes/event: no event type of this webhook is "memo.{kind}"`,
    ],
    [{ listNotes: { ...like, at: '/note/*' } }, `${place}/listNotes/at: "/note/*" is not in the answer of listNotes`],
    [
      { listNotes: { ...like, at: '/notes/*/no' } },
      `${place}/listNotes/at: "/notes/*/no" is not in the answer of listNotes`,
    ],
    [{ listNotes: { ...like, at: 'notes' } }, `${place}/listNotes/at: "notes" is no JSON pointer | Begin with /.`],
    [{ listNotes: { ...like, to: '/date' } }, `${place}/listNotes/to: "/date" is not in the event note.added`],
    [
      { listNotes: { ...own, schema: 'main#/components/schemas/Memo' } },
      `${place}/listNotes/schema: the schema "main#/components/schemas/Memo" does not exist`,
    ],
    [
      { listNotes: { ...own, type: 'note.added' } },
      `${place}/listNotes/type: "note.added" is an event type of this webhook | Write event: note.added.`,
    ],
    [
      { listNotes: { ...like, schema: 'main#/components/schemas/Note' } },
      `${place}/listNotes/schema: "schema" belongs to parts of a type of their own | Give a type, or leave it out.`,
    ],
    [{ listNotes: { at: '/notes/*' } }, `${place}/listNotes: "event" is missing | Add event: <text>.`],
    [{ listNotes: { ...like, too: '/data' } }, `${place}/listNotes/too: unknown key "too" | Did you mean "to"?`],
  ])('%j: what is wrong is said, with file and pointer', (answers, problem) => {
    expect(problemsOf(answers)).toContain(problem);
  });

  it('are of one webhook, as records have one source', () => {
    const twice = folder({ listNotes: like });
    const manifest = JSON.parse(twice.files.find(({ path }) => path === 'manifest.yaml')?.text ?? '') as {
      webhooks: Record<string, unknown>;
    };
    manifest.webhooks['others'] = manifest.webhooks['events'];
    const files = twice.files.map((file) =>
      file.path === 'manifest.yaml' ? { ...file, text: JSON.stringify(manifest) } : file,
    );
    expect(buildProvider({ ...twice, files }).diagnostics.map(({ message }) => message)).toContain(
      'the answers of "listNotes" are already those of "events"',
    );
  });

  it('and what events ask for are operations that are there', () => {
    expect(problemsOf({}, { followUp: { fetch: 'listNote', parameters: {} } })).toEqual([
      'schemas/acme/manifest.yaml/webhooks/events/events/note.added/followUp/fetch: the operation "listNote" does not exist | Did you mean "listNotes"?',
    ]);
  });

  it('are data in the package, with the name of the validator of what is no event', async () => {
    const { value } = await generateFrom([folder({ listNotes: own })]);
    const file = value.files.find(({ path }) => path === 'src/acme/rules.ts');
    const text = file?.content.replaceAll(/\s+/g, ' ') ?? '';
    expect(text).toContain('export const eventsAnswers: readonly AnswerRule[] = [');
    expect(text).toContain("validator: 'NoteSchema'");
    expect(text).toContain("at: '/data'");
    const without = await generateFrom([folder({})]);
    expect(without.value.files.find(({ path }) => path === 'src/acme/rules.ts')?.content).not.toContain('AnswerRule');
  });
});
