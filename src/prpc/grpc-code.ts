// The codes of gRPC, which say how a call has ended (grpc.io, "Status codes and their use in gRPC").

/** Name, number, and the HTTP status that goes with it, in the order of the numbers. */
const CODES = [
  ['OK', 200],
  ['CANCELED', 499],
  ['UNKNOWN', 500],
  ['INVALID_ARGUMENT', 400],
  ['DEADLINE_EXCEEDED', 503],
  ['NOT_FOUND', 404],
  ['ALREADY_EXISTS', 409],
  ['PERMISSION_DENIED', 403],
  ['RESOURCE_EXHAUSTED', 429],
  ['FAILED_PRECONDITION', 412],
  ['ABORTED', 409],
  ['OUT_OF_RANGE', 400],
  ['UNIMPLEMENTED', 501],
  ['INTERNAL', 500],
  ['UNAVAILABLE', 503],
  ['DATA_LOSS', 500],
  ['UNAUTHENTICATED', 401],
] as const;

export type GrpcCodeName = (typeof CODES)[number][0];

/** The number of a code. */
export function grpcCode(name: GrpcCodeName): number {
  return CODES.findIndex(([known]) => known === name);
}

/** Its name, or its number in words if gRPC has none: servers may send any. */
export function grpcCodeName(code: number): string {
  return CODES[code]?.[0] ?? `code ${code}`;
}

/** The HTTP status that a server sends with a code. */
export function httpStatusOf(code: number): number {
  return CODES[code]?.[1] ?? 500;
}

/** Whether the same call may well succeed later (managers.md 5.1): so it is for no other code than these four. */
export function isTransientCode(code: number): boolean {
  return TRANSIENT.has(code);
}

const TRANSIENT: ReadonlySet<number> = new Set(
  (['INTERNAL', 'UNKNOWN', 'UNAVAILABLE', 'DEADLINE_EXCEEDED'] as const).map(grpcCode),
);
