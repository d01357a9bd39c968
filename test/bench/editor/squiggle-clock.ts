// A stopwatch inside the workbench's page: from a keystroke to the squiggle that it brings, or takes away.

import type { Page } from 'playwright-core';

/** Runs in the page. `arm(shown)` resolves with ms once there is, or is no longer, a squiggle under an error in view. */
const CLOCK = `
globalThis.squiggleClock ??= {
  arm(shown) {
    this.measured = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('no change of the squiggle within 20 s')), 20_000);
      let pressed;
      const onKey = (event) => { pressed ??= event.timeStamp; };
      const look = () => {
        const isShown = document.querySelector('.editor-instance .squiggly-error') !== null;
        if (pressed === undefined || isShown !== shown) return;
        const now = performance.now();
        observer.disconnect();
        removeEventListener('keydown', onKey, true);
        resolve(now - pressed);
      };
      const observer = new MutationObserver(look);
      addEventListener('keydown', onKey, true);
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
    });
  },
};
`;

/** Ms from the press of `key`, as the browser notes it, to the DOM with the squiggle (`shown`) or without it. */
export async function keystrokeToSquiggle(
  page: Page,
  key: string,
  shown: boolean,
): Promise<number> {
  await page.evaluate(`${CLOCK}; squiggleClock.arm(${shown}); undefined`);
  await page.keyboard.press(key);
  return page.evaluate<number>('squiggleClock.measured');
}
