// Answers of the real service to inputs, of which ours must not differ.

/** A line of a file of answers. What input and output mean is the business of the kind of file. */
export interface Vector {
  /** Unique in its file. */
  readonly id: string;
  readonly input: unknown;
  readonly output: unknown;
  /** The service's own answer depends on the order of events that happen at the same time: counted apart. */
  readonly tie_sensitive?: boolean;
}

/** Where we say something else than the service. */
export interface Difference {
  /** Such as `runs[3].requests[0].tags[1]`; '' is the whole output. */
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** Empty if we agree in all that counts. */
export type Comparison = readonly Difference[];

/** Works out our answer to a vector's input and compares it with the service's. What it throws is a disagreement. */
export type Compare = (vector: Vector) => Comparison | Promise<Comparison>;
