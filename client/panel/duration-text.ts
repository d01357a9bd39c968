// Durations as text.

/**
 * Such as `35 ms`, `1.3 s`, `42 s`, `3 min 05 s` or `2 h 07 min`: two units at most, and no digits but those
 * that matter. Truncated, so that nothing is shown before it has passed.
 *
 * @param ms milliseconds; what is negative counts as 0
 */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.floor(Math.max(0, ms))} ms`;
  const tenths = Math.floor(ms / 100);
  const seconds = Math.floor(tenths / 10);
  if (seconds < 10) return `${(tenths / 10).toFixed(1)} s`;
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${twoDigits(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
