/** Statements of one text become one statement for all their rows. */
import type { Statement, Value } from './database.js';
import { encodeNumbers, encodeTexts } from './postgres-arrays.js';

/** A statement, and the place of the first of those that it stands for. */
export interface Gathered {
  readonly statement: Statement;
  readonly at: number;
}

type Place = readonly [at: number, statement: Statement];

/** Those of one text and the same key stay in their order: each is carried out with what comes first of others. */
export function gather(statements: readonly Statement[]): readonly Gathered[] {
  const gathered: Gathered[] = [];
  const rounds = new Map<string, Place[][]>();
  const earlier = new Map<string, number>();

  function close(): void {
    for (const round of [...rounds.values()].flat()) gathered.push(together(round));
    rounds.clear();
    earlier.clear();
  }

  statements.forEach((statement, at) => {
    const { sql, key } = statement;
    // What has no key may depend on what comes before it, and the other way round.
    if (key === undefined) {
      close();
      gathered.push({ statement, at });
      return;
    }
    const name = `${sql}\n${key}`;
    const n = earlier.get(name) ?? 0;
    earlier.set(name, n + 1);
    let own = rounds.get(sql);
    if (own === undefined) rounds.set(sql, (own = []));
    (own[n] ??= []).push([at, statement]);
  });
  close();
  return gathered;
}

function together(round: readonly Place[]): Gathered {
  const [[at, first] = [0, { sql: '', values: [] }]] = round;
  if (round.length === 1) return { statement: first, at };
  const columns = first.values.map((_, n) => round.map(([, { values }]) => values[n] ?? null));
  const areNumbers = columns.map((column) => column.some((value) => typeof value === 'number'));
  const values = columns.map((column, n) =>
    areNumbers[n] === true
      ? encodeNumbers(column.map((value) => (value === null ? null : Number(value))))
      : encodeTexts(column.map((value: Value) => (value === null ? null : String(value)))),
  );
  return { statement: { sql: textFor(first.sql, areNumbers), values }, at };
}

const texts = new Map<string, string>();

/** `VALUES` of parameters as rows of arrays. Numbers are taken for what the column holds when they are stored. */
function textFor(sql: string, areNumbers: readonly boolean[]): string {
  const known = `${areNumbers.map(Number).join('')}${sql}`;
  let text = texts.get(known);
  if (text === undefined) {
    const arrays = areNumbers.map((isNumber, n) => `$${n + 1}::${isNumber ? 'float8' : 'text'}[]`).join(', ');
    const names = areNumbers.map((_, n) => `v${n + 1}`).join(', ');
    text = sql.replace(
      /VALUES \((.*?)\)(?=$|\s+ON CONFLICT)/s,
      (_, row: string) => `SELECT ${row.replaceAll(/\$(\d+)/g, 'g.v$1')} FROM unnest(${arrays}) AS g (${names})`,
    );
    texts.set(known, text);
  }
  return text;
}
