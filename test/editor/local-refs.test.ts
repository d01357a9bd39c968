// The refs of the repository that the demo's settings name a folder for, in the real editor.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DemoDocument, PATIENCE } from './demo-document.ts';

describe('refs of the repository of a poller', () => {
  let demo: DemoDocument;
  const refs = () => demo.rangeOf(/"(regexp:refs\/heads\/\.\+)"/);

  before(async () => {
    demo = await DemoDocument.open();
  });

  async function hoverText(): Promise<string> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      demo.document.uri,
      refs().start.translate(0, 3),
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) =>
        content instanceof vscode.MarkdownString ? content.value : String(content),
      )
      .join('\n');
  }

  async function hoverThat(accept: (text: string) => boolean): Promise<string> {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      const text = await hoverText();
      if (accept(text)) return text;
      assert.ok(performance.now() < deadline, text);
    }
  }

  const isKnown = (text: string) => text.includes('In the repository in');

  it('are told in a hover, and offered', async () => {
    const text = await hoverThat(isKnown);
    assert.match(
      text,
      /In the repository in `.*repositories.hello` it matches 1 ref: `refs\/heads\/main`\./,
    );
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      demo.document.uri,
      refs().start,
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('refs/heads/main'), labels.join());
  });

  it('are not, while the settings name no folder', async () => {
    const settings = vscode.workspace.getConfiguration('luciScheduler');
    const { workspaceValue } = settings.inspect('hosts') ?? {};
    await settings.update('hosts', undefined, vscode.ConfigurationTarget.Workspace);
    try {
      assert.match(await hoverThat((text) => !isKnown(text)), /All of them begin with/);
    } finally {
      await settings.update('hosts', workspaceValue, vscode.ConfigurationTarget.Workspace);
    }
    await hoverThat(isKnown);
  });
});
