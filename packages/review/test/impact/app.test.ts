import { describe, expect, test } from "vitest";
import { brief, create, judged, remove, replace, update, view, WEB_AND_WORKER } from "./changes.ts";

const app = (inputs: object = {}) => view("App", { ...inputs }, { webUrl: "https://shop-0123.herokuapp.com/" });
const database = view("AddOn", { plan: "heroku-redis:mini" }, { addOnName: "flat-2" }, "site-redis");

describe("an app", () => {
  test.each([remove(app()), replace(app({ region: "us" }), app({ region: "eu" }))])(
    "that goes takes everything along",
    (gone) => {
      expect(brief(judged([gone]).impacts)).toEqual([
        "data-loss: shop",
        "irreversible: shop",
        "downtime: shop",
        "dns-target: shop",
      ]);
      expect(brief(judged([remove(database), gone]).impacts)).toEqual(["data-loss: flat-2", "irreversible: flat-2"]);
      expect(judged([remove(WEB_AND_WORKER), gone]).impacts).toEqual([]);
      expect(judged([remove(view("ConfigVars", { vars: { A: "1" } })), gone])).toEqual({ impacts: [], releases: 0 });
    },
  );

  test("in maintenance shows a page to everybody, and shows itself again without a word", () => {
    const [open, closed] = [app({ maintenance: false }), app({ maintenance: true })];
    expect(brief(judged([update(open, closed, "maintenance")]).impacts)).toEqual(["downtime: web"]);
    expect(judged([update(closed, open, "maintenance")]).impacts).toEqual([]);
  });

  test("with another name has another address at Heroku", () => {
    const { impacts } = judged([update(app(), app({ name: "store" }), "name")]);
    expect(impacts[0]).toMatchObject({ kind: "dns-target", app: "store", details: ["shop-0123.herokuapp.com"] });
  });

  test("of another team is handed over", () => {
    const textOf = (before: object, after: object) =>
      judged([update(app(before), app(after), "team")]).impacts.map(({ kind, text }) => `${kind}: ${text}`);
    expect(textOf({}, { team: "one" })).toEqual([
      expect.stringMatching(/^access: .*from its account to the team one:/),
    ]);
    expect(textOf({ team: "one" }, {})).toEqual([expect.stringMatching(/^access: .*collaborators lose their access/)]);
    expect(textOf({ team: "one", space: "private" }, { space: "private" })).toEqual([]);
  });

  test("has stack and buildpacks for the next build, if this is none", () => {
    const next = update(app(), app({ stack: "heroku-26" }), "stack");
    expect(judged([next]).impacts[0]?.text).toBe(
      "Makes no release and changes nothing that runs: the next build uses it.",
    );
    expect(judged([next, create(view("Build", {}))]).impacts).toEqual([]);
    expect(judged([next]).releases).toBe(0);
  });

  test("that is new has nothing to restart", () => {
    const { impacts, releases } = judged([create(view("ConfigVars", { vars: { A: "1" } })), create(app())]);
    expect(brief(impacts)).toEqual(["releases:"]);
    expect(releases).toBe(1);
  });
});
