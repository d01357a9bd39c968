// What the editor's own thread has done: CPU time of the page's main thread, which a busy machine does not lengthen.

import type { CDPSession, Page } from 'playwright-core';

export class PageWork {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(page: Page): Promise<PageWork> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new PageWork(session);
  }

  /** Milliseconds of tasks on the main thread since the page was opened. */
  async ms(): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const task = metrics.find(({ name }) => name === 'TaskDuration');
    return (task?.value ?? Number.NaN) * 1000;
  }
}
