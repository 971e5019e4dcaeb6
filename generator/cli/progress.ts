/** A progress bar: one line that is drawn again, on a terminal only. */

/** A stream that may be a terminal. */
export interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface Progress {
  show(done: number, label: string): void;
  end(): void;
}

/** Steps of the bar; it is drawn when it moves by one, so that drawing costs nothing. */
const steps = 200;

/** A bar up to `total`, or a count where the total is not known. Silent where the stream is not a terminal. */
export function createProgress(stream: Terminal, total: number | undefined): Progress {
  if (stream.isTTY !== true) return { show: () => undefined, end: () => undefined };
  const unit = Math.max(1, (total ?? 200_000_000) / steps);
  let drawn = -1;
  return {
    show(done, label) {
      const step = Math.floor(done / unit);
      if (step === drawn) return;
      drawn = step;
      stream.write(`\r\u001b[K${total === undefined ? '' : `${bar(done / total)} `}${label}`);
    },
    end: () => stream.write('\r\u001b[K'),
  };
}

function bar(share: number): string {
  const full = Math.min(30, Math.round(share * 30));
  return `[${'#'.repeat(full)}${'-'.repeat(30 - full)}] ${String(Math.min(100, Math.round(share * 100))).padStart(3)} %`;
}
