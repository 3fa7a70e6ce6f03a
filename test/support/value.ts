import { type Input, output } from "@pulumi/pulumi/output.js";

/** What an output comes to; use it before an assertion, never assert inside `apply`. */
export const value = <T>(input: Input<T>): Promise<T> =>
  new Promise((resolve) => {
    output(input).apply((known) => resolve(known as T));
  });
