// The lines around each check of `--watch`. The problem matcher $luci-jobs-watch of package.json knows them by heart.

/** Such as `[14:03:22] checking configs`, in local time. */
export function beginLine(time: Date): string {
  return `[${clockTime(time)}] checking configs\n`;
}

/** Such as `[14:03:22] 1 error in 2 files; watching for changes`. */
export function endLine(time: Date, summary: string | undefined): string {
  const found = summary === undefined ? '' : `${summary}; `;
  return `[${clockTime(time)}] ${found}watching for changes\n`;
}

function clockTime(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => `${part}`.padStart(2, '0'))
    .join(':');
}
