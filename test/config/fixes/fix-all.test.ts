import assert from 'node:assert/strict';
import { editsBetween, withDocumentEdits } from '../../../src/config/fixes/document-edits.ts';
import { fixAll } from '../../../src/config/fixes/fix-all.ts';
import { quickFixes } from '../../../src/config/fixes/quick-fixes.ts';
import { assertLinearTime } from '../../linear-time.ts';
import { openLinted } from './open-linted.ts';
import { FIX_SAMPLES } from './samples.ts';

describe('fixAll', () => {
  const table: [what: string, before: string, after: string, count: number][] = [
    [
      'nothing',
      'job { id: "a" schedule: "1 1 * * *" noop {} }\n',
      'job { id: "a" schedule: "1 1 * * *" noop {} }\n',
      0,
    ],
    [
      'several findings of one job at once, and what comes to light',
      'job {\n  id "a"\n  schedule: "every 5 minutes"\n  realm: "CI"\n  acl_sets: "x"\n  noop {}\n}\n',
      'job {\n  id: "a"\n  schedule: "with 5m interval"\n  realm: "ci"\n  noop {}\n}\n',
      4,
    ],
    [
      'ids that become the same stay apart',
      'job { id: "a/b" schedule: "1 1 * * *" noop {} }\njob { id: "a:b" schedule: "2 1 * * *" noop {} }\ntrigger { id: "t" triggers: ["a/b", "a:b"] noop {} }\n',
      'job { id: "a-b" schedule: "1 1 * * *" noop {} }\njob { id: "a-b-2" schedule: "2 1 * * *" noop {} }\ntrigger { id: "t" triggers: ["a-b", "a-b-2"] noop {} }\n',
      2,
    ],
    [
      'and so they do if nobody names them',
      'job { id: "a/b" schedule: "1 1 * * *" noop {} }\njob { id: "a:b" schedule: "2 1 * * *" noop {} }\n',
      'job { id: "a-b" schedule: "1 1 * * *" noop {} }\njob { id: "a-b-2" schedule: "2 1 * * *" noop {} }\n',
      2,
    ],
    [
      'nothing that somebody has to choose',
      'job { schedule: "1 1 * * *" noop {} }\n',
      'job { schedule: "1 1 * * *" noop {} }\n',
      0,
    ],
    [
      'nor does an entry become a comment, though nobody knows what it is',
      'jobs { id: "x" }\nfoo { id: "x" noop {} }\nNote: of mine\n',
      'jobs { id: "x" }\nfoo { id: "x" noop {} }\nNote: of mine\n',
      0,
    ],
    [
      'prose becomes one',
      'These are my jobs\njob { id: "a" schedule: "1 1 * * *" noop {} }\n',
      '# These are my jobs\njob { id: "a" schedule: "1 1 * * *" noop {} }\n',
      1,
    ],
    [
      'values of one list',
      'job { id: "a" schedule: "1 1 * * *" buildbucket { server: "h.com" bucket: "b" builder: "b" tags: ["user_agent:x", "scheduler_job_id:y", "a:b"] } }\n',
      'job { id: "a" schedule: "1 1 * * *" buildbucket { server: "h.com" bucket: "b" builder: "b" tags: ["a:b"] } }\n',
      2,
    ],
  ];
  for (const [what, before, after, count] of table) {
    it(what, () => {
      assert.deepEqual(fixAll(openLinted(before)), { text: after, count });
    });
  }

  const misspelt = (count: number) => {
    const ids = Array.from({ length: count }, (_, i) => `builder-${(i * 7919) % 100_003}-linux`);
    const jobs = ids.map((id) => `job { id: "${id}" noop {} }\n`);
    const named = (suffix: string) => ids.map((id) => `  triggers: "${id}${suffix}"\n`);
    const trigger = (suffix: string) =>
      `trigger {\n  id: "t"\n  noop {}\n${named(suffix).join('')}}\n`;
    return { before: `${jobs.join('')}${trigger('e')}`, after: `${jobs.join('')}${trigger('')}` };
  };

  it('very many findings of one entry', () => {
    const { before, after } = misspelt(120);
    assert.deepEqual(fixAll(openLinted(before)), { text: after, count: 120 });
  });

  it('takes time in proportion to findings, however long the entry is', () => {
    // Each unknown id is compared with all that there are: as many in the whole as in each part of it.
    const { before } = misspelt(320);
    const prepare = (lines: number) => {
      const [jobs = '', trigger = ''] = before.split('trigger {');
      const kept = trigger.split('\n').slice(0, 3 + lines);
      return openLinted(`${jobs}trigger {${kept.join('\n')}\n}\n`);
    };
    assertLinearTime(320, prepare, (document) => fixAll(document));
  });

  it('takes the findings of one code alone', () => {
    const before = 'job { id: "a" realm: "CI" acl_sets: "x" schedule: "1 1 * * *" noop {} }\n';
    const { text } = fixAll(openLinted(before), ({ code }) => code === 'realm-invalid');
    assert.equal(text, before.replace('CI', 'ci'));
  });

  it('leaves nothing that it could fix, whatever comes together', () => {
    const all = FIX_SAMPLES.map(({ before }, i) =>
      before
        .replace(/id: "([at])"/g, `id: "$1${i}"`)
        .replace(/triggers: "a"/g, `triggers: "a${i}"`),
    );
    for (let from = 0; from < all.length; from += 5) {
      const document = openLinted(all.slice(from, from + 5).join('\n'));
      const fixed = openLinted(fixAll(document).text);
      const left = fixed
        .findings()
        .flatMap((finding) => quickFixes(fixed, finding).filter(({ isPreferred }) => isPreferred));
      assert.deepEqual(left, []);
      assert.ok(fixed.findings().length <= document.findings().length);
    }
  });

  it('is made by edits of the lines that it changes', () => {
    const before = `${'# nothing\n'.repeat(50)}job {\n  id: "a"\n  realm: "CI"\n  schedule: "1 1 * * *"\n  noop {}\n}`;
    const { text } = fixAll(openLinted(before));
    const edits = editsBetween(before, text);
    assert.deepEqual(edits, [
      {
        range: { start: { line: 52, character: 0 }, end: { line: 53, character: 0 } },
        newText: '  realm: "ci"\n',
      },
    ]);
    assert.equal(withDocumentEdits(before, edits), text);
  });
});
