// A real VS Code on a throwaway copy of the demo project, and a browser to show it: what tests in the editor run on.

import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { copyDemo, type DemoCopy, removeDemo } from '../../scripts/demo-copy.ts';
import {
  installExtension,
  prepareVSCode,
  type ServerOptions,
  VSCodeServer,
} from '../../scripts/vscode-server.ts';
import { launchBrowser, newPage, pagesOf } from './browser.ts';

interface SessionOptions extends Omit<ServerOptions, 'dataDir' | 'port'> {
  /** Extensions to install, as a user would. */
  readonly vsix?: string | readonly string[];
}

export class EditorSession {
  readonly server: VSCodeServer;
  /** Holds the editor's settings, state and logs. */
  readonly dataDir: string;
  readonly #demo: DemoCopy;
  readonly #browser: Browser;

  private constructor(demo: DemoCopy, dataDir: string, server: VSCodeServer, browser: Browser) {
    this.#demo = demo;
    this.dataDir = dataDir;
    this.server = server;
    this.#browser = browser;
  }

  static async start({ vsix = [], ...options }: SessionOptions): Promise<EditorSession> {
    const vscode = await prepareVSCode();
    const browser = await launchBrowser();
    const demo = copyDemo();
    try {
      const dataDir = path.join(demo.temporary, 'data');
      for (const each of [vsix].flat()) await installExtension(vscode, dataDir, each);
      const server = await VSCodeServer.start(vscode, { ...options, dataDir });
      return new EditorSession(demo, dataDir, server, browser);
    } catch (error) {
      await browser.close();
      removeDemo(demo);
      throw error;
    }
  }

  /** The copy of the demo project. */
  get folder(): string {
    return this.#demo.folder;
  }

  /** Those that are open. */
  get pages(): readonly Page[] {
    return pagesOf(this.#browser);
  }

  /** An empty page, always of the same size. */
  newPage(): Promise<Page> {
    return newPage(this.#browser);
  }

  /** Ends everything and removes what it left on the disk. */
  async close(): Promise<void> {
    await this.#browser.close();
    await this.server.stop();
    removeDemo(this.#demo);
  }
}
