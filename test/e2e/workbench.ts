// VS Code's workbench as a user has it: keyboard, mouse, and what the screen shows.

import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { Frame, Locator, Page } from 'playwright-core';
import { OUT } from '../../scripts/paths.ts';

const SCREENSHOTS = path.join(OUT, 'screenshots');

/** How long anything may take to appear, in ms. */
const PATIENCE = 30_000;

/** How long a step of {@link Workbench.insist} may take, in ms. */
const STEP = 6000;

/** A place in a text as the status bar counts: from 1, columns in UTF-16 code units. */
export interface EditorPosition {
  readonly line: number;
  readonly column: number;
}

/** One row of the Problems panel. */
export interface Problem extends EditorPosition {
  readonly message: string;
  /** Who has found it. */
  readonly source: string;
  readonly code: string;
}

export class Workbench {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
  }

  /** @param url of a workbench on a folder that is not empty */
  static async open(page: Page, url: string): Promise<Workbench> {
    const workbench = new Workbench(page);
    await page.goto(url);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return workbench;
  }

  /** Leaves restricted mode by way of the banner that a new folder gets. */
  async trustFolder(): Promise<void> {
    await this.page.getByText('Manage', { exact: true }).click();
    const editor = this.page.locator('.workspace-trust-editor');
    await editor.getByRole('button', { name: 'Trust', exact: true }).click();
    await editor.getByText('You trust this folder').waitFor();
    await this.page.getByRole('button', { name: 'Close Modal Editor' }).click();
    await editor.waitFor({ state: 'hidden' });
  }

  /** Opens a file of the folder by its name. */
  async openFile(name: string): Promise<void> {
    await this.#pick('Control+P', name, name);
    await this.page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
  }

  /** Runs a command from the palette by its full title, `Category: Title`. */
  async runCommand(title: string): Promise<void> {
    await this.#pick('F1', `>${title}`, title);
  }

  /** Runs a command that asks for a choice, and takes `item`. */
  async runCommandAndPick(title: string, item: string): Promise<void> {
    await this.#pick('F1', `>${title}`, title, () => this.#find(item, item));
    await this.#picker.locator('input').press('Enter');
    await this.#picker.waitFor({ state: 'hidden' });
  }

  /**
   * Types into the picker that `key` opens, and takes the first item, which must show `item`.
   * @param next resolves once that what the item leads to is there
   */
  async #pick(
    key: string,
    text: string,
    item: string,
    next = () => this.#picker.waitFor({ state: 'hidden' }),
  ): Promise<void> {
    await this.insist(`${item} by ${key}`, async () => {
      await this.page.keyboard.press(key);
      await this.#find(text, item);
    });
    // Not just any Enter: a panel that has just opened may have taken the focus.
    await this.#picker.locator('input').press('Enter');
    await next();
  }

  get #picker(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** Brings the item that shows `item` into focus by typing `text`. */
  async #find(text: string, item: string): Promise<void> {
    const found = this.#picker.locator('.monaco-list-row.focused', { hasText: item });
    // A picker that takes the place of another forgets what was typed in that.
    await eventually(
      item,
      async () => {
        await this.#picker.locator('input').fill(text);
        await found.waitFor({ timeout: 1500 }).catch(() => {});
        return found.count();
      },
      (count) => count > 0,
      STEP,
    );
  }

  /**
   * Does steps that something late can undo, as a picker closes when the focus wanders: from the beginning if one of
   * them is not done in time.
   * @throws Error of the last attempt
   */
  async insist<T>(what: string, steps: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      this.page.setDefaultTimeout(STEP);
      try {
        return await steps();
      } catch (error) {
        if (performance.now() > deadline) throw new Error(`${what}: in vain`, { cause: error });
        await this.page.keyboard.press('Escape');
      } finally {
        this.page.setDefaultTimeout(PATIENCE);
      }
    }
  }

  /** The entry of the status bar that names the language of the active editor. */
  get language(): Locator {
    return this.page.locator('#status\\.editor\\.mode');
  }

  /** Puts the cursor of the active editor there. */
  async goTo({ line, column }: EditorPosition): Promise<void> {
    await this.page.keyboard.press('Control+G');
    const picker = this.page.locator('.quick-input-widget');
    const input = picker.locator('input');
    await input.fill(`:${line}:${column}`);
    // An Enter that comes before the picker has read the line goes nowhere.
    for (let isOpen = true; isOpen; ) {
      await input.press('Enter');
      const hidden = picker.waitFor({ state: 'hidden', timeout: 2000 });
      isOpen = await hidden.then(
        () => false,
        () => true,
      );
    }
    const status = this.page.locator('#status\\.editor\\.selection');
    await status.getByText(`Ln ${line}, Col ${column}`).waitFor();
  }

  /** Selects the `length` characters that follow a place on one line, and types over them. */
  async typeOver(at: EditorPosition, length: number, text: string): Promise<void> {
    await this.goTo(at);
    for (let i = 0; i < length; i++) await this.page.keyboard.press('Shift+ArrowRight');
    await this.page.keyboard.type(text);
  }

  /** Saves the active editor's file. */
  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tabs-container .tab.active:not(.dirty)').waitFor();
  }

  /** The wavy lines under errors in view. */
  get errorSquiggles(): Locator {
    return this.page.locator('.editor-instance .squiggly-error');
  }

  /** Opens the Problems panel, where {@link problems} reads. */
  async showProblems(): Promise<void> {
    await this.runCommand('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel').waitFor();
  }

  /** What the Problems panel lists now. */
  problems(): Promise<readonly Problem[]> {
    const rows = this.page.locator('.markers-panel .monaco-list-row:has(.marker-icon)');
    return rows.evaluateAll((elements) =>
      elements.map((row) => {
        const text = (selector: string) => row.querySelector(selector)?.textContent ?? '';
        const [, line, column] = /(\d+)\D+(\d+)/.exec(text('.marker-line')) ?? [];
        return {
          message: text('.marker-message'),
          source: text('.marker-source'),
          code: text('.marker-code'),
          line: Number(line),
          column: Number(column),
        };
      }),
    );
  }

  /** The code lenses in view. */
  get codeLenses(): Locator {
    return this.page.locator('.editor-instance .codelens-decoration a');
  }

  /** Opens the menu of quick fixes at the cursor, and takes the first. */
  async takeFirstQuickFix(picture: string): Promise<void> {
    await this.insist('quick fix', async () => {
      await this.page.keyboard.press('Control+.');
      const menu = this.page.locator('.action-widget .monaco-list-row.action');
      await menu.first().waitFor();
      await this.screenshot(picture);
      await menu.first().click();
      await menu.first().waitFor({ state: 'hidden' });
    });
  }

  /** Renames what the cursor is at. */
  async rename(name: string, picture: string): Promise<void> {
    await this.insist('rename', async () => {
      await this.page.keyboard.press('F2');
      const box = this.page.locator('.rename-box input');
      await box.fill(name);
      await this.screenshot(picture);
      await box.press('Enter');
      await box.waitFor({ state: 'hidden' });
    });
  }

  /** Clicks the code lens `title` that stands right above `line`, once it is there. */
  async clickCodeLens(line: number, title: string): Promise<void> {
    await this.goTo({ line, column: 1 });
    const find = () =>
      this.codeLenses.evaluateAll((elements, wanted) => {
        const line = elements[0]?.ownerDocument.querySelector('.active-line-number');
        const current = line?.getBoundingClientRect();
        const found = elements.find((element) => {
          const { bottom } = element.getBoundingClientRect();
          const isAbove = current && Math.abs(current.top - bottom) < current.height / 2;
          return isAbove && element.textContent?.trim() === wanted;
        });
        // Lenses are made anew and move at any time: it goes by a mark of its own.
        for (const element of elements) element.toggleAttribute('data-wanted', element === found);
        return found !== undefined;
      }, title);
    await this.insist(`code lens ${title} above ${line}`, async () => {
      await eventually('code lens', find, (isThere) => isThere, STEP);
      await this.page.locator('.codelens-decoration a[data-wanted]').click();
    });
  }

  /** The document of the webview that has an element for `selector`, once there is one. */
  async webview(selector: string): Promise<Frame> {
    const find = async () => {
      for (const frame of this.page.frames()) {
        // A frame may go while it is asked.
        if (
          (await frame
            .locator(selector)
            .count()
            .catch(() => 0)) > 0
        )
          return frame;
      }
      return undefined;
    };
    return eventually(`webview with ${selector}`, find, (frame) => frame !== undefined);
  }

  /** Keeps a picture of the page as out/screenshots/NAME.png. */
  async screenshot(name: string): Promise<void> {
    fs.mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  }
}

/** Where the first match is. @throws Error if there is none */
export function positionOf(pattern: RegExp, text: string): EditorPosition {
  const offset = text.search(pattern);
  if (offset < 0) throw new Error(`No ${pattern}`);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/**
 * Reads again and again until the value is as it should be, and returns it.
 * @param patience in ms
 * @throws Error with the last value, if that takes too long
 */
export function eventually<T, U extends T>(
  what: string,
  read: () => Promise<T>,
  accept: (value: T) => value is U,
  patience?: number,
): Promise<U>;
export function eventually<T>(
  what: string,
  read: () => Promise<T>,
  accept: (value: T) => boolean,
  patience?: number,
): Promise<T>;
export async function eventually<T>(
  what: string,
  read: () => Promise<T>,
  accept: (value: T) => boolean,
  patience = PATIENCE,
): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (performance.now() > deadline) {
      throw new Error(`${what}: after ${patience / 1000} s still ${inspect(value)}`);
    }
    await setTimeout(50);
  }
}
