import { ToolchainError } from "@consumer-notebook/toolchain";

/** A mistake or a lack that the reader can mend: shown as its message, without a stack trace. */
export class ReviewError extends ToolchainError {}
