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

/** A sentence for a person, whatever was thrown. */
export const sentence_of = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));
