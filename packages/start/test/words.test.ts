import type { ChangedPath, Operation, ResourceView, ReviewedChange, StackReview } from "@consumer-notebook/review";
import { SECRET } from "@consumer-notebook/review";
import { expect, test } from "vitest";
import { changesInWords } from "../words/changes.ts";
import { Outputs, outcomeInWords } from "../words/outcome.ts";

type Values = Record<string, unknown>;

const view = (type: string, name: string, inputs: Values, outputs: Values = {}): ResourceView => ({
  urn: `${type}::${name}`,
  type,
  name,
  inputs,
  outputs,
});

const path = (of: Partial<ChangedPath> & { path: string }): ChangedPath => ({
  kind: "update",
  replaces: false,
  secret: false,
  unknown: false,
  ...of,
});

function change(op: Operation, of: ResourceView, paths: ChangedPath[] = []): ReviewedChange {
  const { urn, type, name } = of;
  const views = op === "create" ? { after: of } : op === "delete" ? { before: of } : { before: of, after: of };
  return { urn, type, name, op, protect: false, paths, ...views };
}

function told(...changes: ReviewedChange[]): string[] {
  const app = view("App", "site", { name: "shop" });
  const all = [app, ...changes.flatMap(({ before, after }) => after ?? before ?? [])];
  return changesInWords({ changes, all } as StackReview);
}

test("a change names what was and what will be, and no secret", () => {
  const dynos = view("Formation", "site", {});
  const vars = view("ConfigVars", "site", {});
  expect(
    told(
      change("update", vars, [
        path({ path: "secretVars.KEY", secret: true, before: SECRET, after: SECRET }),
        path({ path: "vars.OLD", kind: "delete", before: "1" }),
        path({ path: "vars.NEW", kind: "add", after: "x".repeat(70) }),
      ]),
      change("update", dynos, [path({ path: "processes.web.size", before: "basic", after: "standard-1x" })]),
    ),
  ).toEqual([
    "    change dynos: web.size from basic to standard-1x",
    "    change config vars: KEY is another secret, OLD goes (was 1), NEW",
    `      ${"x".repeat(60)}… (10 more`,
    "      characters)",
  ]);
});

test("what goes is named, and a name can't move the cursor", () => {
  expect(told(change("delete", view("AddOn", "site-\x1b[2Jcache", { plan: "memcachier:dev" })))).toEqual([
    "    remove add-on \\u{1b}[2Jcache",
  ]);
});

test("what is new has its price", () => {
  const database = view("AddOn", "site-database", { plan: "heroku-postgresql:standard-0" }, { monthlyCents: 5000 });
  const drain = view("LogDrain", "site-DRAIN", { url: SECRET, app: "01234567-89ab-cdef-0123-456789abcdef" });
  const paths = Object.entries(drain.inputs).map(([name, after]) => path({ path: name, kind: "add", after }));
  expect(told(change("create", database), change("create", drain, paths))).toEqual([
    "    new add-on database: heroku-postgresql:standard-0, $50.00 a month",
    "    new log drain DRAIN: url (secret)",
  ]);
});

test("a stack that offers less is told as far as it goes", () => {
  expect(outcomeInWords(Outputs.parse({ webUrl: "https://shop.example.com/", unknown: 1 }))).toEqual([
    "  Web address: https://shop.example.com/",
  ]);
});
