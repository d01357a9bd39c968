// Texts of 100 KB of the kinds that take the longest, for the benchmark.

const SIZE = 100_000;

function repeated(fragment: string, size = SIZE): string {
  return fragment.repeat(Math.ceil(size / fragment.length));
}

function numbered(fragment: (n: number) => string): string {
  let text = '';
  for (let n = 0; text.length < SIZE; n++) text += fragment(n);
  return text;
}

function path(pattern: string): string {
  return `trigger { id: "t" gitiles { repo: "https://h.googlesource.com/r" path_regexps: "${pattern}" } triggers: "t" }`;
}

/** By kind. */
export const HOSTILE_100_KB: Readonly<Record<string, string>> = {
  'a class that shrinks': path(`[${numbered((n) => `\\\\x{${(0x10000 - n).toString(16)}}`)}]`),
  'a long class': path(`[${numbered((n) => String.fromCodePoint(0x100 + 2 * n))}]`),
  'a long negated class': path(`[^${numbered((n) => String.fromCodePoint(0x100 + 2 * n))}]`),
  'a class of classes': path(`[${repeated('\\\\pL\\\\PN')}]`),
  'a class in which case does not matter': path(
    `(?i)[${repeated('a-zA-Z\\\\x{100}-\\\\x{1ffff}')}]`,
  ),
  'classes in which case does not matter': path(
    `(?i)${repeated('[a-z\\\\x{100}-\\\\x{fff}]', 8000)}`,
  ),
  'ab| repeated': path(repeated('ab|')),
  'a| repeated': path(repeated('a|')),
  '(a|b) repeated': path(repeated('(a|b)')),
  'many filters': `trigger { id: "t" gitiles { repo: "https://h.googlesource.com/r" ${numbered((n) => `path_regexps: "a${n}/.*" `)} } triggers: "t" }`,
  'job {} lines': repeated('job {}\n'),
  'job {} in a line': repeated('job {} '),
  'jobs of no other mistake': numbered((n) => `job { id: "j${n}" }\n`),
  'misspelt triggers': numbered(
    (n) =>
      `job { id: "builder-number-${n}" noop {} }\ntrigger { id: "t${n}" noop {} triggers: "builder-nummer-${n}x" }\n`,
  ),
  'misspelt fields': `job { ${repeated('shedule: 1 ')}}`,
  'schedules of all kinds': numbered(
    (n) => `job { id: "j${n}" schedule: "${n % 60} ${n % 24} */${1 + (n % 9)} * *" noop {} }\n`,
  ),
  copies: numbered(
    (n) =>
      `job { id: "j${n}" buildbucket { server: "s.appspot.com" bucket: "ci" builder: "b" } }\n`,
  ),
  refs: `trigger { id: "t" gitiles { repo: "https://h.googlesource.com/r" ${repeated('refs: "a" ')} } triggers: "t" }`,
  'open braces': repeated('job {\n'),
  'open braces in a line': repeated('job {'),
  'lists of open braces': repeated('a:[{'),
  'entries of open lists': repeated('job: [\n'),
  'closing braces': repeated('}'),
  'closing braces in lines': repeated('}\n'),
  'jobs without closers, numbered': numbered((n) => `job { id: "j${n}"\n`),
  'strings next to each other': `job { id: ${repeated('"a" ')} }`,
  'ids without commas': `job { id: "a" noop {} }\ntrigger { id: "t" noop {} triggers: [${repeated('"a" ')}] }`,
  'an id': `job { id: "${repeated('a')}" noop {} }`,
  'words without quotes': repeated('job { id: a b c noop {} }\n'),
  'values without brackets': `job { acl_sets: ${repeated('"a", ')} }`,
  'comments of another language': repeated('/*\njob {}\n*/\n'),
  'comments that do not end': repeated('/*\n'),
  'lines of prose': repeated('Please look at this job.\n'),
  'lists of a cron field': numbered(
    (n) => `job { id: "j${n}" schedule: "${'1,2,3,4,5,6,7,8,9,'.repeat(9)}10 * * * *" noop {} }\n`,
  ),
  'a cron field': `job { id: "a" schedule: "${repeated('1,')}2 * * * *" noop {} }`,
  'many triggers': `job { id: "a" noop {} }\ntrigger { id: "t" noop {} ${repeated('triggers: "a" ')} }`,
  'many properties': `job { id: "a" buildbucket { server: "s.appspot.com" bucket: "b" builder: "b" ${numbered((n) => `properties: "k${n}:v" `)} } }`,
  'many tags without colons': `job { id: "a" buildbucket { server: "s.appspot.com" bucket: "b" builder: "b" ${repeated('tags: "k" ')} } }`,
};
