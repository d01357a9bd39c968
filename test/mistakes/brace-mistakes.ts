// Mistakes with braces and brackets.

import type { Span } from '../../src/text/span.ts';
import type { MessageNode } from '../../src/textproto/tree.ts';
import { inserted, lineAt, type Mistake, type MistakesOf, replaced } from './mistake.ts';
import type { Config, Field } from './real-configs.ts';

interface MessageField extends Field {
  readonly message: MessageNode;
}

/** Fields that hold one message in braces, which is not empty. */
function messages({ fields }: Config): readonly MessageField[] {
  return fields.flatMap((field) => {
    const { value } = field.node;
    return value.kind === 'message' && value.fields.length > 0
      ? [{ ...field, message: value }]
      : [];
  });
}

function isOnLines({ text }: Config, { message }: MessageField): boolean {
  return text.slice(message.open, message.fields[0]?.start).includes('\n');
}

/** Without the opener: it is missing right behind the name, or its colon. */
function withoutOpener(config: Config, field: MessageField): Mistake {
  const { name, colon } = field.node;
  const end = colon >= 0 ? colon + 1 : name.end;
  const { open } = field.message;
  return {
    text: config.text.slice(0, end) + config.text.slice(open + 1),
    at: { start: name.start, end },
  };
}

function withoutCloser(config: Config, { message }: MessageField, whole: Span): Mistake {
  const { text } = config;
  const { open } = message;
  return {
    ...replaced(config, whole, ''),
    at: { start: whole.start, end: whole.start },
    orAt: { start: open, end: open + 1 },
    text: text.slice(0, whole.start) + text.slice(whole.end),
  };
}

function closerOf({ close }: MessageNode): Span {
  return { start: close, end: close + 1 };
}

/** The whole line of a closer that has one for itself, with its line end. */
function closerLine({ text }: Config, { close }: MessageNode): Span | undefined {
  const { start, end } = lineAt(text, close);
  return /^\s*[}>]\s*$/.test(text.slice(start, end)) ? { start, end: end + 1 } : undefined;
}

export const BRACE_MISTAKES: Readonly<Record<string, MistakesOf>> = {
  'opener missing': (config) =>
    messages(config)
      .filter((field) => isOnLines(config, field) && field.node.colon < 0)
      .map((field) => withoutOpener(config, field)),
  'opener missing after a colon': (config) =>
    messages(config)
      .filter((field) => isOnLines(config, field))
      .map((field) => {
        const { name, colon, value } = field.node;
        const at = replaced(config, { start: name.end, end: value.start + 1 }, ':');
        return colon >= 0
          ? withoutOpener(config, field)
          : { ...at, at: { ...at.at, start: name.start } };
      }),
  'opener missing in a line': (config) =>
    messages(config)
      .filter((field) => !isOnLines(config, field))
      .map((field) => withoutOpener(config, field)),
  'opener missing of an empty message': (config) =>
    config.fields.flatMap(({ node: { name, value } }) => {
      if (value.kind !== 'message' || value.fields.length > 0) return [];
      const without = replaced(config, { start: value.open, end: value.open + 1 }, '');
      return [{ ...without, at: { start: name.start, end: value.open + 1 } }];
    }),
  'closer missing with its line': (config) =>
    messages(config).flatMap((field) => {
      const line = closerLine(config, field.message);
      return line ? [withoutCloser(config, field, line)] : [];
    }),
  'closer missing': (config) =>
    messages(config).map((field) => withoutCloser(config, field, closerOf(field.message))),
  'closer twice, in the line': (config) =>
    messages(config).map(({ message }) => {
      const closer = config.text.charAt(message.close);
      const twice = inserted(config, message.close + 1, closer);
      return { ...twice, at: { start: message.close, end: message.close + 2 } };
    }),
  'closer twice, in a line of its own': (config) =>
    messages(config).flatMap(({ message }) => {
      const line = closerLine(config, message);
      if (!line) return [];
      const twice = inserted(config, line.end, config.text.slice(line.start, line.end));
      return [{ ...twice, orAt: line }];
    }),
  'closer of the other kind': (config) =>
    messages(config).map(({ message }) =>
      replaced(config, closerOf(message), config.text[message.close] === '}' ? '>' : '}'),
    ),
  'closer is a parenthesis': (config) =>
    messages(config).map((field) => {
      const { message } = field;
      const { open } = message;
      return { ...replaced(config, closerOf(message), ')'), orAt: { start: open, end: open + 1 } };
    }),
  'closer is a bracket': (config) =>
    messages(config).map((field) => {
      const { message } = field;
      const { open } = message;
      return { ...replaced(config, closerOf(message), ']'), orAt: { start: open, end: open + 1 } };
    }),
  'opener twice': (config) =>
    messages(config).map(({ message: { open } }) => {
      const twice = inserted(config, open + 1, config.text.charAt(open));
      return { ...twice, at: { start: open, end: open + 2 } };
    }),
  'opener is a parenthesis': (config) =>
    messages(config).map(({ message: { open } }) =>
      replaced(config, { start: open, end: open + 1 }, '('),
    ),
  'opener is a bracket': (config) =>
    messages(config).map(({ message: { open } }) =>
      replaced(config, { start: open, end: open + 1 }, '['),
    ),
  'file cut off within a message': (config) =>
    messages(config)
      .filter(({ within }) => within.length === 0)
      .map(({ message }) => {
        const end = message.fields.at(-1)?.end ?? message.end;
        return {
          text: config.text.slice(0, end),
          at: { start: end, end },
          orAt: { start: message.open, end: message.open + 1 },
        };
      }),
};
