import type { SandboxOptions } from "../../index.ts";
import { conforming } from "./conforming.ts";

/**
 * An eye on what clients send to a sandbox and what they get: `violations` collects what is not as Heroku's schema has it,
 * and the client goes on with its answer. What they send gets no exceptions.
 */
export function heldToSchema(violations: unknown[]): NonNullable<SandboxOptions["around"]> {
  return (fetch) => async (request) => {
    let answer: Response | undefined;
    const kept: typeof fetch = async (sent) => {
      answer = await fetch(sent);
      return answer;
    };
    try {
      return await conforming((sent) => kept(sent as Request), { lenient: false })(request);
    } catch (error) {
      if (!answer) throw error;
      violations.push(error);
      return answer;
    }
  };
}
