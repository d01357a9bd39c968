import assert from 'node:assert/strict';
import { measured } from '../linear-time.ts';
import { checkAsked, checkDocument, checkStreamed } from './check-document.ts';

/** Of this process alone; far more than any of these takes: what grows with the square of the size takes minutes. */
const LIMIT_MS = 10_000;

function repeat(fragment: string, size: number): string {
  return fragment.repeat(Math.ceil(size / fragment.length));
}

function numbered(size: number, line: (n: number) => string): string {
  const lines: string[] = [];
  for (let n = 0, length = 0; length < size; n++) {
    const next = line(n);
    lines.push(next);
    length += next.length;
  }
  return lines.join('');
}

function limited(what: string, text: () => string, first?: string): void {
  it(what, () => {
    const content = text();
    const { result: document, cpuMs } = measured(() => checkAsked(content));
    checkStreamed(document);
    if (first) assert.equal(document.findings()[0]?.code, first);
    assert.ok(cpuMs < LIMIT_MS, `took ${Math.round(cpuMs)} ms`);
  });
}

describe('hostile text', function () {
  this.timeout(120_000);

  describe('100 KB of one thing', () => {
    const fragments = [
      ...[
        '{',
        '}',
        '<',
        '>',
        '[',
        ']',
        ':',
        ';',
        ',',
        '/',
        '"',
        "'",
        '\\',
        '#',
        '\n',
        '\r',
        '\0',
        '@',
      ],
      ...[
        '\ud800',
        '\udc80',
        '😀',
        '\ufeff',
        '""',
        '"a" ',
        '"\\n"',
        '"\\q"',
        '"\n',
        '"\\\n',
        '\\\n',
      ],
      ...[
        'job',
        'job{',
        'job {\n',
        'job{}',
        'job{}\n',
        'job\n',
        'job{x}',
        'job:[{',
        'job:[{},',
        'job}',
      ],
      ...[
        'a{',
        'a<',
        'a:',
        'a [',
        'a:[{',
        'a{}',
        '}a',
        '>a{',
        'a\n ',
        '{}',
        '[a]',
        '[a/b]',
        '[a',
        '[\n',
      ],
      ...[
        '//',
        '/*',
        '/* */',
        '// \n',
        '<<E\n',
        'a:<<E\n',
        'a:<<E\nE\n',
        '1_',
        'job id:1 ',
        'noop ',
      ],
    ];
    for (const fragment of fragments) {
      limited(JSON.stringify(fragment), () => repeat(fragment, 100_000));
    }
  });

  describe('2 MB of one thing', () => {
    const fragments = [
      ...[
        '{',
        '"a" ',
        '"\\q"',
        '@ ',
        'a:',
        'a:[',
        'a [',
        '[a ',
        '[a]',
        '/* */',
        '/*',
        '// \n',
        '<<E ',
        'a:<<E\n',
      ],
      ...[
        'a:<< ',
        'a # \n',
        '# ',
        'a ',
        '1 ',
        '\\\n',
        '}',
        ' ]',
        '::',
        'a::',
        'a{}',
        'a<}',
        'a{\n}\n',
      ],
    ];
    for (const fragment of fragments) {
      limited(JSON.stringify(fragment), () => repeat(fragment, 2_000_000));
      limited(`a: ${JSON.stringify(fragment)}`, () => `a: ${repeat(fragment, 2_000_000)}`);
    }
  });

  describe('100 KB of one thing in an entry', () => {
    const openings = ['job{', 'trigger{id:"t"noop{}', 'trigger{gitiles{repo:"https://h"', 'job:['];
    const fragments = [
      ...[
        'acl_sets:"a"',
        'acl_sets:["a"]',
        'triggers:"b"',
        'refs:"a"',
        'refs:"regexp:x"',
        'id:"a"',
      ],
      ...[
        'path_regexps:"a"',
        'noop{}',
        'acls{}',
        'x:1 ',
        'x{}',
        '  id: "a"\n',
        '  }\n',
        'disabled:x ',
      ],
    ];
    for (const opening of openings) {
      for (const fragment of fragments) {
        limited(`${opening} ${JSON.stringify(fragment)}`, () => {
          const body = repeat(fragment, 100_000);
          return `${opening}${body}}}`;
        });
      }
    }
  });

  describe('many of a kind', () => {
    limited('entries with the same id', () => repeat('job { id: "a" noop {} }\n', 500_000));
    limited('unknown jobs, each with thousands of ids to choose from', () => {
      const jobs = numbered(200_000, (n) => `job { id: "builder-number-${n}" noop {} }\n`);
      const targets = numbered(100_000, (n) => `triggers: "builder-nummer-${n}x" `);
      return `${jobs}trigger { id: "t" noop {} ${targets}}`;
    });
    limited('lines, each further right', () => numbered(1_000_000, (n) => `${' '.repeat(n)}a\n`));
    limited('messages, each further right', () =>
      numbered(1_000_000, (n) => `${' '.repeat(n)}a {\n`),
    );
  });

  describe('nesting', () => {
    const DEPTH = 100_000;
    const unknown = 'textproto-unknown-field';
    limited('braces without names', () => '{'.repeat(DEPTH), unknown);
    limited('messages', () => 'a{'.repeat(DEPTH), unknown);
    limited('messages, closed', () => 'a{'.repeat(DEPTH) + '}'.repeat(DEPTH), unknown);
    limited(
      'messages, closed by turns',
      () => 'a{b<'.repeat(DEPTH / 2) + '}'.repeat(DEPTH),
      unknown,
    );
    limited('messages in a job', () => `job{${'a{'.repeat(DEPTH)}`, unknown);
    limited('known messages', () => 'job{noop{'.repeat(DEPTH), unknown);
    limited('lists', () => `job:${'['.repeat(DEPTH)}`, 'textproto-expected-message');
    limited('lists of messages', () => 'job:[{'.repeat(DEPTH), unknown);
  });

  describe('size', () => {
    limited('a line of 50 MB in a comment', () => `# ${'x'.repeat(50_000_000)}\njob {}`);
    limited('a line of 50 MB in a string', () => `job { id: "${'x'.repeat(50_000_000)}" }`);
    limited('a word of 50 MB', () => 'x'.repeat(50_000_000), 'textproto-unknown-field');
    limited('a number of 50 MB', () => `job { noop { sleep_ms: ${'9'.repeat(50_000_000)} } }`);
    limited('a fraction of 10 MB', () => {
      return `job { triggering_policy { log_base: 1.${'0'.repeat(10_000_000)}1 } noop {} id: "a" }`;
    });
  });

  it('a paste of 200,000 entries, and its removal', () => {
    const document = checkDocument('# nothing\n');
    const { cpuMs } = measured(() => {
      document.edit({ start: at(1), end: at(1) }, 'job\n'.repeat(200_000));
      document.findings();
      document.edit({ start: at(1), end: at(200_001) }, '');
    });
    assert.ok(cpuMs < 3 * LIMIT_MS, `took ${Math.round(cpuMs)} ms`);
    assert.deepEqual(document.findings(), []);
    assert.equal(document.text, '# nothing\n');
  });
});

function at(line: number): { readonly line: number; readonly character: number } {
  return { line, character: 0 };
}
