import { deepStrictEqual } from "node:assert";
import fc from "fast-check";
import { type Line, openProgram, type Program } from "../support/program.ts";
import { type Bench, type Count, drawn, type Trial } from "./trial.ts";

/** Who made what another stack declares as well, what that is, and what the other stack is told to do. */
interface Case {
  by: "another stack" | "a person";
  what: ("app" | "pipeline" | "domain" | "drain")[];
  commands: ("preview" | "up" | "refresh" | "destroy")[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  by: fc.constantFrom("another stack", "a person"),
  what: fc.uniqueArray(fc.constantFrom("app", "pipeline", "domain", "drain"), { minLength: 1 }),
  commands: fc.array(fc.constantFrom("preview", "up", "refresh", "destroy"), { minLength: 2, maxLength: 4 }),
});

export const twoStacks: Trial<Case> = {
  name: "two-stacks",
  claim:
    "What another stack or a person has just made is never taken, changed or deleted by a stack that declares the same.",
  open,
};

const APP = "two-stacks";
const HOSTNAME = "two-stacks.example.com";
const DRAIN = "https://logs.example.com/two-stacks";

const linesOf = (app: string): Record<Case["what"][number], Line> => ({
  app: { type: "App", name: "app", args: { name: APP } },
  pipeline: { type: "Pipeline", name: "pipeline", args: { name: APP } },
  domain: { type: "Domain", name: "domain", args: { app, hostname: HOSTNAME } },
  drain: { type: "LogDrain", name: "drain", args: { app, url: DRAIN } },
});

async function open(count: Count): Promise<Bench<Case>> {
  const program = await openProgram();
  let number = 0;
  return {
    cases: drawn(cases, 100),
    async attempt(of) {
      number += 1;
      await program.control("POST", "/reset");
      await makeAll(program, of.by, number);
      const before = await everything(program);
      await program.ok("stack", "init", `organization/program/second-${number}`);
      const [{ id = "" } = {}] = await program.api<{ id: string }[]>("GET", "/apps");
      program.declare(of.what.map((each) => linesOf(id)[each]));
      for (const command of of.commands) {
        const yes = command === "preview" ? [] : ["--yes", "--skip-preview"];
        const { status, output } = await program.pulumi([command, ...yes]);
        const isRefused = command === "preview" || command === "up";
        if (isRefused === (status === 0)) throw new Error(`${command} ended with ${status}:\n${output}`);
        if (isRefused && !/heroku:exists-already/.test(output))
          throw new Error(`${command} says something else:\n${output}`);
        deepStrictEqual(await everything(program), before);
        count("random programs");
      }
    },
    close: () => program.close(),
  };
}

async function makeAll(program: Program, by: Case["by"], number: number): Promise<void> {
  if (by === "another stack") {
    await program.ok("stack", "init", `organization/program/first-${number}`);
    const { app, pipeline, domain, drain } = linesOf("@app");
    program.declare([app, pipeline, domain, drain]);
    await program.ok("up", "--yes", "--skip-preview");
    return;
  }
  await program.api("POST", "/apps", { name: APP });
  await program.api("POST", `/apps/${APP}/domains`, { hostname: HOSTNAME, sni_endpoint: null });
  await program.api("POST", `/apps/${APP}/log-drains`, { url: DRAIN });
  const { id } = await program.api<{ id: string }>("GET", "/account");
  await program.api("POST", "/pipelines", { name: APP, owner: { id, type: "user" } });
}

interface Found {
  id: string;
  name?: string;
  hostname?: string;
  url?: string;
}

/** Whatever a stack could take, change or delete of these; what Heroku does to a new domain by itself is left out. */
async function everything(program: Program): Promise<Found[][]> {
  const paths = ["/apps", "/pipelines", `/apps/${APP}/domains`, `/apps/${APP}/log-drains`];
  const found = await Promise.all(paths.map((path) => program.api<Found[]>("GET", path)));
  return found.map((list) => list.map(({ id, name, hostname, url }) => ({ id, name, hostname, url }) as Found));
}
