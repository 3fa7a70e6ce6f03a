import { cacheRoot } from "./cache.ts";
import type { Say } from "./progress.ts";

/**
 * The Node host that we build is the last one whose source a module holds. Unlike today's it can't write the text of a
 * program, so an import with it leaves that out instead of failing after the fact.
 */
export function argumentsFor(pulumi: string, args: string[], env: NodeJS.ProcessEnv, say: Say): string[] {
  const isBuilt = pulumi.startsWith(cacheRoot(env)) && pulumi.includes("-built-");
  const asksAlready = args.some((arg) => arg.startsWith("--generate-code"));
  if (!isBuilt || args[0] !== "import" || asksAlready) return args;
  say("Declare what is imported by hand: the Node host that was built here can't write a program's text.");
  return [...args, "--generate-code=false"];
}
