// Style of a file: what its directives ask for (format.md 3.1, 3.2).

import type { Span } from '../../text/span.ts';

/** The default is that of format.md 1: all of it off. */
export interface Style {
  /** The file is left as it is. */
  readonly disable: boolean;
  readonly expandAllChildren: boolean;
  readonly preserveAngleBrackets: boolean;
  readonly skipAllColons: boolean;
  readonly smartQuotes: boolean;
  readonly sortByName: boolean;
  readonly sortByContent: boolean;
  /** Paths of names between dots, in the order in which they decide. */
  readonly sortBySubfield: readonly string[];
  readonly reverseSort: boolean;
  readonly dnsSortOrder: boolean;
  readonly removeDuplicates: boolean;
  /** Adjacent scalars of one name become one list. */
  readonly shortLists: boolean;
  /** Names of fields in their order, by the name of the field in whose block they are. */
  readonly fieldOrder: ReadonlyMap<string, readonly string[]>;
  /** 0: strings are not wrapped. */
  readonly wrapColumn: number;
  readonly wrapHtml: boolean;
  readonly wrapAnywhere: boolean;
  readonly wrapAfterNewlines: boolean;
}

const DEFAULT_STYLE: Style = {
  disable: false,
  expandAllChildren: false,
  preserveAngleBrackets: false,
  skipAllColons: false,
  smartQuotes: false,
  sortByName: false,
  sortByContent: false,
  sortBySubfield: [],
  reverseSort: false,
  dnsSortOrder: false,
  removeDuplicates: false,
  shortLists: false,
  fieldOrder: new Map(),
  wrapColumn: 0,
  wrapHtml: false,
  wrapAnywhere: false,
  wrapAfterNewlines: false,
};

/** Something about a directive that people should know. */
export interface DirectiveProblem extends Span {
  /** A sentence. */
  readonly message: string;
}

export interface FileStyle {
  readonly style: Style;
  /** The file is formatted all the same. */
  readonly problems: readonly DirectiveProblem[];
  /** End of the last line with a directive, or 0: what stands above is about the file, not about its first field. */
  readonly headerEnd: number;
}

type Flag = { [K in keyof Style]: Style[K] extends boolean ? K : never }[keyof Style];

const FLAGS: Readonly<Record<string, Flag>> = {
  disable: 'disable',
  expand_all_children: 'expandAllChildren',
  preserve_angle_brackets: 'preserveAngleBrackets',
  skip_all_colons: 'skipAllColons',
  smartquotes: 'smartQuotes',
  sort_fields_by_field_name: 'sortByName',
  sort_repeated_fields_by_content: 'sortByContent',
  reverse_sort: 'reverseSort',
  dns_sort_order: 'dnsSortOrder',
  remove_duplicate_values_for_repeated_fields: 'removeDuplicates',
  use_short_repeated_primitive_fields: 'shortLists',
  wrap_html_strings: 'wrapHtml',
  wrap_strings_without_wordwrap: 'wrapAnywhere',
  wrap_strings_after_newlines: 'wrapAfterNewlines',
};

const SUBFIELD = 'sort_repeated_fields_by_subfield';
const COLUMN = 'wrap_strings_at_column';
const ORDER = 'field_sort_order';

/** Of no use in a config of the scheduler, or not for files. `off` and `on` are about what is between them. */
const WITHOUT_EFFECT = new Set([
  'allow_triple_quoted_strings',
  'allow_unnamed_nodes_everywhere',
  'require_field_sort_order_to_match_all_fields_in_node',
  'off',
  'on',
]);

const LEADING_LINE = /[ \t\r\ufeff]*(?:#([^\n]*))?(?:\n|$)/y;
const DIRECTIVE = /^([ \t]*txtpbfmt[ \t]*:)(.*)$/s;

/** Reads the directives in the leading comments of a file. */
export function readStyle(text: string): FileStyle {
  const found: Found = { style: DEFAULT_STYLE, problems: [], headerEnd: 0 };
  if (!text.includes('txtpbfmt')) return found;
  LEADING_LINE.lastIndex = 0;
  for (let from = 0; from < text.length; from = LEADING_LINE.lastIndex) {
    LEADING_LINE.lastIndex = from;
    const line = LEADING_LINE.exec(text);
    if (!line) break;
    const [whole, comment = ''] = line;
    const [, head = '', names] = DIRECTIVE.exec(comment) ?? [];
    // A range that begins here is not about the file.
    if (names === undefined || /^[ \t]*(?:off|on)[ \t\r]*$/.test(names)) continue;
    const start = from + whole.indexOf('#') + 1 + head.length;
    readNames(names, start, found);
    found.headerEnd = LEADING_LINE.lastIndex;
  }
  return found;
}

interface Found {
  style: Style;
  readonly problems: DirectiveProblem[];
  headerEnd: number;
}

function readNames(names: string, start: number, found: Found): void {
  let from = start;
  for (const part of names.split(',')) {
    const written = part.trim();
    const at = from + part.indexOf(written);
    from += part.length + 1;
    if (written === '') continue;
    const change = changeOf(written);
    if (typeof change === 'string') {
      found.problems.push({ start: at, end: at + written.length, message: change });
    } else {
      found.style = change(found.style);
    }
  }
}

/** What a directive changes, or a sentence that says why nothing. */
function changeOf(written: string): ((style: Style) => Style) | string {
  const [, name = '', value] = /^([^=]*?)[ \t]*(?:=[ \t]*(.*))?$/s.exec(written) ?? [];
  const flag = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
  if (flag) return (style) => ({ ...style, [flag]: true });
  if (WITHOUT_EFFECT.has(name)) return (style) => style;
  if (name === SUBFIELD) {
    if (!value) return `\`${SUBFIELD}\` needs a field, such as \`${SUBFIELD}=id\`.`;
    return (style) => ({ ...style, sortBySubfield: [...style.sortBySubfield, value] });
  }
  if (name === COLUMN) {
    if (!/^\+?0*[1-9]\d{0,5}$/.test(value ?? '')) {
      return `\`${COLUMN}\` needs a number, such as \`${COLUMN}=80\`.`;
    }
    return (style) => ({ ...style, wrapColumn: Number(value) });
  }
  if (name === ORDER) {
    const [block = '', fields] = /^([^:]*):(.*)$/s.exec(value ?? '')?.slice(1) ?? [];
    if (fields === undefined) {
      return `\`${ORDER}\` needs a block and its fields, such as \`${ORDER}=job: id realm\`.`;
    }
    const names = fields.split(/\s+/).filter((field) => field !== '');
    return (style) => ({
      ...style,
      fieldOrder: new Map(style.fieldOrder).set(block.trim(), names),
    });
  }
  if (name === 'sort_fields_by_field_number') {
    return '`sort_fields_by_field_number` is an option of a command line, not of a file: it has no effect here.';
  }
  return `There is no directive \`${name}\` of txtpbfmt: it has no effect.`;
}
