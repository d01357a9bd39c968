// What a failed test leaves: a picture of the page, and in the output what was on it and what the extension logged, so that
// the log of a CI says why.

import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import { OUT } from '../../scripts/paths.ts';

const SCREENSHOTS = path.join(OUT, 'screenshots');

/** In ms. A page that hangs tells nothing. */
const PATIENCE = 5000;

/** Of one text that is told, in characters. */
const MOST = 600;
/** Of a log. */
const LINES = 15;

/** The address of a frame in which nothing is shown. */
const NO_WEBVIEW = /webWorkerExtensionHost/i;

/** What matters in logs that are not ours. */
const TROUBLE = /\[(error|warning)\]/;

/** Runs in the workbench: each fact that there is, by its name. */
const FACTS = `(() => {
  const all = (selector) =>
    [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const texts = (selector) => all(selector).map((element) => element.innerText.replace(/\\s+/g, ' ').trim());
  const { activeElement } = document;
  return {
    'focus': [activeElement?.tagName, activeElement?.className, activeElement?.ariaLabel].filter(Boolean),
    'tabs': all('.tabs-container .tab').map((tab) => tab.innerText.trim() + (tab.matches('.active') ? ' (active)' : '') + (tab.matches('.dirty') ? ' (unsaved)' : '')),
    'cursor and language': texts('#status\\\\.editor\\\\.selection, #status\\\\.editor\\\\.mode'),
    'picker': all('.quick-input-widget input').map((input) => input.value).concat(texts('.quick-input-widget .monaco-list-row').slice(0, 5)),
    'dialogs': texts('.monaco-dialog-box'),
    'notifications': texts('.notification-list-item-message'),
    'menus': texts('.action-widget, .suggest-widget.visible, .rename-box, .context-view .monaco-menu'),
    'problems': texts('.markers-panel .monaco-list-row'),
    'lenses': texts('.editor-instance .codelens-decoration').slice(0, 5),
    'squiggles': all('.editor-instance .squiggly-error').length || [],
  };
})()`;

/**
 * Registers hooks that tell of each test that fails, and of the hooks before the tests.
 * To be called before the hook is registered that closes the page.
 * @param pages those that there are by then
 * @param dataDir of the server of VS Code; undefined while there is none
 */
export function reportFailures(
  pages: () => readonly Page[],
  dataDir: () => string | undefined,
): void {
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state === 'failed') await report(test.fullTitle(), pages(), dataDir());
  });
  after(async function () {
    const suite = this.test?.parent;
    const hasRun = suite?.tests.some(({ state, pending }) => state !== undefined || pending);
    if (suite && !hasRun) await report(`${suite.fullTitle()} before`, pages(), dataDir());
  });
}

/** Prints what is on the screen, with a picture of it in out/screenshots/. */
export async function report(
  title: string,
  pages: readonly Page[],
  dataDir: string | undefined,
): Promise<void> {
  console.log(`\n── on the screen when this failed: ${title}`);
  for (const [index, page] of pages.entries()) {
    const name = `failed-${title.replace(/\W+/g, '-').slice(0, 80)}${index || ''}.png`;
    await inTime(async () => {
      await page.screenshot({ path: path.join(SCREENSHOTS, name), timeout: PATIENCE });
      console.log(`  picture: out/screenshots/${name}`);
    });
    await inTime(async () => tell(Object.entries((await page.evaluate(FACTS)) as object)));
    const frames = page.frames().filter((frame) => !NO_WEBVIEW.test(frame.url()));
    for (const frame of frames.slice(1)) await inTime(() => tellWebview(frame));
  }
  if (dataDir !== undefined) tellLogs(path.join(dataDir, 'data', 'logs'));
  console.log('──\n');
}

function tell(facts: readonly (readonly [string, unknown])[]): void {
  for (const [name, fact] of facts) {
    const text = Array.isArray(fact) ? fact.join(' | ') : String(fact);
    if (text !== '') console.log(`  ${name}: ${shortened(text)}`);
  }
}

async function tellWebview(frame: Frame): Promise<void> {
  const text = String(await frame.evaluate('document.body?.innerText ?? ""')).trim();
  if (text !== '') tell([['webview', text.replace(/\s+/g, ' ')]]);
}

function shortened(text: string): string {
  return text.length <= MOST ? text : `${text.slice(0, MOST / 2)} … ${text.slice(-MOST / 2)}`;
}

/** The ends of the logs of the extension and of what it runs in, those of the last window alone. */
function tellLogs(folder: string): void {
  if (!fs.existsSync(folder)) return;
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of ['LUCI Scheduler.log', 'remoteexthost.log', 'remoteagent.log']) {
    const isOurs = name === 'LUCI Scheduler.log';
    const all = files.filter((file) => path.basename(file) === name);
    const last = all.sort().at(-1);
    if (last === undefined) continue;
    const lines = fs.readFileSync(path.join(folder, last), 'utf8').trimEnd().split('\n');
    const told = lines.filter((line) => isOurs || TROUBLE.test(line)).slice(-LINES);
    if (told.length > 0) console.log(`  end of ${name}:`);
    for (const line of told) console.log(`    ${line.slice(0, MOST / 2)}`);
  }
}

/** Does it if it can be done in time. Of what fails here nothing more is to be learnt. */
async function inTime(work: () => Promise<void>): Promise<void> {
  const late = new AbortController();
  const timer = setTimeout(PATIENCE * 2, undefined, { signal: late.signal }).catch(() => {});
  await Promise.race([work().catch((error) => console.log(`  (${error})`)), timer]);
  late.abort();
}
