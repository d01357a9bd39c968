// Mistakes with lists: brackets, commas, and quotes of their items.

import type { Span } from '../../src/text/span.ts';
import type { ListNode } from '../../src/textproto/tree.ts';
import { type Mistake, type MistakesOf, REPEATED_FIELDS, replaced } from './mistake.ts';
import type { Config } from './real-configs.ts';

function lists({ fields }: Config): readonly ListNode[] {
  return fields.flatMap(({ node: { value } }) => (value.kind === 'list' ? [value] : []));
}

/** Where one item of a list ends and the next one begins. */
function gaps(config: Config): readonly Span[] {
  return lists(config).flatMap(({ items }) =>
    items.slice(1).map((item, i) => ({ start: items[i]?.end ?? 0, end: item.start })),
  );
}

/** Two fields of an entry with a list each, in one line or one item a line. */
function madeList(
  config: Config,
  isWanted: (name: string) => boolean,
): readonly (readonly [Span, string[]])[] {
  const found: [Span, string[]][] = [];
  const { fields, text } = config;
  for (const [i, { name, node }] of fields.entries()) {
    if (!isWanted(name) || fields[i - 1]?.name === name) continue;
    let end = i;
    while (fields[end]?.name === name) end++;
    const run = fields.slice(i, end);
    const values = run.map(({ node: { value } }) => text.slice(value.start, value.end));
    const last = run.at(-1);
    if (values.length < 2 || !last || run.some(({ node: { value } }) => value.kind !== 'string'))
      continue;
    found.push([{ start: node.start, end: last.node.end }, values]);
  }
  return found;
}

const isRepeated = (name: string) => REPEATED_FIELDS.has(name);

function listOf(
  spoil: (values: readonly string[]) => readonly [text: string, at: string],
): MistakesOf {
  return (config) =>
    madeList(config, isRepeated).map(([span, values]): Mistake => {
      const name = config.fields.find(({ node }) => node.start === span.start)?.name ?? '';
      const [list, at] = spoil(values);
      const mistake = replaced(config, span, `${name}: ${list.replace(MARK, '')}`);
      const start = span.start + name.length + 2 + list.indexOf(MARK);
      return { ...mistake, at: { start, end: start + at.length } };
    });
}

const MARK = '\u0001';

export const LIST_MISTAKES: Readonly<Record<string, MistakesOf>> = {
  'comma missing in a list': (config) =>
    gaps(config)
      .filter(({ start, end }) => config.text.slice(start, end).includes(','))
      .flatMap((gap) => {
        // Strings next to each other are one, which is no mistake in the text.
        const isString = config.text[gap.start - 1] === '"' && config.text[gap.end] === '"';
        if (isString) return [];
        const comma = config.text.indexOf(',', gap.start);
        const without = replaced(config, { start: comma, end: comma + 1 }, '');
        return [{ ...without, at: { start: gap.start - 1, end: gap.end } }];
      }),
  'comma missing between ids': (config) => {
    const ids = madeList(config, (name) => name === 'triggers');
    return ids.map(([span, values]): Mistake => {
      const list = values.slice(0, 2).join(' ');
      const rest = values.slice(2).map((value) => `, ${value}`);
      const mistake = replaced(config, span, `triggers: [${list}${rest.join('')}]`);
      const start = span.start + 'triggers: ['.length;
      return { ...mistake, at: { start, end: start + list.length } };
    });
  },
  'semicolon for a comma in a list': listOf((values) => [
    `[${values[0]}${MARK}; ${values.slice(1).join(', ')}]`,
    ';',
  ]),
  'comma at the end of a list': listOf((values) => [`[${values.join(', ')}${MARK},]`, ',]']),
  'comma twice in a list': listOf(([first, ...rest]) => [
    `[${first}${MARK},, ${rest.join(', ')}]`,
    ',, ',
  ]),
  'bracket of a list not closed': listOf((values) => [
    `${MARK}[${values.join(', ')}`,
    `[${values.join(', ')}\n            }`,
  ]),
  'bracket of a list not opened': listOf((values) => [
    `${MARK}${values.join(', ')}]`,
    `${values.join(', ')}]`,
  ]),
  'list without brackets': listOf((values) => [`${MARK}${values.join(', ')}`, values.join(', ')]),
  'list closed by a brace': listOf((values) => [`[${values.join(', ')}${MARK}}`, '}']),
  'list closed by a parenthesis': listOf((values) => [`[${values.join(', ')}${MARK})`, ')']),
  'list in parentheses': listOf((values) => [
    `${MARK}(${values.join(', ')})`,
    `(${values.join(', ')})`,
  ]),
  'list in braces': listOf((values) => [`${MARK}{${values.join(', ')}}`, `{${values.join(', ')}}`]),
  'opening quote missing in a list': listOf(([first = '', ...rest]) => [
    `[${MARK}${first.slice(1)}, ${rest.join(', ')}]`,
    first.slice(1),
  ]),
  'closing quote missing in a list': listOf(([first = '', ...rest]) => [
    `[${MARK}${first.slice(0, -1)}, ${rest.join(', ')}]`,
    first,
  ]),
  'closing quote missing of the last item': listOf((values) => {
    const last = values.at(-1) ?? '';
    return [`[${values.slice(0, -1).join(', ')}, ${MARK}${last.slice(0, -1)}]`, last];
  }),
  'list item without quotes': listOf(([first = '', ...rest]) => [
    `[${MARK}${first.slice(1, -1)}, ${rest.join(', ')}]`,
    first,
  ]),
};
