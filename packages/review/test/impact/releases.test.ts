import { describe, expect, test } from "vitest";
import type { ReviewedChange } from "../../model.ts";
import { brief, create, judged, remove, replace, update, view, WEB_AND_WORKER } from "./changes.ts";

const vars = (inputs: object) => view("ConfigVars", { vars: {}, secretVars: {}, ...inputs });
const attachment = view("AddOnAttachment", { name: "READONLY" });
const build = view("Build", { source: "site" });
const promotion = (slug: string, running = true) => view("Promotion", { version: 3 }, { slug, running });
const credential = (rotation?: string, name = "default") =>
  view("PostgresCredential", { app: undefined, addOn: "1", name, rotation });

const rotated = (month: string) => view("KeyValueStoreCredential", { app: undefined, addOn: "1", triggers: { month } });

const CHANGES: [what: string, change: ReviewedChange, releases: number][] = [
  ["config vars", update(vars({}), vars({ vars: { A: "1", B: "2" } }), "vars.A", "vars.B"), 1],
  ["a secret", update(vars({}), vars({}), "secretVars.KEY"), 1],
  ["secrets that are masked together", create(vars({ vars: undefined, secretVars: "[secret]" })), 1],
  ["no config var at all", create(vars({})), 0],
  ["whether config vars may be taken over", update(vars({}), vars({}), "adopt"), 0],
  ["all of an app's own config vars from now on", update(vars({}), vars({ exclusive: true }), "exclusive"), 1],
  ["others' config vars from now on", update(vars({ exclusive: true }), vars({}), "exclusive"), 0],
  ["config vars that go", remove(vars({ vars: { A: "1" } })), 1],
  ["an attachment", create(attachment), 1],
  ["an attachment less", remove(attachment), 1],
  ["another attachment", replace(attachment, attachment), 2],
  ["pooled connections", create(view("PostgresConnectionPooling", { name: "POOL" })), 1],
  ["a build", replace(build, build), 1],
  ["a build that is forgotten", remove(build), 0],
  ["a promotion", create(promotion("one")), 1],
  ["a promotion of other code", replace(promotion("one"), promotion("two")), 1],
  ["a promotion of the code that runs", replace(promotion("one"), promotion("one")), 0],
  ["a promotion of the code that ran", replace(promotion("one", false), promotion("one")), 1],
  ["a promotion that is forgotten", remove(promotion("one")), 0],
  ["built code", create(view("Release", { slug: "one" })), 1],
  ["built code that is forgotten", remove(view("Release", { slug: "one" })), 0],
  ["a rollback", create(view("Rollback", { version: 2 })), 1],
  ["a rollback that is forgotten", remove(view("Rollback", { version: 2 })), 0],
  ["a database's password", update(credential("1"), credential("2"), "rotation"), 1],
  ["a database's password from now on", create(credential("1")), 1],
  ["a store's password", create(rotated("10")), 1],
  ["a store's password once more", replace(rotated("10"), rotated("11")), 1],
  ["a store's password that is forgotten", remove(rotated("10")), 0],
  ["a further user of the database", create(credential("1", "readonly")), 0],
  ["a log drain", create(view("LogDrain", {})), 0],
];

describe("releases and restarts", () => {
  test.each(CHANGES)("%s", (_what, change, count) => {
    const { impacts, releases } = judged([change]);
    expect(releases).toBe(count);
    const restarts = brief(impacts.filter(({ text }) => /^(Restarts|Makes) /.test(text)));
    expect(restarts).toEqual(count === 0 ? [] : ["restarts: web worker", "releases:"]);
  });

  const some = update(vars({}), vars({ vars: { A: "1" } }), "vars.A");

  test("only what runs before the change restarts", () => {
    const scaled = (web: number, worker: number) =>
      view("Formation", {
        processes: { web: { quantity: web, size: "basic" }, worker: { quantity: worker, size: "basic" } },
      });
    expect(brief(judged([some, update(scaled(1, 0), scaled(0, 1), "")]).impacts)[0]).toBe("restarts: web");
    expect(brief(judged([some], [view("App", {}), scaled(0, 0)]).impacts)).toEqual(["releases:"]);
    expect(brief(judged([some, create(WEB_AND_WORKER)]).impacts)).toEqual(["releases:"]);
    const waiting = { ...WEB_AND_WORKER, outputs: { waitsForRelease: true } };
    expect(brief(judged([some], [view("App", {}), waiting]).impacts)).toEqual(["releases:"]);
  });

  test("where the stack does not say what runs, everything may", () => {
    const { impacts } = judged([some], [view("App", {})]);
    expect(impacts[0]).toEqual({
      kind: "restarts",
      app: "shop",
      text: expect.stringMatching(/^Restarts every dyno of the app that runs\. Visitors wait/),
    });
  });

  test("preboot, as it is before the change, spares web the gap", () => {
    const preboot = view("AppFeature", { name: "preboot", enabled: true }, {}, "site-preboot");
    const text = (...changes: [ReviewedChange, ...ReviewedChange[]]) => judged(changes).impacts[0]?.text;
    const stack = [view("App", {}), WEB_AND_WORKER, preboot];
    expect(judged([some], stack).impacts[0]?.text).toMatch(
      /^Restarts the web and worker dynos\. Visitors notice nothing/,
    );
    expect(text(some)).toMatch(/^Restarts the web and worker dynos\. Visitors wait/);
    expect(text(some, create(preboot))).toMatch(/Visitors wait or see an error page/);
    expect(text(some, remove(preboot))).toMatch(/Visitors notice nothing/);
  });

  test("visitors notice nothing of what is no web dyno, and what it is at is broken off", () => {
    const workers = view("Formation", { processes: { worker: { quantity: 1, size: "basic" } } });
    expect(judged([some], [view("App", {}), workers]).impacts[0]?.text).toBe(
      "Restarts the worker dynos. Visitors still get pages; what these dynos are at is broken off.",
    );
  });

  test("a job is waited for and not undone", () => {
    const { impacts } = judged([create(view("OneOffJob", { command: "migrate", timeLimit: 60 }))]);
    expect(impacts.map(({ text }) => text)).toEqual([
      'Runs "migrate" on a one-off dyno and waits for its end, 60 seconds at most.',
      'What "migrate" does can\'t be undone from here.',
      'What "migrate" does to data, a review can\'t tell.',
    ]);
  });
});
