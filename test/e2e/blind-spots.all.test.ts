import { ReviewDocument } from "@consumer-notebook/review";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Line, OF_APP, openProgram, type Program } from "../support/program.ts";

// Changes of which Pulumi's own preview counts nothing, or says nothing.

const BASE: Line[] = [
  { type: "Provider", name: "mine" },
  { type: "App", name: "app", args: { name: "blind-spots" }, provider: "mine", options: { protect: true } },
  { type: "ConfigVars", name: "cv", args: { ...OF_APP, vars: { A: "1" }, secretVars: { S: "s3cret" } } },
  { type: "AddOn", name: "cache", args: { ...OF_APP, plan: "memcachier:dev" }, options: { retainOnDelete: true } },
  { type: "Collaborator", name: "person", args: { ...OF_APP, email: "jane@example.com" }, provider: "mine" },
];

const edited = (name: string, change: (line: Line) => Line | undefined): Line[] =>
  BASE.flatMap((line) => (line.name === name ? (change(line) ?? []) : line));

let program: Program;

beforeAll(async () => {
  program = await openProgram();
  program.declare(BASE);
  await program.ok("up", "--yes", "--skip-preview");
});
afterAll(() => program.close());

async function reviewOf(lines: readonly Line[]) {
  program.declare(lines);
  const { status, stdout, output } = await program.toolkit("review", "--json");
  const [review] = ReviewDocument.parse(JSON.parse(stdout)).stacks;
  if (!review || "errors" in review) throw new Error(output);
  const kinds = review.impacts.flatMap(({ impacts }) => impacts.map(({ kind }) => kind));
  return { status, review, kinds };
}

test("an unchanged program changes nothing", async () => {
  expect(await reviewOf(BASE)).toMatchObject({ status: 0, review: { changes: [] } });
});

test("protection that is taken off", async () => {
  const { status, review, kinds } = await reviewOf(edited("app", (line) => ({ ...line, options: {} })));
  expect(status).toBe(2);
  expect(review.changes).toMatchObject([{ name: "app", op: "state", paths: [{ path: "opts.protect", after: false }] }]);
  expect(kinds).toEqual(["protection"]);
});

test("an explicit provider with another key, and a resource that moves to it", async () => {
  program.env.OTHER_KEY = "another key";
  const switched = await reviewOf(edited("mine", (line) => ({ ...line, args: { keyVariable: "OTHER_KEY" } })));
  expect(switched.review.changes).toMatchObject([{ type: "Provider", name: "mine", op: "update" }]);
  expect(switched.kinds).toEqual(["access"]);
  const moved = await reviewOf(edited("cv", (line) => ({ ...line, provider: "mine" })));
  expect(moved.review.changes).toMatchObject([{ name: "cv", op: "state", paths: [{ path: "opts.provider" }] }]);
});

test("Pulumi's own provider with another key", async () => {
  await program.ok("config", "set", "heroku:keyVariable", "OTHER_KEY", "--stack", "dev");
  const { review, kinds } = await reviewOf(BASE);
  await program.ok("config", "rm", "heroku:keyVariable", "--stack", "dev");
  expect(review.changes).toMatchObject([{ type: "Provider", name: "default", op: "update" }]);
  expect(kinds).toEqual(["access"]);
});

test("what is deleted in the program and stays at Heroku", async () => {
  const { review } = await reviewOf(edited("cache", () => undefined));
  expect(review.changes).toMatchObject([{ name: "cache", op: "state" }]);
});

test("new names, with an alias and without", async () => {
  for (const aliases of [[{ name: "cv" }], []]) {
    const { review, kinds } = await reviewOf(edited("cv", (line) => ({ ...line, name: "cv2", aliases })));
    expect(review.changes).toMatchObject([
      { name: "cv2", op: "state", from: expect.stringMatching(/::cv$/), paths: [] },
    ]);
    expect(kinds).toEqual([]);
  }
});

test("an add-on under a new name is created again, and the review has the alias that avoids it", async () => {
  const { review } = await reviewOf(edited("cache", (line) => ({ ...line, name: "store" })));
  const created = review.changes.find(({ op }) => op === "create");
  expect(created?.resembles).toMatch(/::cache$/);
  const aliases = [created?.resembles as unknown as object];
  const avoided = await reviewOf(edited("cache", (line) => ({ ...line, name: "store", aliases })));
  expect(avoided.review.changes).toMatchObject([{ name: "store", op: "state" }]);
});

test("what an earlier update replaced, and could not delete", async () => {
  const other = edited("person", (line) => ({ ...line, args: { ...OF_APP, email: "joan@example.com" } }));
  program.declare(other);
  await program.control("PUT", "/faults", [
    { method: "DELETE", path: "/collaborators/", rate: 1, kind: "status", status: 422 },
  ]);
  expect((await program.pulumi(["up", "--yes", "--skip-preview"])).status).not.toBe(0);
  await program.control("PUT", "/faults", []);
  const { status, review } = await reviewOf(other);
  expect(status).toBe(2);
  const before = { inputs: { email: "jane@example.com" } };
  expect(review.changes).toMatchObject([{ type: "Collaborator", op: "delete", before }]);
});

test("databases of others that would go with an app are named, with one request", async () => {
  program.declare(edited("app", (line) => ({ ...line, options: {} })));
  await program.ok("up", "--yes", "--skip-preview");
  await program.api("POST", "/apps/blind-spots/addons", { plan: "heroku-postgresql:essential-0" });
  const { requests, result } = await program.counting(() =>
    reviewOf([{ type: "Pipeline", name: "pipeline", args: { name: "other" } }]),
  );
  const [impact] = result.review.impacts.flatMap(({ impacts }) =>
    impacts.filter(({ text }) => text.startsWith("Add-ons of blind-spots that this stack does not have:")),
  );
  expect(impact).toMatchObject({ kind: "data-loss", text: expect.stringContaining("(heroku-postgresql:essential-0)") });
  expect(requests.filter(({ path }) => /^\/apps\/[^/]+\/addons$/.test(path))).toHaveLength(1);
});
