// Sentences of a TypeScript source, found in its syntax tree.

import { type Node, parseSync, visitorKeys } from 'oxc-parser';
import { markupSentences } from './markup-sentences.ts';
import { HOLE, isProse, type Sentence } from './sentence.ts';

/** An expression that makes text, as what is constant in it and what is not. */
type Piece = string | Node;

/** Longer sources of a hole are left out. */
const MAX_HOLE = 40;

/** Properties whose values programs compare. */
const MACHINE_PROPERTIES = new Set(['className', 'code', 'kind', 'type']);

/** Constructors that make nothing a user reads of their arguments. */
const MACHINE_CLASSES = new Set(['RegExp', 'Set']);

/** Functions whose arguments only the document, the editor or the language takes. */
const MACHINE_FUNCTIONS = new Set([
  'closest',
  'matches',
  'querySelector',
  'querySelectorAll',
  'removeHeader',
]);

/** What lit makes elements with. */
const MARKUP_TAGS = new Set(['html', 'svg']);

/** How SQL begins, or what is added to it. */
const SQL =
  /^\W*(SELECT \S|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|INDEX)|PRAGMA \w|BEGIN [A-Z]|SAVEPOINT|RELEASE \w|ROLLBACK TO|WHERE \w+ [A-Z=])/;

const COMPARISONS = new Set(['==', '===', '!=', '!==', 'in']);

/** @param file tells the dialect by its extension */
export function sourceSentences(file: string, source: string): readonly Sentence[] {
  const { program, errors } = parseSync(file, source, { preserveParens: false });
  const [error] = errors;
  if (error) throw new Error(`${file}: ${error.message}`);
  return new SourceReader(source, machineWords(program)).read(program);
}

class SourceReader {
  readonly #source: string;
  readonly #machineWords: ReadonlySet<string>;
  readonly #sentences: Sentence[] = [];

  constructor(source: string, machineWords: ReadonlySet<string>) {
    this.#source = source;
    this.#machineWords = machineWords;
  }

  read(program: Node): readonly Sentence[] {
    this.#visit(program, 0);
    return this.#sentences;
  }

  /** @param depth of the sentences in it */
  #visit(node: Node, depth: number): void {
    if (node.type === 'TaggedTemplateExpression' && isNamed(node.tag, 'css')) return;
    if (node.type === 'TaggedTemplateExpression' && isNamed(node.tag, MARKUP_TAGS)) {
      this.#visitMarkup(textOf(node.quasi) ?? [], depth);
      return;
    }
    const text = textOf(node);
    if (!text) {
      for (const child of readableChildren(node)) this.#visit(child, depth);
    } else if (/^<!doctype html>/i.test(outline(text))) {
      this.#visitMarkup(text, depth);
    } else {
      this.#visitText(text, depth);
    }
  }

  #visitText(pieces: readonly Piece[], depth: number): void {
    const [constant] = pieces;
    const isMachineWord =
      pieces.length === 1 && typeof constant === 'string' && this.#machineWords.has(constant);
    const whole = outline(pieces).trim();
    const isSentence = !isMachineWord && isProse(whole) && !SQL.test(whole);
    if (isSentence) this.#add(pieces, depth);
    for (const piece of pieces) {
      if (typeof piece !== 'string') this.#visit(piece, isSentence ? depth + 1 : depth);
    }
  }

  #visitMarkup(pieces: readonly Piece[], depth: number): void {
    const holes = pieces.filter((piece) => typeof piece !== 'string');
    const restOf = (text: string) => holes.splice(0, text.split(HOLE).length - 1);
    for (const { text, readable } of markupSentences(outline(pieces))) {
      const inside = restOf(text);
      if (readable) this.#add(withHoles(text, inside), depth);
      for (const hole of inside) this.#visit(hole, depth);
    }
  }

  #add(pieces: readonly Piece[], depth: number): void {
    const text = pieces.map((piece) => (typeof piece === 'string' ? piece : this.#hole(piece)));
    this.#sentences.push({ text: text.join('').trim(), depth });
  }

  #hole(expression: Node): string {
    const source = this.#source.slice(expression.start, expression.end).replaceAll(/\s+/g, ' ');
    return source.length > MAX_HOLE ? '{…}' : `{${source}}`;
  }
}

function outline(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : HOLE)).join('');
}

/** The opposite of `outline`. */
function withHoles(text: string, holes: readonly Node[]): readonly Piece[] {
  return text.split(HOLE).flatMap((constant, i): Piece[] => {
    const hole = holes[i - 1];
    return hole ? [hole, constant] : [constant];
  });
}

/** Undefined if it is not to be seen that the expression makes text. */
function textOf(node: Node): readonly Piece[] | undefined {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : undefined;
    case 'TemplateLiteral':
      return node.quasis.flatMap(({ value }, i): Piece[] => {
        const hole = node.expressions[i];
        const constant = value.cooked ?? value.raw;
        return hole ? [constant, hole] : [constant];
      });
    case 'TSAsExpression':
      return textOf(node.expression);
    case 'BinaryExpression': {
      if (node.operator !== '+') return undefined;
      const left = textOf(node.left);
      const right = textOf(node.right);
      return left || right ? [...(left ?? [node.left]), ...(right ?? [node.right])] : undefined;
    }
    default:
      return undefined;
  }
}

/** The parts of a node in which something may stand that a user reads. */
function readableChildren(node: Node): readonly Node[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'ExportAllDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAnnotation':
    case 'TSTypeParameterInstantiation':
    case 'TSModuleDeclaration':
      return [];
    case 'ExportNamedDeclaration':
      return node.declaration ? [node.declaration] : [];
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return [node.expression];
    case 'NewExpression':
      if (isNamed(node.callee, 'Map')) return node.arguments.flatMap(mapValues);
      return isNamed(node.callee, MACHINE_CLASSES) ? [] : children(node);
    case 'CallExpression':
      return isNamed(node.callee, MACHINE_FUNCTIONS)
        ? children(node).filter((child) => !textOf(child))
        : children(node);
    case 'MemberExpression':
      return [node.object];
    case 'Property':
      if (isNamed(node.key, MACHINE_PROPERTIES) && textOf(node.value)) return [];
      return textOf(node.key) ? [node.value] : children(node);
    case 'AssignmentExpression':
      return isNamed(node.left, MACHINE_PROPERTIES) ? [] : children(node);
    case 'SwitchCase':
      return node.consequent;
    case 'BinaryExpression':
      return COMPARISONS.has(node.operator)
        ? children(node).filter((child) => !textOf(child))
        : children(node);
    default:
      return children(node);
  }
}

/** What is in a list of entries but for their keys. */
function mapValues(entries: Node): readonly Node[] {
  if (entries.type !== 'ArrayExpression') return [entries];
  return children(entries).flatMap((entry) =>
    entry.type === 'ArrayExpression' ? children(entry).slice(1) : [entry],
  );
}

/** Texts that types of the source list: a program tells cases apart by them. */
function machineWords(node: Node): ReadonlySet<string> {
  if (node.type === 'TSLiteralType') {
    const { literal } = node;
    return new Set(
      literal.type === 'Literal' && typeof literal.value === 'string' ? [literal.value] : [],
    );
  }
  return new Set(children(node).flatMap((child) => [...machineWords(child)]));
}

/** Whether an expression is one of these names, or a member of anything that is called so. */
function isNamed(node: Node, names: string | ReadonlySet<string>): boolean {
  if (node.type === 'MemberExpression') return isNamed(node.property, names);
  if (node.type !== 'Identifier') return false;
  return typeof names === 'string' ? node.name === names : names.has(node.name);
}

function children(node: Node): readonly Node[] {
  return (visitorKeys[node.type] ?? []).flatMap((key) => nodesOf(Reflect.get(node, key)));
}

function nodesOf(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  return isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
