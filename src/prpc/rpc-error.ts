// The error in which a call ends that does not end well.

import type { Any } from '../schema/generated/messages.ts';
import { type GrpcCodeName, grpcCode, grpcCodeName } from './grpc-code.ts';

export class RpcError extends Error {
  override readonly name = 'RpcError';
  /** As gRPC numbers them; not 0, and maybe none that gRPC knows. */
  readonly code: number;
  /** For people, without the code; may be empty. */
  readonly text: string;
  /** What the server has said beside the text. */
  readonly details: readonly Any[];

  constructor(
    code: GrpcCodeName | number,
    text: string,
    options: { readonly details?: readonly Any[]; readonly cause?: unknown } = {},
  ) {
    const number = typeof code === 'number' ? code : grpcCode(code);
    super(`${grpcCodeName(number)}: ${text || 'no reason is given'}`, { cause: options.cause });
    this.code = number;
    this.text = text;
    this.details = options.details ?? [];
  }
}
