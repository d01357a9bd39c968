import assert from 'node:assert/strict';
import { sortedById } from '../../../src/language/refactorings/sort-entries.ts';

const job = (id: string) => `job {\n  id: "${id}"\n  noop {}\n}\n`;

describe('sortedById', () => {
  const table: [what: string, before: string, after: string][] = [
    ['jobs', job('b') + job('a'), job('a') + job('b')],
    [
      'with their comments',
      `# B.\n${job('b')}\n# A,\n# too.\n${job('a')}`,
      `# A,\n# too.\n${job('a')}\n# B.\n${job('b')}`,
    ],
    [
      'and with those behind them',
      'job { id: "b" noop {} } # B\njob { id: "a" noop {} } # A\n',
      'job { id: "a" noop {} } # A\njob { id: "b" noop {} } # B\n',
    ],
    [
      'below the header of the file',
      `# Copyright 2026.\n${job('b')}${job('a')}`,
      `# Copyright 2026.\n${job('a')}${job('b')}`,
    ],
    [
      'within a section',
      `# One.\n\n${job('d')}${job('c')}\n# Two.\n\n${job('b')}${job('a')}`,
      `# One.\n\n${job('c')}${job('d')}\n# Two.\n\n${job('a')}${job('b')}`,
    ],
    [
      'jobs among jobs, triggers among triggers',
      `${job('b')}trigger { id: "y" noop {} }\ntrigger { id: "x" noop {} }\n${job('a')}`,
      `${job('b')}trigger { id: "x" noop {} }\ntrigger { id: "y" noop {} }\n${job('a')}`,
    ],
    [
      'without a line end at the end',
      `${job('b')}${job('a').trimEnd()}`,
      `${job('a')}${job('b').trimEnd()}`,
    ],
    [
      'of the same id as they are',
      `${job('b')}job { id: "a" }\njob { id: "a" noop {} }\n`,
      `job { id: "a" }\njob { id: "a" noop {} }\n${job('b')}`,
    ],
    [
      'nothing where entries share a line',
      'job { id: "b" } job { id: "a" }\n',
      'job { id: "b" } job { id: "a" }\n',
    ],
    [
      'nothing where the text is broken',
      `${job('b')}${job('a')}job {`,
      `${job('b')}${job('a')}job {`,
    ],
    ['nothing in nothing', '', ''],
  ];
  for (const [what, before, after] of table) {
    it(what, () => assert.equal(sortedById(before), after));
  }
});
