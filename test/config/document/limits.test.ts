import assert from 'node:assert/strict';
import { ProjectConfigDocument } from '../../../src/config/document/project-config-document.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { Source } from '../../../src/text/source.ts';
import { parseTextproto } from '../../../src/textproto/parser.ts';

// What happens at a limit and one beyond it.

function findingsOf(text: string) {
  return ProjectConfigDocument.open(text, {
    project: 'p',
    registry: validationManagers(),
  }).findings();
}

describe('exactly at the limit', () => {
  const depths: readonly [depth: number, errors: number][] = [
    [1, 1],
    [99, 1],
    [100, 1],
    [101, 0],
  ];
  for (const [depth, errors] of depths) {
    it(`a message in ${depth - 1} others is ${errors ? 'read' : 'skipped'}`, () => {
      const text = `${'a{'.repeat(depth)}"quoted": 1${'}'.repeat(depth)}`;
      assert.equal(parseTextproto(new Source(text)).errors.length, errors);
    });
  }

  for (const [count, told] of [
    [999, true],
    [1000, false],
  ] as const) {
    it(`of ${count} text errors in one line, others of its entries are ${told ? '' : 'not '}checked`, () => {
      const codes = findingsOf(`${'job { x: 1 } '.repeat(count)}job { id: "a" }`).map(
        (f) => f.code,
      );
      assert.equal(codes.filter((code) => code === 'textproto-unknown-field').length, count);
      assert.equal(codes.includes('task-missing'), told);
    });
  }

  it('20 unknown ids are compared with those that there are', () => {
    const ids = Array.from({ length: 22 }, (_, n) => `builder-${String.fromCharCode(97 + n)}`);
    const jobs = ids.map((id) => `job { id: "${id}-main" noop {} }\n`).join('');
    // The first one twice: an id that was compared has its hint each time.
    const targets = [...ids, ...ids.slice(0, 1)].map((id) => `triggers: "${id}-maim" `).join('');
    const hints = findingsOf(`${jobs}trigger { id: "t" noop {} ${targets}}`).map(({ message }) =>
      message.includes('Did you mean'),
    );
    assert.deepEqual(hints, [...ids.map((_, n) => n < 20), true]);
  });
});
