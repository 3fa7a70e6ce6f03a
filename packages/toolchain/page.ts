import { once } from "node:events";
import { ASK_TO_END } from "./bin/support/child.mjs";
import type { Say } from "./progress.ts";
import { type SandboxCommand, sandboxCommand } from "./sandbox-process.ts";
import { joinSandbox } from "./shared-sandbox.ts";

/**
 * Says where the page of a folder's sandbox is, and keeps the sandbox until somebody ends this. Pulumi's commands that work
 * on the folder meanwhile use the same sandbox, so that its page shows what they do while they do it.
 */
export async function keepPage(folder: string, say: Say, command: SandboxCommand = sandboxCommand()): Promise<void> {
  const { url } = await joinSandbox(folder, command);
  say(`What the sandbox of \`npm start\` and \`npx pulumi\` holds, for a browser: ${url}/\nCtrl-C ends this.`);
  // A signal alone keeps no process alive.
  const waiting = setInterval(() => {}, 2 ** 30);
  await Promise.race(ASK_TO_END.map((signal) => once(process, signal)));
  clearInterval(waiting);
}
