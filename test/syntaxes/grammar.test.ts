import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { DEMO_CONFIG, ROOT } from '../../scripts/paths.ts';
import { assertLinearTime } from '../linear-time.ts';

const GRAMMAR = path.join(ROOT, 'syntaxes', 'luci-scheduler.tmLanguage.json');
const WASM = path.join(ROOT, 'node_modules', 'vscode-oniguruma', 'release', 'onig.wasm');

// Each row: a line, and what the tokens in it are.
const TABLE: [line: string, ...tokens: [text: string, scope: string][]][] = [
  [
    '# proto-message: scheduler.config.ProjectConfig',
    ['proto-message', 'storage.type.annotation'],
    ['scheduler.config.ProjectConfig', 'entity.name.type'],
  ],
  ['# a comment: 5 "x"', [' a comment: 5 "x"', 'comment.line.number-sign']],
  ['job {', ['job', 'keyword.control.entry'], ['{', 'punctuation.section.block']],
  ['trigger: <', ['trigger', 'keyword.control.entry'], ['<', 'punctuation.section.block']],
  ['job # a comment', ['job', 'keyword.control.entry'], [' a comment', 'comment.line.number-sign']],
  ['job: [{', ['job', 'keyword.control.entry'], ['[', 'punctuation.definition.list.begin']],
  [
    '  id: "unit tests" # c',
    ['id', 'variable.other.property'],
    ['unit tests', 'entity.name.function.id'],
    [' c', 'comment.line.number-sign'],
  ],
  [
    '  id: \'x\'; realm: "r"',
    ['x', 'entity.name.function.id'],
    ['realm', 'variable.other.property'],
    ['r', 'string.quoted.double'],
  ],
  [
    '  noop { sleep_ms: 0x1F }',
    ['noop', 'entity.name.tag.message'],
    ['sleep_ms', 'variable.other.property'],
    ['0x1F', 'constant.numeric'],
  ],
  ['  disabled: true', ['true', 'constant.language.boolean']],
  ['  kind: NEWEST_FIRST', ['NEWEST_FIRST', 'variable.other.enummember']],
  ['  log_base: 1.5e3f', ['1.5e3f', 'constant.numeric']],
  ['  triggers: ["a", \'b\']', ['a', 'string.quoted.double'], ['b', 'string.quoted.single']],
  [
    '  url: "http://h/\\x41\\q"',
    ['\\x41', 'constant.character.escape'],
    ['\\q', 'invalid.illegal.escape'],
  ],
  [
    '  refs: "regexp:refs/heads/\\\\d+"',
    ['regexp', 'keyword.other.regexp'],
    ['refs/heads/', 'string.regexp'],
    ['\\\\d', 'constant.character.escape'],
    ['+', 'keyword.operator.quantifier.regexp'],
  ],
  [
    '  path_regexps: "src/(a|b).*"',
    ['path_regexps', 'variable.other.property'],
    ['(', 'punctuation.definition.group.regexp'],
    ['|', 'keyword.operator.or.regexp'],
  ],
  [
    '  path_regexps: "a" triggers: "b"',
    ['triggers', 'variable.other.property'],
    ['b', 'string.quoted.double'],
  ],
  ['  triggers: "unit-tests"', ['triggers', 'variable.other.property']],
  ['  job_id: 5', ['job_id', 'variable.other.property']],
];

describe('the TextMate grammar', () => {
  let grammar: textmate.IGrammar;

  before(async () => {
    await oniguruma.loadWASM(fs.readFileSync(WASM));
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(GRAMMAR, 'utf8'), GRAMMAR),
    });
    const loaded = await registry.loadGrammar('source.luci-scheduler');
    assert.ok(loaded);
    grammar = loaded;
  });

  for (const [line, ...expected] of TABLE) {
    it(line.trim(), () => {
      const { tokens } = grammar.tokenizeLine(line, textmate.INITIAL);
      const found = tokens.map(({ startIndex, endIndex, scopes }) => ({
        text: line.slice(startIndex, endIndex),
        scopes,
      }));
      for (const [text, scope] of expected) {
        const matching = found.filter((token) => token.text === text);
        assert.ok(
          matching.some(({ scopes }) => scopes.some((name) => name.startsWith(scope))),
          `${text} is not ${scope}: ${JSON.stringify(found)}`,
        );
      }
    });
  }

  it('leaves nothing open at the end of a line but lists', () => {
    let state = textmate.INITIAL;
    for (const line of fs.readFileSync(DEMO_CONFIG, 'utf8').split('\n')) {
      state = grammar.tokenizeLine(line, state).ruleStack;
      assert.equal(state.depth, 1, line);
    }
  });

  it('gives up an unclosed string at the end of its line', () => {
    const { ruleStack } = grammar.tokenizeLine('  realm: "ci', textmate.INITIAL);
    const { tokens } = grammar.tokenizeLine('  sleep_ms: 5', ruleStack);
    assert.ok(
      tokens.some(({ scopes }) => scopes.some((name) => name.startsWith('constant.numeric'))),
    );
  });

  /** One line for each way in which a rule begins and then does not match, or matches part by part. */
  const LONG_LINES: readonly (readonly [start: string, repeated: string, end: string])[] = [
    ['a', ' ', 'x'],
    ['', ' ', ''],
    ['job', '\t', 'x'],
    ['job:', ' ', 'x'],
    ['id', ' ', 'x'],
    ['id:', ' ', 'x'],
    ['id: "', 'a', ''],
    ['id: "', 'a\\', ''],
    ['', 'id ', ''],
    ['', 'a   ', 'x'],
    ['path_regexps', ' ', 'x'],
    ['path_regexps: "a"', ' ', 'x'],
    ['path_regexps: "{', '1', 'x'],
    ['path_regexps: "{1,', '1', 'x'],
    ['path_regexps: "', '{1', ''],
    ['#', ' ', 'x'],
    ['# proto-file:', ' ', 'x y'],
    ['# proto-file: ', 'x', ' y'],
    ['# proto-file: x', ' ', 'y'],
    ['', '1', 'x'],
    ['', '1_', 'x'],
    ['1.', '1', 'x'],
    ['.', '1', 'x'],
    ['1e', '1', 'x'],
    ['0x', 'f', 'g'],
    ['0x1.', 'f', 'g'],
    ['0x1p', '1', 'x'],
    ['0o', '7', '9'],
    ['0b', '1', '2'],
    ['', 'A', 'a'],
    ['', 'a', ''],
    ['', '-', ''],
    ['', '"', ''],
    ['"', '\\', ''],
    ['', '[', ''],
    ['', '{', ''],
  ];
  for (const [start, repeated, end] of LONG_LINES) {
    it(`takes linear time over ${start}${repeated}…${end}`, () => {
      assertLinearTime(
        20_000,
        (size) => start + repeated.repeat(size / repeated.length) + end,
        (line) => grammar.tokenizeLine(line, textmate.INITIAL),
      );
    });
  }
});
