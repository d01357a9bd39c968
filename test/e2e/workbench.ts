// VS Code's workbench as a user has it: keyboard, mouse, and what the screen shows.

import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { Frame, Locator, Page } from 'playwright-core';
import { OUT } from '../../scripts/paths.ts';

const SCREENSHOTS = path.join(OUT, 'screenshots');

/** How long anything may take to appear, in ms. */
const PATIENCE = 60_000;

/** How long a step of the first attempt of {@link Workbench.insist} may take, in ms, and how many attempts there are. */
const STEP = 6000;
const ATTEMPTS = 5;

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
  /** How long a step may take now, in ms. */
  #patience = PATIENCE;

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
    await this.#picker.waitFor({ state: 'hidden' });
  }

  /** Runs a command that asks for a choice, and takes `item`. */
  async runCommandAndPick(title: string, item: string): Promise<void> {
    await this.insist(`${item} of ${title}`, async (patience) => {
      await this.#pick('F1', `>${title}`, title);
      await this.#find(item, item, patience);
      await this.#take(item);
    });
    await this.#picker.waitFor({ state: 'hidden' });
  }

  /** Runs a command that shows a list, reads it, and leaves it. @param texts that are shown there */
  async runCommandAndRead(title: string, texts: readonly string[], picture: string): Promise<void> {
    await this.insist(title, async () => {
      await this.#pick('F1', `>${title}`, title);
      for (const text of texts) await this.#picker.getByText(text).waitFor();
    });
    await this.screenshot(picture);
    await this.page.keyboard.press('Escape');
  }

  /** Types into the picker that `key` opens, and takes the first item, which must show `item`. */
  async #pick(key: string, text: string, item: string): Promise<void> {
    await this.insist(`${item} by ${key}`, async (patience) => {
      await this.page.keyboard.press(key);
      await this.#find(text, item, patience);
      await this.#take(item);
    });
  }

  get #picker(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  #focused(item: string): Locator {
    return this.#picker.locator('.monaco-list-row.focused', { hasText: item });
  }

  /** Brings the item that shows `item` into focus by typing `text`. */
  async #find(text: string, item: string, patience: number): Promise<void> {
    // A picker that takes the place of another forgets what was typed in that.
    await eventually(
      item,
      async () => {
        await this.#picker.locator('input').fill(text);
        await this.#focused(item)
          .waitFor({ timeout: 1500 })
          .catch(() => {});
        return this.#focused(item).count();
      },
      (count) => count > 0,
      patience,
    );
  }

  /** Takes the item in focus, which shows `item`. @throws Error if the picker is gone before */
  async #take(item: string): Promise<void> {
    await pressEnterIn(this.#picker.locator('input'));
    await eventually(
      `${item} to be taken`,
      async () => {
        const focused = this.#focused(item);
        const isTaken = await focused.waitFor({ state: 'hidden', timeout: 2000 }).then(
          () => true,
          () => false,
        );
        // An Enter that comes while items are still being found goes nowhere.
        if (!isTaken) await pressEnterIn(this.#picker.locator('input')).catch(() => {});
        return isTaken;
      },
      (isTaken) => isTaken,
    );
  }

  /**
   * Does steps that something late can undo, as a picker closes when the focus wanders: from the beginning if one of
   * them is not done in time, of which there is more each time.
   * @param steps gets the time for each step, in ms. Whatever must not be done twice can only be the last of them.
   * @throws Error of the last attempt
   */
  async insist<T>(what: string, steps: (patience: number) => Promise<T>): Promise<T> {
    const outer = this.#patience;
    for (let attempt = 1; ; attempt++) {
      this.#setPatience(Math.min(STEP * attempt, PATIENCE));
      try {
        return await steps(this.#patience);
      } catch (error) {
        if (attempt === ATTEMPTS) throw new Error(`${what}: in vain`, { cause: error });
        await this.page.keyboard.press('Escape');
      } finally {
        this.#setPatience(outer);
      }
    }
  }

  #setPatience(patience: number): void {
    this.#patience = patience;
    this.page.setDefaultTimeout(patience);
  }

  /** The entry of the status bar that names the language of the active editor. */
  get language(): Locator {
    return this.page.locator('#status\\.editor\\.mode');
  }

  /** Puts the cursor of the active editor there. */
  async goTo({ line, column }: EditorPosition): Promise<void> {
    const input = this.#picker.locator('input');
    const isThere = this.#selectionText(`Ln ${line}, Col ${column}`);
    await this.insist(`to ${line}:${column}`, async (patience) => {
      await this.page.keyboard.press('Control+G');
      await input.fill(`:${line}:${column}`);
      // An Enter that comes before the picker has read the line goes nowhere.
      await eventually(
        'end of the picker',
        async () => {
          if (await this.#picker.isVisible()) await pressEnterIn(input);
          return this.#picker.waitFor({ state: 'hidden', timeout: 2000 }).then(
            () => true,
            () => false,
          );
        },
        (isHidden) => isHidden,
        patience,
      );
      await isThere.waitFor();
    });
  }

  /** What the status bar says of the cursor, if it is `text`. */
  #selectionText(text: string): Locator {
    return this.page.locator('#status\\.editor\\.selection').getByText(text, { exact: true });
  }

  /** Selects the `length` characters that follow a place on one line, and types over them. */
  async typeOver(at: EditorPosition, length: number, text: string): Promise<void> {
    const end = `Ln ${at.line}, Col ${at.column + length}`;
    await this.insist(`selection of ${length} at ${at.line}:${at.column}`, async () => {
      await this.goTo(at);
      for (let i = 0; i < length; i++) await this.page.keyboard.press('Shift+ArrowRight');
      await this.#selectionText(length > 0 ? `${end} (${length} selected)` : end).waitFor();
    });
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
    const first = this.page.locator('.action-widget .monaco-list-row.action').first();
    await this.insist('quick fix', async () => {
      await this.page.keyboard.press('Control+.');
      await first.waitFor();
      await this.screenshot(picture);
      await first.click();
    });
    await first.waitFor({ state: 'hidden' });
  }

  /** Renames what the cursor is at. */
  async rename(name: string, picture: string): Promise<void> {
    const box = this.page.locator('.rename-box input');
    await this.insist('rename', async () => {
      await this.page.keyboard.press('F2');
      await box.fill(name);
      await this.screenshot(picture);
      await pressEnterIn(box);
    });
    await box.waitFor({ state: 'hidden' });
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
    await this.insist(`code lens ${title} above ${line}`, async (patience) => {
      await eventually('code lens', find, (isThere) => isThere, patience);
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

  /** Resolves when a webview has drawn what it is to show now: a log is drawn once per frame. */
  async untilDrawn(webview: Frame): Promise<void> {
    await webview.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
  }

  /** Keeps a picture of the page as out/screenshots/NAME.png. */
  async screenshot(name: string): Promise<void> {
    fs.mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  }
}

/**
 * Enter in an input. A key that is really pressed goes elsewhere, as into a text, if the input goes just before.
 * @throws Error if it cannot be seen any more
 */
async function pressEnterIn(input: Locator): Promise<void> {
  const isPressed = await input.evaluate((element) => {
    const isSeen = element.checkVisibility();
    const { KeyboardEvent } = globalThis as unknown as {
      KeyboardEvent: new (
        type: string,
        init: object,
      ) => Parameters<typeof element.dispatchEvent>[0];
    };
    const key = { key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true, cancelable: true };
    if (isSeen) element.dispatchEvent(new KeyboardEvent('keydown', key));
    return isSeen;
  });
  if (!isPressed) throw new Error('The input is gone.');
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
