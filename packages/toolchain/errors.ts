/** A mistake or a lack that the reader can mend: shown as its message, without a stack trace. */
export class ToolchainError extends Error {
  override readonly name = "ToolchainError";
}
