// biome-ignore-all lint/suspicious/noTemplateCurlyInString: commands have such words.

import assert from 'node:assert/strict';
import path from 'node:path';
import { asksForOutput, commandText, filledIn } from '../../../host/builds/command-words.ts';

const FOLDER = path.resolve('/work space');
const WORDS = { workspaceFolder: FOLDER, buildOutput: '/out $& ${workspaceFolder}.json' };

/** `$W` and `$O` stand for what may be asked for. */
const TABLE: readonly (readonly [
  command: readonly string[],
  filled: readonly string[],
  asks?: true,
])[] = [
  [
    ['make', 'x'],
    ['make', 'x'],
  ],
  [
    ['./a/b', './c'],
    [path.join(FOLDER, 'a/b'), './c'],
  ],
  [['a/b'], [path.join(FOLDER, 'a/b')]],
  [['/bin/sh'], [path.resolve('/bin/sh')]],
  [
    ['$W/x', '--a=$W,$W'],
    [path.join(FOLDER, 'x'), `--a=${FOLDER},${FOLDER}`],
  ],
  [['x', '--output=$O'], ['x', `--output=${WORDS.buildOutput}`], true],
  [
    ['x', '${other}', '$HOME', '${}'],
    ['x', '${other}', '$HOME', '${}'],
  ],
];

describe('words of a command', () => {
  for (const [command, filled, asks = false] of TABLE) {
    it(command.join(' '), () => {
      const written = command.map((word) =>
        word.replaceAll('$W', () => '${workspaceFolder}').replaceAll('$O', () => '${buildOutput}'),
      );
      assert.deepEqual(filledIn(written, WORDS), filled);
      assert.equal(asksForOutput(written), asks);
    });
  }

  it('are shown as a shell would read them', () => {
    assert.equal(
      commandText(['a/b', '', 'c d', "it's", '$x', '--k=v', '~']),
      "a/b '' 'c d' 'it'\\''s' '$x' --k=v ~",
    );
  });
});
