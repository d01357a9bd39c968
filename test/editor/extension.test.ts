import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, DemoDocument } from './demo-document.ts';

const ID = 'luci-scheduler.luci-scheduler';

/** Of a text of which the begin is in view, so many lines have lenses, however low the view is (client/lens-window.ts). */
const LENS_LINES = 100;

describe('the extension on examples/demo', () => {
  let demo: DemoDocument;

  before(async () => {
    demo = await DemoDocument.open();
    // Lenses come for what is in view and a hundred lines around it: from the middle, that is all of the config.
    const middle = new vscode.Position(Math.floor(demo.document.lineCount / 2), 0);
    demo.editor.revealRange(new vscode.Range(middle, middle), vscode.TextEditorRevealType.InCenter);
  });

  it('is activated by the language of the config', async () => {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension);
    assert.equal(demo.document.languageId, 'luci-scheduler');
    // Resolves when the activation that the document has set off is done.
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('has its commands', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const command of ['luciScheduler.runJob', 'luciScheduler.abortInvocation']) {
      assert.ok(commands.includes(command), command);
    }
  });

  it('has the habits of its language', () => {
    const settings = vscode.workspace.getConfiguration('editor', demo.document);
    const habits = ['tabSize', 'insertSpaces', 'wordBasedSuggestions'];
    assert.deepEqual(
      habits.map((name) => settings.get(name)),
      [2, true, 'off'],
    );
  });

  it('offers to run each job that can run here', async () => {
    const runs = runsIn(await demo.codeLenses(hasRuns)).map((command) => command?.arguments?.[1]);
    assert.deepEqual(runs, jobsAbove(Number.POSITIVE_INFINITY).slice(0, runs.length));
  });

  it('stops to offer it if the user does not want to see that', async () => {
    const settings = vscode.workspace.getConfiguration('luciScheduler');
    await settings.update('codeLens.enabled', false);
    assert.deepEqual(await demo.codeLenses((all) => all.length === 0), []);
    await settings.update('codeLens.enabled', undefined);
    await demo.codeLenses(hasRuns);
  });

  it('restarts its server', async () => {
    await vscode.commands.executeCommand('luciScheduler.restartLanguageServer');
    await demo.codeLenses(hasRuns);
  });

  /** Whether there are lenses for all jobs around the begin of the text, which is in view; for others there need not be. */
  function hasRuns(lenses: readonly vscode.CodeLens[]): boolean {
    return runsIn(lenses).length >= jobsAbove(LENS_LINES).length;
  }

  /** The ids of the jobs in so many lines, in the order of the text. */
  function jobsAbove(lines: number): readonly (string | undefined)[] {
    const text = demo.document.getText().split('\n').slice(0, lines).join('\n');
    return [...text.matchAll(/^ {2}id: "(.+)"$/gm)].map(([, id]) => id);
  }

  function runsIn(lenses: readonly vscode.CodeLens[]): readonly (vscode.Command | undefined)[] {
    return lenses
      .map(({ command }) => command)
      .filter((command) => command?.command === 'luciScheduler.runJob');
  }

  const mistakes = [
    { place: /^ *schedule: *"([^"]*)"/m, mistake: 'whenever', code: 'schedule-invalid' },
    { place: /\bsleep_ms\b/, mistake: 'sleep_msec', code: 'textproto-unknown-field' },
  ];
  for (const { place, mistake, code } of mistakes) {
    it(`reports ${code} where it is, until it is mended`, async () => {
      const range = demo.rangeOf(place);
      const right = demo.document.getText(range);
      const wrong = await demo.replace(range, mistake);
      const [diagnostic] = await demo.diagnostics((all) => all.length > 0);
      assert.ok(diagnostic);
      assert.equal(codeOf(diagnostic), code);
      assert.ok(diagnostic.range.intersection(wrong), JSON.stringify(diagnostic.range));
      assert.equal(diagnostic.range.isSingleLine, true);
      await demo.replace(wrong, right);
      await demo.diagnostics((all) => all.length === 0);
    });
  }

  it('warns of what the service accepts, unless the user has switched that off', async () => {
    const range = demo.rangeOf(/^ *schedule: *"([^"]*)"/m);
    const right = demo.document.getText(range);
    const wrong = await demo.replace(range, '0 0 30 2 *');
    const [diagnostic] = await demo.diagnostics((all) => all.length > 0);
    assert.ok(diagnostic);
    assert.equal(codeOf(diagnostic), 'lint-schedule-never');
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);

    const settings = vscode.workspace.getConfiguration('luciScheduler');
    await settings.update('lints', { 'lint-schedule-never': false });
    await demo.diagnostics((all) => all.length === 0);
    await settings.update('lints', undefined);
    await demo.diagnostics((all) => all.length > 0);
    await demo.replace(wrong, right);
    await demo.diagnostics((all) => all.length === 0);
  });
});
