import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { logLines, MAX_SHOWN } from '../../../client/panel/log-text.ts';
import { cssOf, MAX_RUNS, type StyledRun, styledRuns } from '../../../client/panel/styled-runs.ts';
import { ROOT } from '../../../scripts/paths.ts';
import { onlyStyles, withoutEscapes } from '../../../src/text/escape-sequences.ts';
import { assertLinearTime } from '../../linear-time.ts';

/** Runs as `text<classes property=value>`, `^` for ESC. */
const TABLE: readonly (readonly [line: string, ...runs: string[]])[] = [
  ['plain', 'plain<>'],
  ['^[31mred^[0m plain', 'red<ansi-foreground red>', ' plain<>'],
  ['^[21mx^[24my', 'x<ansi-underline>', 'y<>'],
  ['^[999;31mx^[1;0my', 'x<ansi-foreground red>', 'y<>'],
  ['^[38;7;1;31mx', 'x<>'],
  ['a^[32mb^[39mc', 'a<>', 'b<ansi-foreground green>', 'c<>'],
  ['^[97;100mx', 'x<ansi-foreground ansi-background BrightWhite on BrightBlack>'],
  [
    '^[30;47mx^[49my',
    'x<ansi-foreground ansi-background black on white>',
    'y<ansi-foreground black>',
  ],
  ['^[38;5;1mx', 'x<ansi-foreground red>'],
  ['^[38;5;9mx', 'x<ansi-foreground BrightRed>'],
  ['^[38;5;16mx', 'x<ansi-foreground rgb(0 0 0)>'],
  ['^[38;5;208mx', 'x<ansi-foreground rgb(255 135 0)>'],
  ['^[38;5;231mx', 'x<ansi-foreground rgb(255 255 255)>'],
  ['^[38;5;232mx', 'x<ansi-foreground rgb(8 8 8)>'],
  ['^[38;5;255mx', 'x<ansi-foreground rgb(238 238 238)>'],
  ['^[38;2;1;22;255mx', 'x<ansi-foreground rgb(1 22 255)>'],
  ['^[38:2::1:22:255mx', 'x<ansi-foreground rgb(1 22 255)>'],
  ['^[48;2;1;22;255mx', 'x<ansi-background on rgb(1 22 255)>'],
  ['^[1;2;3;4;9mx', 'x<ansi-bold ansi-dim ansi-italic ansi-underline ansi-strikethrough>'],
  ['^[1m^[1ma^[22mb', 'a<ansi-bold>', 'b<>'],
  ['^[7mx^[27my', 'x<ansi-background on var(--vscode-editor-foreground)>', 'y<>'],
  ['^[7;31mx', 'x<ansi-background on red>'],
  ['^[7;31;42mx', 'x<ansi-foreground ansi-background green on red>'],
  ['^[7;42mx', 'x<ansi-foreground ansi-background green on var(--vscode-editor-foreground)>'],
  ['^[8mhidden^[28m^[5mblinking', 'hidden<>', 'blinking<>'],
  ['^[38;5;256mx', 'x<>'],
  ['^[38;2;1;2mx', 'x<>'],
  ['^[31m', ''],
  ['^[31m<b>&amp;</b>', '<b>&amp;</b><ansi-foreground red>'],
  ['^[2J^[31mx^]0;t\x07y', 'xy<ansi-foreground red>'],
];

describe('styled runs', () => {
  for (const [line, ...runs] of TABLE) {
    it(JSON.stringify(line), () => {
      const read = styledRuns(onlyStyles(line.replaceAll('^', '\x1b')), 100);
      assert.deepEqual(
        read.map(shown),
        runs.filter((run) => run !== ''),
      );
    });
  }

  it('have the text of the line, and no more of it than is asked for', () => {
    const parts = fc.constantFrom(
      '\x1b[31m',
      '\x1b[0m',
      '\x1b[38;5;1m',
      '\x1b[;m',
      'a',
      '[',
      '😀',
      '<',
    );
    fc.assert(
      fc.property(fc.array(parts), fc.nat(20), (pieces, end) => {
        const styled = pieces.join('');
        const text = styledRuns(styled, end).map((run) => run.text);
        assert.equal(text.join(''), withoutEscapes(styled).slice(0, end));
      }),
    );
  });

  it('are not endless, though the text is whole', () => {
    const line = '\x1b[31ma\x1b[32mb'.repeat(MAX_RUNS);
    const runs = styledRuns(line, MAX_SHOWN);
    assert.equal(runs.length, MAX_RUNS);
    assert.equal(runs.map(({ text }) => text).join(''), 'ab'.repeat(MAX_RUNS));
  });

  for (const part of ['\x1b[1mx', '\x1b[1;', '1;', '\x1b[22mx', '\x1b[31mx\x1b[7m']) {
    it(`take linear time: ${JSON.stringify(part)}`, () => {
      assertLinearTime(
        160_000,
        (size) => `\x1b[${part.repeat(size / part.length)}m`,
        (line) => styledRuns(onlyStyles(line), MAX_SHOWN),
      );
    });
  }

  it('use no class that the page does not have', () => {
    const css = fs.readFileSync(path.join(ROOT, 'client/panel/panel.css'), 'utf8');
    const all = styledRuns(onlyStyles('\x1b[1;2;3;4;7;9;38;5;99;41mx'), 1);
    const classes = all.flatMap((run) => cssOf(run).classes);
    assert.equal(classes.length, 7);
    for (const name of classes) assert.match(css, new RegExp(`\\.${name}\\b[^{}]*\\{`), name);
  });
});

describe('log lines with colours', () => {
  it('have runs, and their text besides', () => {
    const [line] = logLines('[01:02:03.004] a\x1b[31mb\x1b[0m\n');
    assert.deepEqual([line?.time, line?.text, line?.more], ['01:02:03.004', 'ab', 0]);
    assert.deepEqual(line?.runs?.map(shown), ['a<>', 'b<ansi-foreground red>']);
  });

  it('begin without the colours of the one before', () => {
    const [, second] = logLines('\x1b[31ma\nb\n');
    assert.deepEqual(second, { time: '', text: 'b', more: 0 });
  });

  it('have no escape sequences in their text, and no runs if they choose no colours', () => {
    assert.deepEqual(logLines('a\x1b[2Jb\x1b]0;t\x07c\n'), [{ time: '', text: 'abc', more: 0 }]);
  });

  it('are cut by what can be seen', () => {
    const x = 'x'.repeat(MAX_SHOWN);
    const [line] = logLines(`\x1b[31m${x}\x1b[32myz`);
    assert.deepEqual([line?.text, line?.more, line?.runs?.length], [x, 2, 1]);
  });

  it('have no colours if there is a heap of marks, however it is made up', () => {
    const [line] = logLines(`a${'\u0301\x1b[31m'.repeat(100)}b`);
    assert.deepEqual(line, { time: '', text: `a${'\u0301'.repeat(32)}…b`, more: 0 });
  });
});

function shown(run: StyledRun): string {
  const { classes, properties } = cssOf(run);
  const colours = properties.map(([name, value]) => {
    const colour = value.replace(/^var\(--vscode-terminal-ansi(.*)\)$/, (_, word: string) =>
      word.startsWith('Bright') ? word : word.toLowerCase(),
    );
    return name === '--ansi-background' ? `on ${colour}` : colour;
  });
  return `${run.text}<${[...classes, ...colours].join(' ')}>`;
}
