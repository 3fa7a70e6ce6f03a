import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { baseOf, type Line, OF_APP, openProgram, PARTS_OF_APP, type Program } from "../support/program.ts";

// What a program calls a resource is no business of Heroku's.

const vars = { A: "1", B: "2" };

/** What is the same where it is created twice. */
const PARTS: Line[] = [
  { type: "ConfigVars", name: "config", args: { ...OF_APP, vars } },
  ...PARTS_OF_APP,
  {
    type: "Formation",
    name: "dynos",
    args: { ...OF_APP, processes: { web: { quantity: 1, size: "basic" }, worker: { quantity: 1, size: "basic" } } },
    dependsOn: "build",
  },
  { type: "AutomaticCertificates", name: "certificates", args: OF_APP, dependsOn: "dynos" },
];

const BASE = baseOf("renames-app");

/** The program with other names: those that depend on one another follow. */
const renamed = (lines: readonly Line[], newName: (name: string) => string): Line[] =>
  lines.map(({ name, dependsOn, ...line }) => {
    const isRenamed = lines.some((each) => each.name === dependsOn);
    const after = dependsOn !== undefined && isRenamed ? newName(dependsOn) : dependsOn;
    return { ...line, name: newName(name), ...(after === undefined ? {} : { dependsOn: after }) };
  });

const second = (name: string) => `${name}-2`;

let program: Program;

beforeEach(async () => {
  program = await openProgram();
  program.declare([...BASE, ...PARTS]);
  await program.ok("up", "--yes", "--skip-preview");
});
afterEach(() => program.close());

const nothingToDo = () => program.ok("preview", "--refresh", "--expect-no-changes");

test("renamed in one run, and moved into a component in the next, they are untouched", async () => {
  program.declare([...BASE, ...renamed(PARTS, second)]);
  expect(await program.changesOf("up", "--yes")).toEqual([]);
  await nothingToDo();
  const group: Line = { type: "Component", name: "group" };
  const moved = renamed(PARTS, second).map((line) => ({ ...line, parent: "group" }));
  program.declare([...BASE, group, ...moved]);
  expect(await program.changesOf("up", "--yes", "--skip-preview")).toEqual([]);
  await nothingToDo();
});

test("under an explicit provider, a process of its own, they are untouched too", async () => {
  const explicit = renamed(PARTS, second).map((line) => ({ ...line, provider: "mine" }));
  program.declare([{ type: "Provider", name: "mine" }, ...BASE, ...explicit]);
  expect(await program.changesOf("up", "--yes", "--skip-preview")).toEqual([]);
  await nothingToDo();
});

test("keys that move from one resource to another stay set, whichever comes first", async () => {
  const config = (name: string, of: object): Line => ({ type: "ConfigVars", name, args: { ...OF_APP, vars: of } });
  const others = PARTS.filter(({ name }) => name !== "config");
  program.declare([...BASE, config("config", { A: "1" }), config("more", { B: "2" }), ...others]);
  expect(await program.changesOf("up", "--yes")).toEqual([]);
  program.declare([...BASE, config("more", { A: "1" }), config("config", { B: "2" }), ...others]);
  expect(await program.changesOf("up", "--yes")).toEqual([]);
  await nothingToDo();
});

describe("what can't be told from somebody else's", () => {
  test("is refused in the preview, with both remedies, and the remedy works", async () => {
    const lines = [...BASE, ...PARTS].map((line) => JSON.parse(JSON.stringify(line).replaceAll('"@app"', '"@site"')));
    const [site, ...rest] = lines as [Line, ...Line[]];
    program.declare([{ ...site, name: "site" }, ...rest]);
    for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { status, output } = await program.pulumi(command);
      expect(status).not.toBe(0);
      expect(output).toContain("aliases: [{ name:");
      expect(output).toContain("pulumi import heroku:index:App site renames-app");
    }
    program.declare([{ ...site, name: "site", aliases: [{ name: "app" }] }, ...rest]);
    expect(await program.changesOf("up", "--yes")).toEqual([]);
    await nothingToDo();
  });
});

test("two resources that declare one key are refused in the preview, by the names of both", async () => {
  const twice: Line = { type: "ConfigVars", name: "twice", args: { ...OF_APP, vars: { B: "2" } } };
  program.declare([...BASE, ...PARTS, twice]);
  const { status, output } = await program.pulumi(["preview"]);
  expect(status).not.toBe(0);
  expect(output).toMatch(/vars\.B: is declared by two resources, "(twice" and "config|config" and "twice)"/);
});

describe("a run that was cut short between the two", () => {
  /** As the engine leaves it: the new names are in the state, the old ones have still to be deleted. */
  const cutShort = async () => {
    program.declare([...BASE, ...PARTS, ...renamed(PARTS, second)]);
    const { stdout } = await program.ok("stack", "export");
    const state = JSON.parse(stdout) as { deployment: { resources: { urn: string; type: string; id?: string }[] } };
    const { resources } = state.deployment;
    const old = resources.filter(({ urn }) => PARTS.some(({ name }) => urn.endsWith(`::${name}`)));
    const names = old.map((each) => JSON.parse(JSON.stringify(each).replaceAll(each.urn, second(each.urn))));
    const file = join(program.folder, "state.json");
    writeFileSync(
      file,
      JSON.stringify({ ...state, deployment: { ...state.deployment, resources: [...resources, ...names] } }),
    );
    await program.ok("stack", "import", "--file", file);
  };

  test.each([
    ["goes on", (name: string) => second(name)],
    ["is put back", (name: string) => name],
  ])("leaves everything as it is when the program %s", async (_how, name) => {
    await cutShort();
    program.declare([...BASE, ...renamed(PARTS, name)]);
    expect(await program.changesOf("up", "--yes", "--skip-preview")).toEqual([]);
    await nothingToDo();
  });

  test("is told by `npx pulumi up --target`, which refuses to delete what two names have", async () => {
    await cutShort();
    program.declare([...BASE, ...renamed(PARTS, second)]);
    const { requests, result } = await program.counting(() => program.shim("up", "--yes", "--target", "**config"));
    expect(requests).toEqual([]);
    expect(result.status).toBe(1);
    expect(result.output).toContain("two resources of the state have the same object at Heroku");
    expect(result.output).toContain("Run `npx pulumi up` without --target first");
  });

  test("ends with a destroy that deletes each object once", async () => {
    await cutShort();
    const changes = await program.changesOf("destroy", "--yes", "--skip-preview");
    expect(changes).toEqual([...new Set(changes)]);
    expect(await program.api("GET", "/apps")).toEqual([]);
  });
});
