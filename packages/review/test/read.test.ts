import { describe, expect, test } from "vitest";
import { SECRET, UNKNOWN } from "../model.ts";
import { readPreview } from "../preview/read.ts";
import { Digest } from "../preview/steps.ts";
import { clear, fakePreview, UNKNOWN_STRING } from "./support/preview.ts";

const read = (...steps: Parameters<typeof fakePreview>) => {
  const { digest, plan } = fakePreview(...steps);
  return readPreview(digest, plan);
};

test("an update: the paths that change, and new outputs from the plan", () => {
  const { every } = read({
    op: "update",
    type: "AddOn",
    name: "site-cache",
    before: { plan: "memcachier:dev" },
    outputs: { monthlyCents: 0 },
    after: { plan: "memcachier:100" },
    diff: { plan: "update" },
    plan: { state: { plan: "memcachier:100", monthlyCents: 1500 } },
  });
  expect(every).toMatchObject([
    {
      type: "AddOn",
      name: "site-cache",
      op: "update",
      paths: [{ path: "plan", kind: "update", before: "memcachier:dev", after: "memcachier:100", replaces: false }],
      before: { outputs: { monthlyCents: 0 } },
      after: { outputs: { monthlyCents: 1500 } },
    },
  ]);
});

test("a replacement says which path is why", () => {
  const { every } = read({
    op: "replace",
    type: "App",
    name: "site",
    before: { name: "shop", region: "us" },
    after: { name: "store", region: "eu" },
    diff: { name: "update", region: "update-replace" },
  });
  expect(every[0]?.paths.map(({ path, replaces }) => [path, replaces])).toEqual([
    ["name", false],
    ["region", true],
  ]);
});

test("what comes or goes has all of its inputs", () => {
  const { every } = read(
    { op: "create", type: "Domain", name: "a", after: { app: UNKNOWN_STRING, hostname: "a.example.com" } },
    { op: "delete", type: "Domain", name: "b", before: { hostname: "b.example.com" } },
  );
  expect(every.map(({ op, paths }) => [op, paths])).toEqual([
    [
      "create",
      [
        { path: "app", kind: "add", replaces: false, secret: false, after: UNKNOWN, unknown: true },
        { path: "hostname", kind: "add", replaces: false, secret: false, after: "a.example.com", unknown: false },
      ],
    ],
    [
      "delete",
      [{ path: "hostname", kind: "delete", replaces: false, secret: false, before: "b.example.com", unknown: false }],
    ],
  ]);
});

test("secrets in clear, which only the plan has, are masked in what comes of it", () => {
  const preview = read({
    op: "update",
    type: "ConfigVars",
    name: "site",
    before: { secretVars: { "A.B": SECRET } },
    after: { secretVars: { "A.B": SECRET } },
    diff: { 'secretVars["A.B"]': "update" },
    plan: { updates: { secretVars: { "A.B": clear("canary") } }, state: { secretVars: { "A.B": clear("canary") } } },
  });
  expect(preview.every[0]?.paths).toMatchObject([{ path: 'secretVars["A.B"]', secret: true, after: SECRET }]);
  expect(preview.every[0]?.after?.outputs).toEqual({ secretVars: { "A.B": SECRET } });
  expect(JSON.stringify(preview)).not.toContain("canary");
});

test("components and the stack itself are nothing at Heroku", () => {
  const steps = [
    { op: "create", urn: "urn:a", newState: { type: "pulumi:pulumi:Stack" } },
    { op: "create", urn: "urn:c", newState: { type: "consumer-notebook:index:HerokuApp", custom: false } },
  ];
  expect(readPreview(Digest.parse({ steps }), {}).every).toEqual([]);
});

describe("drift", () => {
  test("what Heroku has now, beside what the state had", () => {
    const formation = { type: "Formation", name: "site" };
    const { drift } = read(
      { op: "refresh", ...formation, before: { web: { quantity: 1 } } },
      { op: "update", ...formation, before: { web: { quantity: 3 } }, after: { web: { quantity: 1 } }, diff: {} },
    );
    expect(drift).toMatchObject([{ op: "update", paths: [{ path: "web.quantity", before: 1, after: 3 }] }]);
  });

  test("what was removed outside has no state to go on with", () => {
    const mail = { type: "AddOn", name: "site-mail", before: { plan: "sendgrid:starter" } };
    const { drift } = read(
      { op: "refresh", ...mail },
      { op: "create", ...mail, before: undefined, after: mail.before },
    );
    expect(drift).toMatchObject([{ op: "delete", name: "site-mail" }]);
  });

  test("nothing is drift where nobody asked Heroku, or nothing was changed", () => {
    const mail = { type: "AddOn", name: "site-mail", before: { plan: "sendgrid:starter" } };
    expect(read({ op: "delete", ...mail }).drift).toEqual([]);
    expect(read({ op: "refresh", ...mail }, { op: "delete", ...mail }).drift).toEqual([]);
  });
});
