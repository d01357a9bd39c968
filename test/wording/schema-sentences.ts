// Sentences of a .proto file: the comments of its types, fields and enum values, which hovers show.

import protobuf from 'protobufjs';
import type { Sentence } from './sentence.ts';

/** A paragraph each; the first names what it is about, such as `Job.id`, and has the others below it. */
export function schemaSentences(source: string): readonly Sentence[] {
  const root = new protobuf.Root();
  const options = { keepCase: true, alternateCommentMode: true };
  const { package: name } = protobuf.parse(source, root, options);
  const types = name === undefined ? root : root.lookup(name);
  return types instanceof protobuf.Namespace
    ? types.nestedArray.flatMap((type) => typeSentences(type, ''))
    : [];
}

function typeSentences(type: protobuf.ReflectionObject, prefix: string): readonly Sentence[] {
  const name = `${prefix}${type.name}`;
  if (type instanceof protobuf.Enum) {
    const values = Object.keys(type.values);
    return [
      ...paragraphs(name, type.comment),
      ...values.flatMap((value) => paragraphs(`${name}.${value}`, type.comments[value])),
    ];
  }
  if (!(type instanceof protobuf.Type)) return [];
  return [
    ...paragraphs(name, type.comment),
    ...type.nestedArray.flatMap((nested) => typeSentences(nested, `${name}.`)),
    ...[...type.oneofsArray, ...type.fieldsArray].flatMap((member) =>
      paragraphs(`${name}.${member.name}`, member.comment),
    ),
  ];
}

/** Lines of a paragraph are joined, items of a list are not. */
function paragraphs(name: string, comment: string | null | undefined): readonly Sentence[] {
  const [first = '', ...others] = (comment ?? '(no comment)')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll(/\n(?!- )/g, ' '));
  return [{ text: `${name}: ${first}`, depth: 0 }, ...others.map((text) => ({ text, depth: 1 }))];
}
