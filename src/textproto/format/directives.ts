// The directives of txtpbfmt that a file may have, with what they do (format.md 3.2, 3.3).

export interface Directive {
  readonly name: string;
  /** What stands behind `=`, as an example; absent if nothing does. */
  readonly value?: string;
  /** A sentence. */
  readonly meaning: string;
}

/** Those that count in the leading comments of a file, the usual ones first. */
export const FILE_DIRECTIVES: readonly Directive[] = [
  { name: 'disable', meaning: 'The file is left as it is.' },
  { name: 'expand_all_children', meaning: 'Every block gets lines of its own.' },
  {
    name: 'skip_all_colons',
    meaning: 'The colon before a block goes; those before lists and values stay.',
  },
  {
    name: 'smartquotes',
    meaning: 'A string that has double quotes in it and no single ones is put into single ones.',
  },
  { name: 'preserve_angle_brackets', meaning: 'Blocks in angle brackets stay so.' },
  { name: 'sort_fields_by_field_name', meaning: 'Fields are sorted by their names.' },
  {
    name: 'sort_repeated_fields_by_content',
    meaning: 'Values of the same field next to each other are sorted.',
  },
  {
    name: 'sort_repeated_fields_by_subfield',
    value: 'id',
    meaning: 'Blocks of the same field next to each other are sorted by a field in them.',
  },
  {
    name: 'field_sort_order',
    value: 'job: id realm',
    meaning: 'The fields of a block are sorted as they are listed.',
  },
  { name: 'reverse_sort', meaning: 'What is sorted is sorted the other way round.' },
  {
    name: 'dns_sort_order',
    meaning: 'Values are sorted by their parts between dots, from the right.',
  },
  {
    name: 'remove_duplicate_values_for_repeated_fields',
    meaning: 'A value that a field has already in the same block goes.',
  },
  {
    name: 'use_short_repeated_primitive_fields',
    meaning: 'Values of the same field next to each other become one list.',
  },
  {
    name: 'wrap_strings_at_column',
    value: '80',
    meaning: 'Strings that reach beyond the column are cut into pieces between words.',
  },
  { name: 'wrap_html_strings', meaning: 'Strings with tags are wrapped as well.' },
  { name: 'wrap_strings_without_wordwrap', meaning: 'Strings are cut between any two characters.' },
  { name: 'wrap_strings_after_newlines', meaning: 'Strings are cut behind each line end in them.' },
];

/** Those that count in a line of their own anywhere, of which one ends what the other begins. */
export const RANGE_DIRECTIVES: readonly Directive[] = [
  {
    name: 'off',
    meaning: 'What follows is left as it is, up to `# txtpbfmt: on` in the same block.',
  },
  { name: 'on', meaning: 'The end of what `# txtpbfmt: off` has begun.' },
];
