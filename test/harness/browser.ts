// The browser that the tests in the real editor use.

import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumProgram } from '../../scripts/system-packages.mjs';

const ARGUMENTS = [
  // It has nothing to ask the world for, and may be on a machine that can't.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
];

/** Chromium, or Chrome, as it is installed on this machine; installs Debian's where it can. */
export function launchBrowser(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: chromiumProgram(),
    // Chromium refuses to sandbox what root runs.
    args: asRoot ? [...ARGUMENTS, '--no-sandbox'] : ARGUMENTS,
  });
}

/**
 * An empty page, always of the same size. The variable SLOWDOWN makes it so many times slower than it is, to find what
 * fails on a slow machine alone.
 */
export async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
  });
  const rate = Number(process.env['SLOWDOWN'] ?? 1);
  if (rate > 1) {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate });
  }
  return page;
}

/** Those that are open. */
export function pagesOf(browser: Browser): readonly Page[] {
  return browser.contexts().flatMap((context) => context.pages());
}
