import type { FieldNode, ValueNode } from '../../src/textproto/tree.ts';

/** The tree as a compact text, so that a table can state it. */
export function shownTree(text: string, fields: readonly FieldNode[]): string {
  const value = (node: ValueNode): string => {
    switch (node.kind) {
      case 'word':
        return text.slice(node.start, node.end);
      case 'string':
        return node.pieces.map((p) => text.slice(p.start, p.end)).join('+');
      case 'message':
        return `{${shownTree(text, node.fields)}}`;
      case 'list':
        return `[${node.items.map(value).join(',')}]`;
      case 'missing':
        return '∅';
    }
  };
  return fields
    .map(
      (f) => `${text.slice(f.name.start, f.name.end)}${f.colon >= 0 ? ':' : ' '}${value(f.value)}`,
    )
    .join(' ');
}
