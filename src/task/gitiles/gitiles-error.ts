// What a call to a Gitiles server can come to, apart from an answer (managers.md 4.3).

/** gRPC's names, for these are what the service's client makes of HTTP. */
export type GitilesErrorCode =
  | 'InvalidArgument'
  | 'Unauthenticated'
  | 'PermissionDenied'
  | 'NotFound'
  | 'ResourceExhausted'
  | 'Unavailable'
  | 'DeadlineExceeded'
  | 'Internal'
  | 'Unknown';

/** Its message is a sentence for users, which says what to do where that is known. */
export class GitilesError extends Error {
  override readonly name = 'GitilesError';
  readonly code: GitilesErrorCode;

  constructor(code: GitilesErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

const CODES: Readonly<Record<number, GitilesErrorCode>> = {
  400: 'InvalidArgument',
  401: 'Unauthenticated',
  403: 'PermissionDenied',
  404: 'NotFound',
  429: 'ResourceExhausted',
  502: 'Unavailable',
  503: 'Unavailable',
};

/** Of any HTTP status but 200. */
export function codeOfStatus(status: number): GitilesErrorCode {
  return CODES[status] ?? 'Internal';
}
