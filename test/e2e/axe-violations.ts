// What axe finds wrong for people who do not see a page, see it badly, or use no mouse.

import axe, { type AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';

const OPTIONS = {
  // WCAG up to 2.2, levels A and AA.
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  rules: {
    // An experiment of axe, for which a name has to have all words that are seen; those of rows have times in UTC in place
    // of "3 minutes ago", and begin with what a person would say to a program that listens.
    'label-content-name-mismatch': { enabled: false },
  },
};

/** WCAG 1.4.3 leaves out what is disabled; axe does not see that of custom elements. */
const CONTEXT = { include: [['html']], exclude: [['vscode-button[disabled]']] };

/** A webview has no background of its own; axe does not see what is behind the frame. */
const BACKGROUND = 'document.documentElement.style.background = "var(--vscode-panel-background)"';

/** A line for each violation of WCAG in a webview of the panel: the rule, where, and what is to be done. */
export async function axeViolations(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(`${axe.source}; ${BACKGROUND}`);
  const args = [CONTEXT, OPTIONS].map((arg) => JSON.stringify(arg)).join();
  const { violations } = await frame.evaluate<AxeResults>(`axe.run(${args})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
