import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

interface Monitor {
  id: string;
  is_active: boolean;
  max_quantity: number;
}

async function withWeb(size: string) {
  const test = testSandbox();
  const { heroku, sandbox } = test;
  await heroku.post("/apps", { name: "notebook" });
  deployTo(sandbox, "notebook", { web: "run", worker: "work" });
  await heroku.patch("/apps/notebook/formation/web", { quantity: 1, size });
  const quantity = async () => (await heroku.get<{ quantity: number }>("/apps/notebook/formation/web")).body.quantity;
  return { ...test, path: "/apps/notebook/formation/web/monitors", quantity };
}

const limits = (min_quantity: number, max_quantity: number) => ({ action_type: "scale", min_quantity, max_quantity });

describe("autoscaling", () => {
  it("brings the dynos between its limits at once, and follows them", async () => {
    const { heroku, path, quantity } = await withWeb("performance-m");
    expect((await heroku.get(path)).body).toEqual([]);
    const { body: made, status } = await heroku.post<Monitor>(path, limits(3, 5));
    expect([status, await quantity()]).toEqual([201, 3]);
    await heroku.patch(`${path}/${made.id}`, { min_quantity: 1, max_quantity: 2 });
    expect(await quantity()).toBe(2);
    const { body: listed } = await heroku.get<Monitor[]>(path);
    expect(listed).toMatchObject([{ id: made.id, is_active: true, max_quantity: 2 }]);
  });

  it("leaves the dynos as they are once it is switched off", async () => {
    const { heroku, path, quantity } = await withWeb("performance-m");
    const { body: made } = await heroku.post<Monitor>(path, limits(3, 5));
    await heroku.patch(`${path}/${made.id}`, { is_active: false, min_quantity: 9, max_quantity: 9 });
    expect(await quantity()).toBe(3);
  });

  it("is refused for small dynos, for limits that are none, and is not there for what is not", async () => {
    const small = await withWeb("standard-1x");
    expect((await small.heroku.post(small.path, limits(1, 2))).status).toBe(422);
    expect((await small.heroku.get(small.path)).body).toEqual([]);
    const { heroku, path } = await withWeb("performance-m");
    expect((await heroku.post(path, limits(3, 2))).status).toBe(422);
    expect((await heroku.post(path, limits(0, 2))).status).toBe(422);
    expect((await heroku.patch(`${path}/unknown`, limits(1, 2))).status).toBe(404);
    expect((await heroku.get("/apps/notebook/formation/nothing/monitors")).status).toBe(404);
  });
});
