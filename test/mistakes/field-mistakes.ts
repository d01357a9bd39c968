// Mistakes with fields and entries: names, colons, what is there twice or not at all.

import { inserted, type Mistake, type MistakesOf, replaced } from './mistake.ts';
import type { Config, Field } from './real-configs.ts';

/** Each field's name as `rename` has it, where that is another one. */
function renamed(
  rename: (name: string) => string,
  isWanted: (field: Field) => boolean = () => true,
): MistakesOf {
  return (config) =>
    config.fields.flatMap((field) => {
      const name = rename(field.name);
      return name === field.name || !isWanted(field)
        ? []
        : [replaced(config, field.node.name, name)];
    });
}

function isScalar({ node: { value } }: Field): boolean {
  return value.kind === 'string' || value.kind === 'word';
}

const SINGULAR = new Set([
  'id',
  'realm',
  'schedule',
  'server',
  'bucket',
  'builder',
  'repo',
  'url',
  'kind',
  'noop',
  'buildbucket',
  'gitiles',
  'url_fetch',
  'triggering_policy',
  'disabled',
  'sleep_ms',
  'timeout_sec',
]);

const TASKS = new Set(['noop', 'buildbucket', 'gitiles', 'url_fetch']);

/** The colon replaced, with what is around it. */
function colonAs(by: string): MistakesOf {
  return (config) =>
    config.fields
      .filter((field) => isScalar(field) && field.node.colon >= 0)
      .map(({ node: { name, colon, value } }) => {
        const mistake = replaced(config, { start: colon, end: colon + 1 }, by);
        return { ...mistake, at: { start: name.end, end: value.start + by.length + 1 } };
      });
}

/** A field taken out with all of it. */
function without(isWanted: (field: Field, config: Config) => boolean): MistakesOf {
  return (config) =>
    config.fields
      .filter((field) => isWanted(field, config))
      .flatMap((field) => {
        const around = ownerOf(config, field);
        return around ? [{ ...replaced(config, field.node, ''), at: around.node.name }] : [];
      });
}

/** The field that holds the message that `field` is in. */
function ownerOf({ fields }: Config, field: Field): Field | undefined {
  return fields.findLast(
    ({ node }) =>
      node.start < field.node.start && field.node.end <= node.value.end && node !== field.node,
  );
}

function idOf(config: Config, { node: { value } }: Field): string {
  if (value.kind !== 'message') return '';
  const id = value.fields.find(({ name }) => config.text.slice(name.start, name.end) === 'id');
  return id ? config.text.slice(id.value.start + 1, id.value.end - 1) : '';
}

function entries(config: Config): readonly Field[] {
  return config.fields.filter(
    ({ name, within }) => within.length === 0 && (name === 'job' || name === 'trigger'),
  );
}

function isReferenced({ text }: Config, id: string): boolean {
  return /triggers:\s*["'[]/.test(text) && text.split(`"${id}"`).length > 2;
}

export const FIELD_MISTAKES: Readonly<Record<string, MistakesOf>> = {
  'field name with a letter missing': renamed((name) =>
    name.length > 3 ? name.slice(0, 1) + name.slice(2) : name,
  ),
  'field name with a letter twice': renamed((name) => name.slice(0, 1) + name),
  'field name with letters swapped': renamed((name) =>
    name.length > 3 ? name.slice(0, 1) + name.slice(2, 3) + name.slice(1, 2) + name.slice(3) : name,
  ),
  'field name in capitals': renamed((name) => name.toUpperCase()),
  'field name with a capital': renamed((name) => name.slice(0, 1).toUpperCase() + name.slice(1)),
  'field name as in JSON': renamed((name) =>
    name.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase()),
  ),
  'field name with a hyphen': renamed((name) => name.replace('_', '-')),
  'field name in quotes': renamed((name) => `"${name}"`),
  'field name that nobody knows': renamed(() => 'zzz'),
  'field name missing': (config) =>
    config.fields.map(({ node: { name } }) => {
      const mistake = replaced(config, name, '');
      return { ...mistake, at: { start: name.start, end: name.start + 1 } };
    }),
  'colon missing': colonAs(''),
  'equals sign for a colon': colonAs(' ='),
  'equals sign after a colon': colonAs(':='),
  'colon twice': colonAs('::'),
  'semicolon for a colon': colonAs(';'),
  'comma for a colon': colonAs(','),
  'arrow for a colon': colonAs(' =>'),
  'hyphen for a colon': colonAs(' -'),
  'comma twice after a value': (config) =>
    config.fields
      .filter(({ node }) => node.separator < 0)
      .map(({ node }) => inserted(config, node.end, ',,')),
  'full stop after a value': (config) =>
    config.fields
      .filter((f) => f.node.separator < 0 && f.node.value.kind !== 'word')
      .map(({ node }) => inserted(config, node.end, '.')),
  'field twice': (config) =>
    config.fields
      .filter(({ name }) => SINGULAR.has(name))
      .map(({ node }): Mistake => {
        const again = ` ${config.text.slice(node.start, node.value.end)}`;
        return inserted(config, node.end, node.separator < 0 ? again : again);
      }),
  'entry twice': (config) =>
    entries(config).map((field) =>
      inserted(config, field.node.end, `\n${config.text.slice(field.node.start, field.node.end)}`),
    ),
  'task twice, of another kind': (config) =>
    config.fields
      .filter(({ name, within }) => TASKS.has(name) && name !== 'noop' && within.length === 1)
      .map((field) => ({ ...inserted(config, field.node.end, ' noop {}'), orAt: field.node })),
  'task missing': without(({ name, within }) => TASKS.has(name) && within.length === 1),
  'id missing': without((field, config) => {
    if (field.name !== 'id' || field.within.length !== 1) return false;
    const { value } = field.node;
    return !isReferenced(config, config.text.slice(value.start + 1, value.end - 1));
  }),
  'server missing': without(({ name }) => name === 'server'),
  'builder missing': without(({ name }) => name === 'builder'),
  'repo missing': without(({ name }) => name === 'repo'),
  'url missing': without(({ name, within }) => name === 'url' && within.at(-1) === 'url_fetch'),
  'entry in an entry': (config) =>
    entries(config).flatMap(({ node: { value } }) =>
      value.kind === 'message'
        ? [inserted(config, value.open + 1, '\n  job {\n    id: "inner"\n    noop {}\n  }\n')]
        : [],
    ),
  'trigger names a job that is not there': (config) =>
    config.fields.flatMap(({ name, node: { value } }) =>
      name === 'triggers' && value.kind === 'string'
        ? [replaced(config, value, '"nobody-has-this-id"')]
        : [],
    ),
  'id with a slash': (config) =>
    entries(config).flatMap((field) => {
      const { value } = field.node;
      const id = idOf(config, field);
      if (value.kind !== 'message' || id === '' || isReferenced(config, id)) return [];
      const node = value.fields.find(
        ({ name }) => config.text.slice(name.start, name.end) === 'id',
      );
      return node ? [inserted(config, node.value.start + 2, '/')] : [];
    }),
  'schedule that is none': (config) =>
    config.fields.flatMap(({ name, node: { value } }) =>
      name === 'schedule' ? [replaced(config, value, '"every day"')] : [],
    ),
};
