// Mistakes that put something into a config that does not belong there: characters, lines, comments.

import { inserted, lineAt, type Mistake, type MistakesOf } from './mistake.ts';
import type { Config } from './real-configs.ts';

/** Offsets at which a line starts, but for empty ones and those after a backslash. */
function lineStartsOf({ text }: Config): readonly number[] {
  const starts = [0];
  for (let lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', lf + 1)) starts.push(lf + 1);
  return starts;
}

/** A line of its own between any two. */
function line(what: string): MistakesOf {
  return (config) =>
    lineStartsOf(config).map((start) => {
      const { text } = inserted(config, start, `${what}\n`);
      return { text, at: { start, end: start + what.length } };
    });
}

/** At the end of lines, but for comments. */
function endOfLine(what: string, isWanted: (line: string) => boolean = () => true): MistakesOf {
  return (config) =>
    lineStartsOf(config).flatMap((start) => {
      const { end } = lineAt(config.text, start);
      const content = config.text.slice(start, end);
      if (content.includes('#') || content.trim() === '' || !isWanted(content)) return [];
      return [inserted(config, end - (content.endsWith('\r') ? 1 : 0), what)];
    });
}

/** In front of fields. */
function beforeField(what: string): MistakesOf {
  return (config) => config.fields.map(({ node }) => inserted(config, node.start, what));
}

function conflict(ours: string, theirs: string): MistakesOf {
  return (config) =>
    lineStartsOf(config)
      .filter((start) => start > 0)
      .map((start): Mistake => {
        const block = `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> 1a2b3c4 (Add a job: "x")\n`;
        return {
          text: inserted(config, start, block).text,
          at: { start, end: start + block.length },
        };
      });
}

const CHARACTERS = [
  '@',
  '$',
  '%',
  '^',
  '&',
  '*',
  '(',
  ')',
  '=',
  '\\',
  '|',
  '~',
  '`',
  '!',
  '?',
  'é',
  '中',
  '😀',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u2028',
  '\u202e',
  '\u3000',
  '\f',
  '\v',
  '\0',
  '\u00ad',
  '．',
  '；',
  '：',
];

export const STRAY_MISTAKES: Readonly<Record<string, MistakesOf>> = {
  ...Object.fromEntries(
    CHARACTERS.flatMap((c) => {
      const name = /[\p{L}\p{P}\p{S}]/u.test(c)
        ? c
        : `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      return [
        [`${name} before a field`, beforeField(c)],
        [`${name} at the end of a line`, endOfLine(c)],
      ];
    }),
  ),
  'a word at the end of a line': endOfLine(' oops'),
  'a slash before a field': beforeField('/'),
  'a comma before a field': (config) =>
    config.fields.flatMap((field) => {
      const before = field.siblings[field.siblings.indexOf(field.node) - 1];
      return before && before.separator < 0 ? [] : [inserted(config, field.node.start, ', ')];
    }),
  'prose in a line': line('Final end to end test of config validation.'),
  'prose with commas and quotes': line(
    'See "how it works", i.e. what isn\'t said: (twice) a/b, 50%!',
  ),
  'prose of one word': line('oops'),
  'prose with a colon': line('Note: this is for the nightly builders'),
  'prose in another script': line('Это расписание для ночных сборок'),
  '// comment in a line': line('// This isn\'t "done": see http://x/y {'),
  '// comment behind a field': endOfLine(" // it's { nightly"),
  '/* comment */ in a line': line('/* This isn\'t "done": see { */'),
  '/* comment */ over lines': line("/*\n * This isn't done: see x.y\n * job {\n */"),
  '/* comment */ around an entry, among entries': (config) => {
    const block = '/*\njob {\n  id: "nobody-has-this-id"\n  noop {}\n}\ntrigger { id: "t"\n*/';
    const tops = new Set(
      config.fields
        .filter(({ within }) => within.length === 0)
        .map(({ node }) => lineAt(config.text, node.start).start),
    );
    return line(block)(config).filter(({ at }) => tops.has(at.start));
  },
  '/* comment */ around an entry, in an entry': line('/*\njob { id: "x"\n*/'),
  '<!-- comment --> around an entry': line('<!--\njob {\n  id: "x"\n}\n-->'),
  '/* comment */ behind a field': endOfLine(' /* nightly */'),
  '-- comment in a line': line('-- This isn\'t "done": see {'),
  '-- comment behind a field': endOfLine(' -- nightly builds'),
  '; comment in a line': line('; This is not done: see x'),
  '% comment in a line': line('% This is not done: see x'),
  '<!-- comment --> in a line': line('<!-- This is not done: see x -->'),
  'REM comment in a line': line('REM this is not done'),
  'a fence of Markdown': line('```textproto'),
  'a document marker of YAML': line('---'),
  'a rule of equals signs': line('=================='),
  'a conflict between entries': (config) => {
    const block = conflict(
      'job {\n  id: "mine-1"\n  noop {}\n}\n',
      'job {\n  id: "theirs-1"\n  noop {}\n}\n',
    )(config);
    const tops = new Set(
      config.fields
        .filter(({ within }) => within.length === 0)
        .map(({ node }) => lineAt(config.text, node.start).start),
    );
    return block.filter(({ at }) => tops.has(at.start));
  },
  'a conflict in an entry': (config) => {
    const seconds = new Set(
      config.fields
        .filter(
          ({ name, within, node, siblings }) =>
            within.length === 1 && siblings[0] !== node && name !== 'acls',
        )
        .map(({ node }) => lineAt(config.text, node.start).start),
    );
    return conflict(
      '  acl_sets: "a"\n',
      '  acl_sets: "b"\n',
    )(config).filter(({ at }) => seconds.has(at.start));
  },
  'a conflict marker alone': line('<<<<<<< HEAD'),
  'a conflict separator alone': line('======='),
  'a conflict end alone': line('>>>>>>> refs/heads/main'),
  'a base of a conflict alone': line('||||||| merged common ancestors'),
};
