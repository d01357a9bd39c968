// Progress on the terminal: each step and its duration.

/** Announces `title`, does the work, and prints how long it took. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  console.log(`  … ${title}`);
  const started = performance.now();
  try {
    const result = await work();
    console.log(`  ✓ ${title} (${seconds(performance.now() - started)})`);
    return result;
  } catch (error) {
    console.log(`  ✗ ${title} (${seconds(performance.now() - started)})`);
    throw error;
  }
}

/** Says that nothing had to be done. */
export function upToDate(title: string): void {
  console.log(`  ✓ ${title} (up to date)`);
}

/** @param duration in ms */
export function seconds(duration: number): string {
  return `${(duration / 1000).toFixed(1)} s`;
}
