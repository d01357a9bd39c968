// Globs as shells and .gitignore have them: `*`, `?`, `[…]`, `{…,…}` and `**`.
//
// They are not translated to regular expressions: a .gitignore is somebody else's text, and some patterns would take those
// for ever.

/** True if a name may be a pattern: it has one of the characters that mean something in one. */
export function isGlob(name: string): boolean {
  return /[*?[{]/.test(name);
}

export interface Glob {
  /** True if it matches the whole path, whose parts have `/` between them. */
  matches(path: string): boolean;
}

/**
 * `*` and `?` match no `/`; `**` as a part of its own matches any number of parts, at the end at least one. What makes no
 * sense as a pattern matches itself.
 */
export function compileGlob(glob: string): Glob {
  const choices = withoutBraces(glob).map((choice) => choice.split('/').map(compilePart));
  return {
    matches(path) {
      const parts = path.split('/').map((part) => [...part]);
      return choices.some((choice) => matchesParts(choice, parts));
    },
  };
}

/** More patterns than these are made of no pattern. */
const MAX_CHOICES = 100;

/** The patterns that one with braces stands for, the first braces first. */
function withoutBraces(glob: string): readonly string[] {
  let done: readonly string[] = [];
  let open: readonly string[] = [glob];
  while (open.length > 0 && open.length + done.length <= MAX_CHOICES) {
    const next: string[] = [];
    const plain: string[] = [];
    for (const pattern of open) {
      const [whole, before = '', inside, after = ''] =
        /^([^{}]*)\{([^{}]*)\}(.*)$/s.exec(pattern) ?? [];
      if (whole === undefined || inside === undefined) plain.push(pattern);
      else for (const choice of inside.split(',')) next.push(before + choice + after);
    }
    done = [...done, ...plain];
    open = next;
  }
  return [...done, ...open];
}

/** What one part of a path has to be: any number of parts, or characters by tests. */
type Part = '**' | readonly (CharacterTest | '*')[];

type CharacterTest = (character: string) => boolean;

function compilePart(part: string): Part {
  if (part === '**') return part;
  const tests: (CharacterTest | '*')[] = [];
  for (let rest = part; rest !== ''; ) {
    const [taken, test] = firstTest(rest);
    if (test !== '*' || tests.at(-1) !== '*') tests.push(test);
    rest = rest.slice(taken);
  }
  return tests;
}

function firstTest(pattern: string): readonly [taken: number, test: CharacterTest | '*'] {
  if (pattern.startsWith('*')) return [1, '*'];
  if (pattern.startsWith('?')) return [1, () => true];
  const [set, negation, members] = /^\[([!^]?)(\]?[^\]]+)\]/u.exec(pattern) ?? [];
  if (set && members !== undefined) {
    const isMember = setOf(members);
    return [set.length, negation ? (character) => !isMember(character) : isMember];
  }
  const [first = '', second] = pattern;
  const isEscaped = first === '\\' && second !== undefined;
  const literal = isEscaped ? second : first;
  return [literal.length + (isEscaped ? 1 : 0), (character) => character === literal];
}

/** Characters, and ranges of them. */
function setOf(members: string): CharacterTest {
  const characters = [...members];
  const ranges: (readonly [from: string, to: string])[] = [];
  for (let i = 0; i < characters.length; i++) {
    const from = characters[i] ?? '';
    const to = characters[i + 2];
    if (characters[i + 1] === '-' && to !== undefined) {
      ranges.push([from, to]);
      i += 2;
    } else {
      ranges.push([from, from]);
    }
  }
  return (character) => ranges.some(([from, to]) => from <= character && character <= to);
}

/** In time that grows with the product of both lengths at most: only the last `**` is ever tried again. */
function matchesParts(pattern: readonly Part[], parts: readonly (readonly string[])[]): boolean {
  return matchesSequence(
    pattern,
    parts,
    (part) => part === '**',
    (part, characters) => part !== '**' && matchesPart(part, characters),
    // At the end, a path goes on below.
    pattern.at(-1) === '**',
  );
}

function matchesPart(tests: readonly (CharacterTest | '*')[], part: readonly string[]): boolean {
  return matchesSequence(
    tests,
    part,
    (test) => test === '*',
    (test, character) => test !== '*' && test(character),
    false,
  );
}

/** @param needsMore the last wildcard takes one item at least */
function matchesSequence<Test, Item>(
  tests: readonly Test[],
  items: readonly Item[],
  isWildcard: (test: Test) => boolean,
  accepts: (test: Test, item: Item) => boolean,
  needsMore: boolean,
): boolean {
  let test = 0;
  let item = 0;
  /** After the last wildcard, and where it began to match. */
  let retry = -1;
  let retryItem = 0;
  while (item < items.length) {
    const current = tests[test];
    const value = items[item];
    if (current !== undefined && isWildcard(current)) {
      if (needsMore && test === tests.length - 1) return true;
      retry = ++test;
      retryItem = item;
    } else if (current !== undefined && value !== undefined && accepts(current, value)) {
      test++;
      item++;
    } else if (retry >= 0) {
      test = retry;
      item = ++retryItem;
    } else {
      return false;
    }
  }
  if (needsMore) return false;
  return tests.slice(test).every(isWildcard);
}
