// Measures matching beside re2js, the library that might do it instead: `node test/bench/regexp.ts`. Prints
// one JSON object per figure: in ns per text, what a text takes once patterns are warm, and in ms, what the
// first text takes, which is compiling and all that is put off until then.

import { RE2JS } from 're2js';
import { compileRegexp } from '../../src/golang/regexp/regexp.ts';

interface Sample {
  readonly name: string;
  readonly pattern: string;
  readonly texts: readonly string[];
}

const WORDS = 'src third_party chromium base net http docs README main build tools v8 test'.split(
  ' ',
);
const random = randomNumbers(1);
const REFS = Array.from({ length: 1000 }, () => `refs/${pick(['heads', 'tags'])}/${path(2, 8)}`);
const PATHS = Array.from({ length: 1000 }, () => `${path(4, 20)}.${pick(['cc', 'h', 'md', 'py'])}`);
/** No part of one is like a part of another. The c is there because re2js looks first for what must be there. */
const NOISE = Array.from({ length: 100 }, () => `c${letters('ab', 200)}`);
const ALMOST = `${'x'.repeat(999)}y${'x'.repeat(100)}`;

const TYPICAL: readonly Sample[] = [
  { name: 'refs', pattern: '^(?:refs/heads/.*)$', texts: REFS },
  { name: 'releases', pattern: '^(?:refs/heads/release-R\\d+-\\d+\\.B)$', texts: REFS },
  { name: 'one extension', pattern: '^(?:src/.+\\.cc)$', texts: PATHS },
  { name: 'one extension anywhere', pattern: '\\.cc$', texts: PATHS },
  { name: 'three folders', pattern: '^(?:(?:src|net|base)/.*)$', texts: PATHS },
  { name: 'three folders, unanchored', pattern: '(?:src|net|base)/.*', texts: PATHS },
  { name: 'a word, unanchored', pattern: '\\b(?i:readme)\\b', texts: PATHS },
  {
    name: '50 alternatives',
    pattern: `^(?:${Array.from({ length: 50 }, (_, i) => `${pick(WORDS)}/${pick(WORDS)}${i}/.*`).join('|')}|docs/.+)$`,
    texts: PATHS,
  },
  {
    name: '50 filters of the poller',
    pattern: `^(${Array.from({ length: 50 }, () => `(${pick(WORDS)}/.+\\.${pick(['cc', 'py'])})`).join('|')})$`,
    texts: PATHS,
  },
];

const HOSTILE: readonly Sample[] = [
  { name: '^x?(a*)*b$', pattern: '^x?(a*)*b$', texts: [`${'a'.repeat(198)}bc`] },
  { name: '((x{10}){10}){10}', pattern: '((x{10}){10}){10}', texts: [ALMOST] },
  { name: '(([xz]{10}){10}){10}', pattern: '(([xz]{10}){10}){10}', texts: [ALMOST] },
  { name: '(x?){1000}', pattern: '^(?:(?:x?){1000})$', texts: ['x'.repeat(200)] },
  { name: '[^a]*a{500}', pattern: '[^a]*a{500}', texts: [`${'ba'.repeat(50)}${'a'.repeat(450)}`] },
  { name: 'a state per letter', pattern: 'a[ab]{150}c', texts: NOISE },
  { name: 'x{1000} 10 times', pattern: 'x{1000}'.repeat(10), texts: [ALMOST.repeat(10)] },
  { name: '\\pL{200}, not ASCII', pattern: '^\\pL{200}$', texts: ['é漢ж'.repeat(67)] },
];

for (const kind of [TYPICAL, HOSTILE]) {
  const ratios = kind.map(compare);
  const product = ratios.reduce((a, b) => a * b, 1);
  const name = kind === TYPICAL ? 'typical' : 'hostile';
  const mean = rounded(product ** (1 / ratios.length));
  print({ sample: name, figure: 'geometric mean of ours / re2js', mean });
}

/** Prints the figures of both. @returns the time per text of ours in those of re2js */
function compare({ name, pattern, texts }: Sample): number {
  const [ours, other] = [
    measure(() => {
      const compiled = compileRegexp(pattern);
      if (!compiled.ok) throw new Error(compiled.reason);
      return (text) => compiled.regexp.matches(text);
    }, texts),
    measure(() => {
      const compiled = RE2JS.compile(pattern);
      return (text) => compiled.test(text);
    }, texts),
  ];
  if (ours.matching !== other.matching) throw new Error(`${name}: the two disagree`);
  for (const [figure, unit] of [
    ['warm', 'nsPerText'],
    ['first', 'ms'],
  ] as const) {
    print({
      sample: name,
      figure,
      unit,
      ours: rounded(ours[figure]),
      re2js: rounded(other[figure]),
      ratio: rounded(ours[figure] / other[figure]),
    });
  }
  return ours.warm / other.warm;
}

interface Figures {
  readonly first: number;
  readonly warm: number;
  readonly matching: number;
}

function measure(compile: () => (text: string) => boolean, texts: readonly string[]): Figures {
  const first = median(9, () => {
    const start = performance.now();
    compile()(texts[0] ?? '');
    return performance.now() - start;
  });
  const matches = compile();
  const matching = texts.filter(matches).length;
  const warm = median(9, () => {
    const start = performance.now();
    let rounds = 0;
    do {
      for (const text of texts) matches(text);
      rounds++;
    } while (performance.now() - start < 40);
    return ((performance.now() - start) * 1e6) / (rounds * texts.length);
  });
  return { first, warm, matching };
}

function median(rounds: number, sample: () => number): number {
  const sorted = Array.from({ length: rounds }, sample).sort((a, b) => a - b);
  return sorted[rounds >> 1] ?? 0;
}

function path(fewest: number, most: number): string {
  const count = fewest + Math.floor(random() * (most - fewest + 1));
  return Array.from({ length: count }, () => pick(WORDS)).join('/');
}

function letters(alphabet: string, count: number): string {
  return Array.from({ length: count }, () => pick([...alphabet])).join('');
}

function pick(choices: readonly string[]): string {
  return choices[Math.floor(random() * choices.length)] ?? '';
}

/** The same ones each time. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function print(figure: Record<string, string | number>): void {
  console.log(JSON.stringify(figure));
}
