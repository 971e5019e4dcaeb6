/** The tables, for what copies them; `migrations/` holds how they come to be. */

/** All tables with their keys, for what copies them. `isNumbered`: the store numbers the rows. */
export const tables: readonly {
  readonly name: string;
  readonly key: readonly string[];
  readonly isNumbered: boolean;
}[] = [
  { name: 'delivery', key: ['id'], isNumbered: true },
  { name: 'part', key: ['owner', 'n'], isNumbered: false },
  { name: 'outcome', key: ['delivery_id'], isNumbered: false },
  { name: 'job', key: ['id'], isNumbered: true },
  { name: 'pause', key: ['account'], isNumbered: false },
  { name: 'record', key: ['ref'], isNumbered: false },
  { name: 'revision', key: ['ref', 'sequence'], isNumbered: false },
  { name: 'delivery_user', key: ['user_id', 'delivery_id'], isNumbered: false },
  { name: 'person', key: ['account', 'user_id'], isNumbered: false },
  { name: 'answer', key: ['id'], isNumbered: true },
  { name: 'answer_page', key: ['job_id', 'n'], isNumbered: false },
  { name: 'expectation', key: ['source', 'reference'], isNumbered: false },
  { name: 'seen', key: ['source', 'hour'], isNumbered: false },
  { name: 'subscription', key: ['name'], isNumbered: false },
  { name: 'budget_call', key: ['id'], isNumbered: true },
  { name: 'drift', key: ['source', 'type', 'kind', 'pointer'], isNumbered: false },
];
