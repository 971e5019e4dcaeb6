/** What the receiver asks of a database; SQLite and PostgreSQL both answer it. */

/** A value that goes into a statement or comes out of a row. */
export type Value = string | number | null | Uint8Array;

/** One statement, `$1` and so on standing for values. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
  /** The transaction fails unless exactly so many rows are touched. */
  readonly expect?: number;
  /**
   * What it changes, as a name: rows of `INSERT … VALUES` with texts and numbers. Those of one text that change different things
   * may be carried out together, before or after keyed ones of other texts.
   */
  readonly key?: string;
}

/** A delivery that is to be stored. */
export interface NewDelivery {
  readonly source: string;
  /** What the provider says identifies it; empty where only the hash does. */
  readonly identity: string;
  readonly hash: Uint8Array;
  readonly receivedAt: number;
  readonly headers: string;
  readonly coverage: string;
  readonly address: string;
  readonly size: number;
  /** Null: stored before, in parts. */
  readonly body: Uint8Array | null;
  /** Time of signing and content in short, where the identity is not signed: the same under another identity is a replay. Else null. */
  readonly replay: Uint8Array | null;
  /** Whose parts; null where the body is here. */
  readonly parts: string | null;
}

/** What became of a delivery; in a conflict its identity came before with another content. */
export type Admission = { readonly kind: 'stored' | 'conflict'; readonly id: number } | { readonly kind: 'duplicate' };

/** A row, by column. */
export type Row = Readonly<Record<string, Value>>;

/** A durable database. */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  /** How many groups of deliveries may be under way at once. */
  readonly lanes: number;
  readonly read: (sql: string, values?: readonly Value[]) => Promise<readonly Row[]>;
  /** All statements or none; on disk when it resolves. The rows of each. `lock` excludes others of that name. */
  readonly write: (statements: readonly Statement[], lock?: string) => Promise<readonly (readonly Row[])[]>;
  /** As `write`, but on disk only with what is written next, and gone whole if the machine stops before: for what is done again then. */
  readonly writeLazily: (statements: readonly Statement[]) => Promise<readonly (readonly Row[])[]>;
  /** Brings to disk what was written lazily, elsewhere: where a commit holds up this thread, it then has little to sync. */
  readonly settle?: () => Promise<void>;
  /** Stores deliveries with their jobs; on disk when it resolves. */
  readonly admit: (deliveries: readonly NewDelivery[]) => Promise<readonly Admission[]>;
  readonly close: () => Promise<void>;
}

/** A statement in which another worker got in first. */
export class LostLease extends Error {
  override readonly name: string = 'LostLease';
}

/** Only genuine bytes may stand beside others of the same identity; otherwise the later ones wait for a person. */
export function isProcessed(admission: Admission, coverage: string): boolean {
  return admission.kind === 'stored' || (admission.kind === 'conflict' && coverage === 'body');
}

/** The id that the next delivery would have; it is taken. */
export async function nextDeliveryId({ dialect, read, writeLazily }: Database): Promise<number> {
  if (dialect === 'postgres') {
    const [row] = await read("SELECT receiver_day() * 10000000000 + nextval('delivery_number') % 10000000000 AS id");
    return Number(row?.['id']);
  }
  const isNew = "SELECT 1 FROM sqlite_sequence WHERE name = 'delivery'";
  const [, rows] = await writeLazily([
    { sql: `INSERT INTO sqlite_sequence (name, seq) SELECT 'delivery', 0 WHERE NOT EXISTS (${isNew})`, values: [] },
    { sql: "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'delivery' RETURNING seq", values: [] },
  ]);
  return Number(rows?.[0]?.['seq']);
}

/** `id IN …` for a JSON array of numbers at `$n`. */
export function inList(dialect: Database['dialect'], n: number): string {
  return dialect === 'sqlite'
    ? `(SELECT value FROM json_each($${n}))`
    : `(SELECT json_array_elements_text($${n}::json)::bigint)`;
}

/** `IN …` for a JSON array of texts at `$n`. */
export function namesIn(dialect: Database['dialect'], n: number): string {
  return dialect === 'sqlite'
    ? `(SELECT value FROM json_each($${n}))`
    : `(SELECT json_array_elements_text($${n}::json))`;
}
