// How long something takes this process, on a machine that does other things as well.

/**
 * A function that returns how long it is since now, in ms: by the clock or of the processor's time, whichever is less.
 * The clock counts what other programs do at the same time, the processor's time what V8 does on other threads. Of no use
 * for what waits for another process.
 */
export function stopwatch(): () => number {
  const start = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const elapsed = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    return Math.min(elapsed, (user + system) / 1000);
  };
}

const ROWS = Array.from({ length: 10_000 }, (_, i) => ({
  range: { start: { line: i, character: 2 }, end: { line: i + 5, character: 3 } },
  name: `job-${i}`,
}));

/**
 * Milliseconds of each round of work that is always the same, JSON of about a megabyte: so that figures of machines, and of
 * one machine at busy and quiet times, can be compared.
 */
export function paceOfMachine(): readonly number[] {
  return Array.from({ length: 200 }, () => {
    const watch = stopwatch();
    JSON.stringify(ROWS);
    return watch();
  });
}
