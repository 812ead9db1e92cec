/** What a server answered instead of an answer, or that it did not. `status` 0: it was not reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    override readonly message: string,
    readonly code?: string,
  ) {
    super(message);
  }
}

/** A sentence for a person, whatever was thrown: AWS's errors as its clients show them, "DeleteConflict: Cannot …". */
export function sentence_of(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown instanceof ApiError && thrown.code ? `${thrown.code}: ${thrown.message}` : thrown.message;
}
