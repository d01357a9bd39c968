// A request that its client does not send, for a reason that stays: asking again would not help.

export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
}
