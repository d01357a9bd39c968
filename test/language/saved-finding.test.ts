import assert from 'node:assert/strict';
import { decodeUtf8 } from '../../src/golang/utf8.ts';
import { diagnostics, openConfig, savedFinding } from '../../src/language/language.ts';
import { validationManagers } from '../../src/task/builtin-managers.ts';
import { markedText } from '../marked-text.ts';

const open = (text: string) => {
  const lints = { off: ['lint-job-never-triggered'], crowdedMinuteLimit: 20, now: () => 0 };
  return openConfig(text, { project: 'p', lints }, validationManagers());
};

const UTF8 = Buffer.from;
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const withMark = (text: string) => Buffer.from(`\ufeff${text}`);
const utf16le = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();
/** As Shift JIS has it: the second byte is a backslash to whoever takes it for anything else. */
const shiftJis = (text: string) => latin1(text.replaceAll('表', '\x95\x5c'));

const BOM = 'U+FEFF, byte order mark: the service rejects it. Save the file as UTF-8 without one.';
const UTF16 = 'This file looks like UTF-16: save it as UTF-8.';
const GOOD = 'job { id: "a" noop {} }\n';

describe('what the service says of a file because of its encoding', () => {
  // The text as the editor shows it, with a mark where the finding is; what it is written as.
  for (const [name, marked, written, code, message] of [
    ['a byte order mark', `[[]]${GOOD}`, withMark, 'textproto-unexpected-byte', BOM],
    ['one and nothing else', '[[]]', withMark, 'textproto-unexpected-byte', BOM],
    ['one before a mistake', `[[]]é${GOOD}`, withMark, 'textproto-unexpected-byte', BOM],
    ['a second one', `[[]]\ufeff${GOOD}`, withMark, 'textproto-unexpected-byte', BOM],
    ['UTF-16', `[[]]${GOOD}`, utf16le, 'textproto-unexpected-byte', UTF16],
    ['UTF-16, the other way round', `[[]]${GOOD}`, utf16be, 'textproto-unexpected-byte', UTF16],
    [
      'Latin-1 outside quotes',
      `${GOOD}job { [[é]] }\n`,
      latin1,
      'textproto-unexpected-byte',
      'This is not UTF-8 (byte 0xE9): save the file as UTF-8.',
    ],
    [
      'Latin-1 in a string',
      `# é\r\n${GOOD}job { id: "b" url_fetch { url: "https://x/[[é]]" } }\n`,
      latin1,
      'lint-not-utf8',
      undefined,
    ],
    [
      'an escape that is none',
      'job { id: "a" url_fetch { url: "https://x/[[表]]" } }\n',
      shiftJis,
      undefined,
      undefined,
    ],
  ] as const) {
    it(`of ${name}, as the command line does`, () => {
      const { text, ranges } = markedText(marked);
      const bytes = written(text);
      const found = savedFinding(open(text), bytes);
      const told = diagnostics(open(decodeUtf8(bytes)));
      const same = told.find((each) => each.code === found?.code);
      assert.ok(found);
      assert.equal(found.message, same?.message);
      assert.equal(found.severity, same?.severity);
      if (code) assert.equal(found.code, code);
      if (message) assert.equal(found.message, message);
      assert.deepEqual(found.range, ranges[0]);
    });
  }

  for (const [name, text, written] of [
    ['UTF-8', '# é\njob { id: "é" nope: 1 }\n', UTF8],
    ['ASCII under another name', 'job { id: "b" nope: 1 }\n', latin1],
    ['Latin-1 in a comment', `# é\n${GOOD}`, latin1],
    ['what is UTF-8 all the same', `# Ã©\njob { id: "Ã©" noop {} }`, latin1],
    ['a mistake that the text has, too', 'job { id: "é" noop {} }\n', latin1],
  ] as const) {
    it(`nothing, of ${name}`, () => {
      assert.equal(savedFinding(open(text), written(text)), undefined);
    });
  }

  it('is known from the beginning of a marked file', () => {
    const text = GOOD.repeat(2);
    for (const written of [withMark, utf16le, utf16be]) {
      assert.deepEqual(
        savedFinding(open(text), written(text).subarray(0, 20)),
        savedFinding(open(text), written(text)),
      );
    }
  });
});
