/** What a command prints to standard output, and what it returns. */
export async function captureOutput<T>(work: () => Promise<T>): Promise<{ readonly code: T; readonly output: string }> {
  const lines: string[] = [];
  const { log, error } = console;
  console.log = (...values: readonly unknown[]) => lines.push(values.join(' '));
  console.error = (...values: readonly unknown[]) => lines.push(values.join(' '));
  try {
    return { code: await work(), output: lines.join('\n') };
  } finally {
    console.log = log;
    console.error = error;
  }
}
