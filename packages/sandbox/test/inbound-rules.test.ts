import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Ruleset {
  id: string;
  rules: object[];
}

const OPEN = [{ action: "allow", source: "0.0.0.0/0" }];
const OFFICE = [{ action: "allow", source: "203.0.113.0/24" }];

async function withSpace() {
  const test = testSandbox();
  await test.heroku.post("/teams", { name: "acme" });
  await test.heroku.post("/teams/apps", { name: "notebook", space: "private", team: "acme" });
  return test;
}

describe("inbound rules", () => {
  it("let everybody in at first, are replaced as a whole, and keep what was", async () => {
    const { heroku } = await withSpace();
    const { body: first } = await heroku.get<Ruleset>("/spaces/private/inbound-ruleset");
    expect(first).toMatchObject({ rules: OPEN, space: { name: "private" } });
    const { status, body: next } = await heroku.put<Ruleset>("/spaces/private/inbound-ruleset", { rules: OFFICE });
    expect([status, next.rules]).toEqual([201, OFFICE]);
    expect((await heroku.get("/spaces/private/inbound-ruleset")).body).toEqual(next);
    expect((await heroku.get("/spaces/private/inbound-rulesets")).body).toEqual(
      [next, first].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    );
    expect((await heroku.get(`/spaces/private/inbound-rulesets/${first.id}`)).body).toEqual(first);
    expect((await heroku.get("/spaces/private/inbound-rulesets/x")).status).toBe(404);
  });

  it("may let nobody in", async () => {
    const { heroku } = await withSpace();
    expect((await heroku.put("/spaces/private/inbound-ruleset", { rules: [] })).body).toMatchObject({ rules: [] });
  });

  it("go with their space", async () => {
    const { heroku, clock, sandbox } = await withSpace();
    await heroku.put("/spaces/private/inbound-ruleset", { rules: OFFICE });
    await heroku.delete("/apps/notebook");
    await heroku.delete("/spaces/private");
    expect((await heroku.put("/spaces/private/inbound-ruleset", { rules: OPEN })).status).toBe(422);
    clock.advance(10_000);
    expect((await heroku.get("/spaces/private/inbound-ruleset")).status).toBe(404);
    expect(sandbox.store.dump().inbound_rulesets).toEqual([]);
  });
});
