// What would cure a finding about a task, in terms of its fields: where these stand in a text, a Manager does not know.

/** What a finding is about. */
interface CureRequest<Task = unknown> {
  readonly task: Task;
  /** The LUCI project that the config belongs to. */
  readonly project: string;
  /** The id of the job or trigger, '' if it has none. */
  readonly entryId: string;
  /** The field, as in the `.proto`; undefined if the finding is about one that is missing. */
  readonly field: string | undefined;
  /** Its value if that is text: the one of several that the finding is about. */
  readonly value: string;
}

/** Tried before it is offered, so it need not be a good one. */
export type Cure = (
  | {
      /** Other text in place of the value. */
      readonly kind: 'change';
      readonly value: string;
    }
  /** The value is gone, and with it the field if it had no other. */
  | { readonly kind: 'remove' }
  | {
      /** A field that is missing. */
      readonly kind: 'add';
      readonly field: string;
      readonly value: string;
    }
  | {
      /** A number, of a field that has one. */
      readonly kind: 'number';
      readonly value: number;
    }
) & {
  /** It invents something, or something else may be meant as well, so that somebody has to choose it. */
  readonly unsure?: true;
};

/** Proposes cures, the likeliest first. Pure. */
type ProposeCures<Task> = (request: CureRequest<Task>) => readonly Cure[];

/** By code: cures, or why there are none, which is for people who read the table. */
export type CureTable<Code extends string, Task> = Readonly<
  Record<Code, ProposeCures<Task> | { readonly noCure: string }>
>;
