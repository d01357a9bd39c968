import assert from 'node:assert/strict';
import { told, user } from './editor-stand-in.ts';

const { showError, showInformation, showWarning } = await import('../../client/notifications.ts');

/** What VS Code makes a link of in a message. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["']).+?\3)?\)/i;

describe('a message to the user', () => {
  beforeEach(() => {
    told.length = 0;
    user.presses = undefined;
  });

  const SHOW = { error: showError, warning: showWarning, information: showInformation };
  const QUOTED = [
    '[run](command:workbench.action.terminal.new)',
    '[a](https://example.com) and [b](file:///x "title")',
    '[[x](command:x)](command:y)',
  ];
  for (const [kind, show] of Object.entries(SHOW)) {
    for (const text of QUOTED) {
      it(`has no link, whatever it quotes: ${kind} ${text}`, async () => {
        assert.match(text, LINK);
        await show(`"${text}" could not be started.`);
        assert.equal(told.length, 1);
        assert.doesNotMatch(told[0] ?? '', LINK);
        // All that is quoted is still there.
        assert.equal(told[0]?.replaceAll('] (', ']('), `${kind}: "${text}" could not be started.`);
      });
    }

    it(`is shown as it is if there is nothing like a link in it: ${kind}`, async () => {
      await show('"a[0] (b)" <b>x</b>');
      assert.deepEqual(told, [`${kind}: "a[0] (b)" <b>x</b>`]);
    });
  }

  it('does what the button says that was pressed, and nothing else', async () => {
    const actions = [
      ['One', () => told.push('one')],
      ['Two', () => told.push('two')],
    ] as const;
    user.presses = 'Two';
    await showError('x', ...actions);
    user.presses = undefined;
    await showError('y', ...actions);
    assert.deepEqual(told, ['error: x', 'two', 'error: y']);
  });
});
