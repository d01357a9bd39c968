import assert from 'node:assert/strict';
import type { LanguageServer } from '../../client/language-server.ts';
import { type Position, registered, type Selection, told, window } from './editor-stand-in.ts';

const { registerLensCommands } = await import('../../client/lens-commands.ts');

const CONFIG = 'file:///w/luci-scheduler.cfg';

/** An editor that writes down where its cursor is put. */
function editorNamed(name: string, uri: string): object {
  return {
    document: { uri },
    set selection({ active }: Selection) {
      told.push(`${name}: cursor to ${at(active)}`);
    },
  };
}

function at({ line, character }: Position): string {
  return `${line}:${character}`;
}

describe('the lens that tells when an entry starts', () => {
  const [left, right] = [editorNamed('left', CONFIG), editorNamed('right', CONFIG)];
  const other = editorNamed('other', 'file:///w/other.cfg');
  let disposables: readonly { dispose(): unknown }[];

  beforeEach(() => {
    told.length = 0;
    disposables = registerLensCommands({} as LanguageServer);
  });

  afterEach(() => {
    for (const disposable of disposables) disposable.dispose();
    window.activeTextEditor = undefined;
    window.visibleTextEditors = [];
  });

  const CASES = [
    { title: 'the only editor', active: left, visible: [left], moved: 'left' },
    {
      title: 'the right one of two of the same config',
      active: right,
      visible: [left, right],
      moved: 'right',
    },
    {
      title: 'one beside the active editor of another file',
      active: other,
      visible: [other, left],
      moved: 'left',
    },
  ];
  for (const { title, active, visible, moved } of CASES) {
    it(`goes to the schedule in ${title}`, async () => {
      window.activeTextEditor = active;
      window.visibleTextEditors = visible;
      await registered.get('luciScheduler.showSchedule')?.(CONFIG, { line: 4, character: 13 });
      assert.deepEqual(told, [`${moved}: cursor to 4:13`, 'command: editor.action.showHover']);
    });
  }
});
