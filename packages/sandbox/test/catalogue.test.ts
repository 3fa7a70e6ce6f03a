import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Named {
  id: string;
  name: string;
}

describe("the catalogue", () => {
  it.each(["regions", "stacks", "generations", "dyno-sizes"])(
    "lists %s, each to be read by name and id",
    async (noun) => {
      const { heroku } = testSandbox();
      const { body: all } = await heroku.get<Named[]>(`/${noun}`);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      for (const one of all) {
        expect((await heroku.get(`/${noun}/${one.name}`)).body).toEqual(one);
        expect((await heroku.get(`/${noun}/${one.id}`)).body).toEqual(one);
      }
      expect((await heroku.get(`/${noun}/none`)).status).toBe(404);
    },
  );

  it("has Heroku's prices", async () => {
    const { heroku } = testSandbox();
    const cents = async (size: string) => (await heroku.get<{ cost: object }>(`/dyno-sizes/${size}`)).body.cost;
    expect(await cents("basic")).toEqual({ cents: 700, unit: "month" });
    expect(await cents("standard-2x")).toEqual({ cents: 5000, unit: "month" });
    expect(await cents("Performance-L-RAM")).toEqual({ cents: 50_000, unit: "month" });
    expect(await cents("dyno-16c-128gb")).toEqual({ cents: 150_000, unit: "month" });
  });

  it("says what an app can use", async () => {
    const { heroku } = testSandbox();
    await heroku.post("/apps", { name: "notebook" });
    const names = async (noun: string) =>
      (await heroku.get<Named[]>(`/apps/notebook/${noun}`)).body.map(({ name }) => name);
    expect(await names("available-stacks")).toEqual(expect.arrayContaining(["heroku-22", "heroku-24", "container"]));
    expect(await names("available-stacks")).not.toContain("cnb");
    const sizes = await names("available-dyno-sizes");
    expect(sizes).toContain("Standard-1X");
    expect(sizes.filter((name) => /^(Private|Shield|dyno)-/.test(name))).toEqual([]);
  });
});
