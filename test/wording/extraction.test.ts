// The rules by which sentences are found.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are sources with templates in them.

import assert from 'node:assert/strict';
import { manifestSentences } from './manifest-sentences.ts';
import { schemaSentences } from './schema-sentences.ts';
import type { Sentence } from './sentence.ts';
import { sourceSentences } from './source-sentences.ts';

/** A source, and the sentences in it; parts of sentences are indented. */
const SOURCES: Readonly<Record<string, readonly [source: string, ...sentences: string[]][]>> = {
  'what is a sentence': [
    ["f('no such file');", 'no such file'],
    ["f('Restart', 'Open…');", 'Restart', 'Open…'],
    ["f(' (behind the first) ');", '(behind the first)'],
    ['f(\'"id" must be text\');', '"id" must be text'],
    ["f('1 hour', '\"^\" is');", '1 hour', '"^" is'],
    ['const text = `Usage: this\n\n  --that\n`;', 'Usage: this\n\n  --that'],
    ["f('error', 'runJob', 'HEAD', 'T', 'codicon-arrow');"],
    ["f('0 0 */3 * * *', '10-1 5-1 kq-1 1ds-d');"],
    ["f(`script-src 'nonce'`);"],
    ["f('LuLl'.repeat(9), 'LuLlLuLlLuLlLuLlLuLlLuLlLuLlLuLlLuLlLuLlLuLlLuLlLuLlLuLlLuLl1');"],
  ],
  'what the program fills in': [
    ['f(`${name} failed`);', '{name} failed'],
    ['f(`in ${plural(n, noun)}: remove it`);', 'in {plural(n, noun)}: remove it'],
    ['f(`found ${expressionsOf(more, than, forty, letters)} there`);', 'found {…} there'],
    ['f(`${a} ${b}`, `${a}:${b}`, `x-${a} ${b}`);'],
    [
      "f(`The end. ${n > 1 ? `${n} more` : 'one more'}`);",
      "The end. {n > 1 ? `${n} more` : 'one more'}",
      '  {n} more',
      '  one more',
    ],
    ["f(ok ? 'it is' : 'it is not');", 'it is', 'it is not'],
  ],
  'concatenations are one sentence': [
    ["f('a list ' + 'of them');", 'a list of them'],
    ["f('a list ' + noun + `: ${items}`);", 'a list {noun}: {items}'],
    ["f(('a list ' + noun) as string);", 'a list {noun}'],
    ['f(left + right);'],
  ],
  'what the program alone reads': [
    ["import x from './some text'; export * from 'some text'; export { y } from 'some text';"],
    ["import('some text');"],
    ["type State = 'shut down'; f('shut down', 'Shut down');", 'Shut down'],
    ["if (state === 'shut down') f('is down');", 'is down'],
    ["switch (state) { case 'shut down': f('is down'); }", 'is down'],
    ["f({ 'some key': 'some value' });", 'some value'],
    ["f({ code: 'some code', type: 'some type', message: 'some text' });", 'some text'],
    ["f(object['some key'], object[x ? 'some key' : 'Other']);"],
    ["new Map([['some key', 'some value']]);", 'some value'],
    ["new Set(['Delete', 'Enter']); new RegExp('some text'); /some text/;"],
    ["element.className = 'one two'; element.title = 'three four';", 'three four'],
    ["page.querySelector('div span');"],
    [
      "db.exec('BEGIN IMMEDIATE; UPDATE job SET id = ?'); f('Select one', 'Begin now');",
      'Select one',
      'Begin now',
    ],
    ['f(`SELECT body FROM job WHERE ${which}`, `${SELECTION} WHERE id IS NULL`);'],
    ['const styles = css`one two { three four }`;'],
    ["throw new Error('such a text may reach a user');", 'such a text may reach a user'],
  ],
  'what markup shows': [
    ['html`<p class="one two">Run</p>`;', 'Run'],
    ['html`<p>\n  Press <strong>Run</strong>\n  above.</p><p>now</p>`;', 'Press Run above.', 'now'],
    ['html`<p title="Go there">${icon}</p>`;', 'Go there'],
    ['html`<p data-title="a b" aria-label="Of ${name}">x</p>`;', 'Of {name}', 'x'],
    ["html`<p @click=${() => f('Run it', '>')}>${n} runs</p>`;", 'Run it', '{n} runs'],
    ["html`<p>${yes ? html`<b>Now</b>` : 'Later'}</p><p>End</p>`;", 'Now', 'Later', 'End'],
    ['html`<style>one two</style><!-- three four --><script>five six</script>`;'],
    ['f(`<!DOCTYPE html><title>One Two</title>`);', 'One Two'],
    ["f('<project> is no project');", '<project> is no project'],
  ],
};

describe('sentences of sources', () => {
  for (const [rule, rows] of Object.entries(SOURCES)) {
    describe(rule, () => {
      for (const [source, ...sentences] of rows) {
        it(source, () =>
          assert.deepEqual(indented(sourceSentences('source.ts', source)), sentences),
        );
      }
    });
  }

  it('refuses a source that is none', () => {
    assert.throws(() => sourceSentences('source.ts', 'const ='), /^Error: source\.ts: /);
  });
});

describe('sentences of a schema', () => {
  it('has the comments by paragraphs', () => {
    const source = `
      // About the file.

      syntax = "proto3";
      package a.b;

      // A job. It has
      // a name.
      message Job {
        // One of:
        //
        // - \`x\`: so,
        //   or so.
        // - \`y\`
        Kind kind = 1;

        // A kind.
        enum Kind {
          // None.
          NONE = 0;
        }
      }`;
    assert.deepEqual(indented(schemaSentences(source)), [
      'Job: A job. It has a name.',
      'Job.Kind: A kind.',
      'Job.Kind.NONE: None.',
      'Job.kind: One of:',
      '  - `x`: so, or so.\n- `y`',
    ]);
  });
});

describe('sentences of a manifest', () => {
  it('has what is shown, whatever it is called', () => {
    const manifest = {
      name: 'luci-scheduler',
      description: 'Runs jobs.',
      scripts: { start: 'node start.ts' },
      contributes: {
        languages: [{ id: 'x', configuration: './x.json', filenamePatterns: ['*.x'] }],
        configuration: { properties: { 'a.b': { default: 'c d', newDescription: 'New.' } } },
        commands: [{ command: 'a.run', title: 'Run', when: 'view == x' }],
        viewsWelcome: [{ view: 'x', contents: 'Nothing yet.' }],
      },
    };
    assert.deepEqual(indented(manifestSentences(manifest)), [
      'Runs jobs.',
      'New.',
      'Run',
      'Nothing yet.',
    ]);
  });
});

function indented(sentences: readonly Sentence[]): readonly string[] {
  return sentences.map(({ text, depth }) => `${'  '.repeat(depth)}${text}`);
}
