import { describe, expect, test } from "vitest";
import { brief, change, create, judged, remove, replace, update, view } from "./changes.ts";

const addOn = (plan: string, inputs: object = {}, monthlyCents = 500) =>
  view("AddOn", { plan, ...inputs }, { addOnName: "curved-1", monthlyCents }, "site-database");

const essential = addOn("heroku-postgresql:essential-0");
const standard = addOn("heroku-postgresql:standard-0", {}, 5_000);
const RESTARTS = ["restarts: web worker", "releases:"];

describe("an add-on", () => {
  test("that is made restarts what runs, by two releases", () => {
    const { impacts, releases } = judged([create(addOn("papertrail:choklad", {}, 0))]);
    expect(brief(impacts)).toEqual(RESTARTS);
    expect(releases).toBe(2);
  });

  test("with data that is deleted loses it for good", () => {
    const { impacts, releases } = judged([remove(essential)]);
    expect(brief(impacts)).toEqual(["data-loss: curved-1", "irreversible: curved-1", ...RESTARTS, "cost:"]);
    expect(impacts[0]?.text).toBe('Deletes the Postgres database "database": all data in it is lost.');
    expect(impacts.every(({ app }) => app === "shop")).toBe(true);
    expect(releases).toBe(1);
  });

  test("without data that is deleted loses nothing", () => {
    expect(brief(judged([remove(addOn("papertrail:choklad", {}, 0))]).impacts)).toEqual(RESTARTS);
  });

  test("with data that is replaced is an empty one", () => {
    const { impacts, releases } = judged([replace(essential, standard)]);
    expect(brief(impacts).slice(0, 3)).toEqual(["data-loss: curved-1", "downtime:", "irreversible: curved-1"]);
    expect(impacts[0]?.text).toMatch(/^Replaces the Postgres database "database" with an empty one/);
    expect(impacts[1]?.text).toMatch(/can't reach the Postgres database "database" until the new one answers/);
    expect(releases).toBe(3);
  });

  test("of Heroku's own is away while it moves to another plan, and restarts nothing", () => {
    const { impacts, releases } = judged([update(standard, addOn("heroku-postgresql:standard-2", {}, 20_000), "plan")]);
    expect(brief(impacts)).toEqual(["downtime: curved-1", "slow: curved-1", "cost:"]);
    expect(impacts[0]?.text).toMatch(/^The site can't reach the Postgres database "database" for up to a minute, /);
    expect(impacts.at(-1)?.text).toBe("+$150.00 a month: $50.00 before, $200.00 after.");
    expect(releases).toBe(0);
  });

  test("that follows a database goes its own way for good once it does not, and loses nothing that is not there", () => {
    const follower = addOn("heroku-postgresql:standard-0", { follow: "leader-id" }, 5_000);
    const { impacts } = judged([update(follower, standard, "follow")]);
    expect(brief(impacts)).toEqual(["irreversible: curved-1"]);
    expect(impacts[0]?.text).toMatch(
      /^The Postgres database "database" follows no other database any more: .* can't be undone\.$/,
    );
    expect(brief(judged([remove(follower)]).impacts)).toEqual([...RESTARTS, "cost:"]);
  });

  test("that gets smaller may lose what does not fit", () => {
    const { impacts } = judged([
      update(addOn("ormongo:5-mmap", {}, 8_500), addOn("ormongo:2-mmap", {}, 4_500), "plan"),
    ]);
    expect(brief(impacts)).toEqual(["data-loss:", "cost:"]);
    expect(impacts.at(-1)?.text).toMatch(/^-\$40\.00 a month/);
  });

  test.each([
    [undefined, "DATABASE", 1],
    ["MAIN", "DATABASE", 2],
    ["MAIN", undefined, 0],
  ])("attached as %s, then as %s makes %i releases", (from, to, releases) => {
    const [before, after] = [
      addOn("ormongo:2-mmap", { attachment: from }),
      addOn("ormongo:2-mmap", { attachment: to }),
    ];
    expect(judged([update(before, after, "attachment")]).releases).toBe(releases);
  });

  test("that is only taken over, or stays, does nothing", () => {
    for (const op of ["import", "same"] as const) {
      expect(judged([change(op, essential, essential)])).toEqual({ impacts: [], releases: 0 });
    }
  });
});
