import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Database {
  following: string | null;
  leader: string | null;
  resource_url: string;
  info: { name: string; values: string[] }[];
}

/** A database `db` that answers, and a way to make others that follow. */
async function withLeader() {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  const add = (name: string, follow?: string, plan = "heroku-postgresql:standard-0", app = "notebook") =>
    test.heroku.post(`/apps/${app}/addons`, { plan, name, ...(follow ? { config: { follow } } : {}) });
  await add("db");
  test.clock.advance(450);
  const see = async (name: string) => (await test.heroku.get<Database>(`/client/v11/databases/${name}`)).body;
  return { ...test, add, see };
}

describe("followers", () => {
  it.each(["DATABASE_URL", "DATABASE", "db", "notebook::DATABASE_URL"])(
    "name their leader as people do: %s",
    async (follow) => {
      const { add, see, clock } = await withLeader();
      expect((await add("copy", follow)).status).toBe(201);
      clock.advance(450);
      const [leader, copy] = [await see("db"), await see("copy")];
      const address = leader.resource_url.replace(/\/\/.*@/, "//");
      expect(copy).toMatchObject({ leader: "db", following: address });
      expect(copy.info).toContainEqual({ name: "Following", values: [address], resolve_db_name: true });
      expect(leader).toMatchObject({ leader: null, following: null });
      expect(leader.info.find(({ name }) => name === "Followers")?.values).toHaveLength(1);
      const parts = (url: string) => [new URL(url).username, new URL(url).pathname];
      expect(parts(copy.resource_url)).toEqual(parts(leader.resource_url));
      expect(new URL(copy.resource_url).hostname).not.toBe(new URL(leader.resource_url).hostname);
    },
  );

  it("may belong to another app than their leader", async () => {
    const { add, see, heroku, clock } = await withLeader();
    await heroku.post("/apps", { name: "reports" });
    await add("copy", "notebook::DATABASE_URL", "heroku-postgresql:standard-2", "reports");
    clock.advance(450);
    expect(await see("copy")).toMatchObject({ leader: "db" });
  });

  it("unfollow for good", async () => {
    const { add, see, heroku, clock } = await withLeader();
    await add("copy", "db");
    clock.advance(450);
    expect((await heroku.put("/client/v11/databases/copy/unfollow")).status).toBe(200);
    expect(await see("copy")).toMatchObject({ leader: null, following: null });
    expect((await heroku.put("/client/v11/databases/copy/unfollow")).status).toBe(422);
  });

  it("are on their own once their leader is removed", async () => {
    const { add, see, heroku, clock } = await withLeader();
    await add("copy", "db");
    clock.advance(450);
    await heroku.delete("/apps/notebook/addons/db");
    expect(await see("copy")).toMatchObject({ leader: null, following: null });
  });

  it("are of the Standard tier or above, and of no follower", async () => {
    const { add, clock } = await withLeader();
    await add("small", undefined, "heroku-postgresql:essential-0");
    await add("copy", "db");
    clock.advance(450);
    const refused = [
      await add("second", "db", "heroku-postgresql:essential-0"),
      await add("second", "small"),
      await add("second", "copy"),
    ];
    expect(refused.map(({ status }) => status)).toEqual([422, 422, 422]);
    expect((await add("second", "nobody")).status).toBe(404);
  });
});
