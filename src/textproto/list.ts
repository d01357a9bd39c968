// Lists of values (spec textformat.md 2.3).

import { isNextField } from './next-field.ts';
import type { Reading } from './reading.ts';
import { CLOSE_BRACKET, COMMA, isOpener, SEMICOLON } from './symbols.ts';
import type { ListNode, ValueNode } from './tree.ts';

/** T19–T20: reads a list up to its end, or up to where it cannot go on. The current token is `[`. */
export function readList(reading: Reading, readItem: (isFirst: boolean) => ValueNode): ListNode {
  const { lexer } = reading;
  const open = lexer.start;
  const items: ValueNode[] = [];
  let { end } = lexer;
  lexer.advance();
  for (;;) {
    const item = readItem(items.length === 0);
    items.push(item);
    // What stands in place of a missing one may be the next field.
    if (item.kind !== 'missing') end = item.end;
    if (lexer.symbol === COMMA) {
      end = lexer.end;
      lexer.advance();
      continue;
    }
    if (lexer.symbol === CLOSE_BRACKET) {
      const close = lexer.start;
      end = lexer.end;
      lexer.advance();
      return { kind: 'list', start: open, end, open, close, items };
    }
    if (!goesOn(reading, item, open)) {
      return { kind: 'list', start: open, end, open, close: -1, items };
    }
  }
}

/** After an item without `,` or `]`: reports it, and tells whether another item follows. */
function goesOn(reading: Reading, item: ValueNode, open: number): boolean {
  const { lexer, errors } = reading;
  const reported =
    item.kind === 'missing' ||
    (item.kind === 'string' && item.broken) ||
    (item.kind === 'message' && item.close < 0);
  if (lexer.kind === 'end') {
    const span = { start: open, end: open + 1 };
    const message = 'This list is never closed: add `]`.';
    if (!reported) errors.report('textproto-list-separator', message, span, reading.endOfText());
    return false;
  }
  const isItem =
    lexer.kind === 'string' ||
    (lexer.kind === 'word' && !isNextField(lexer, true)) ||
    isOpener(lexer.symbol) ||
    lexer.symbol === SEMICOLON;
  // Of a bad token, the service says that first.
  if (!reported && !(lexer.kind === 'string' && lexer.broken)) {
    const token = reading.shownToken();
    const verdict = 'textproto-list-separator';
    if (!isItem) {
      errors.report(verdict, `The list is not closed: put \`]\` before ${token}.`, lexer);
    } else if (lexer.symbol === SEMICOLON) {
      errors.report(verdict, `Items of a list are separated by \`,\`, not by ${token}.`, lexer);
    } else {
      const message = `A comma is missing before ${token}: the items of a list are separated by \`,\`.`;
      errors.reportAs(verdict, 'textproto-missing-comma', message, lexer);
    }
  }
  if (lexer.symbol === SEMICOLON) lexer.advance();
  return isItem;
}
