import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

const WANTED = { url: "https://hooks.example.com/in", level: "notify", include: ["api:release"] };

async function withApp() {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  const add = (body: object) => test.heroku.post<{ id: string }>("/apps/notebook/webhooks", body);
  return { ...test, add };
}

describe("app webhooks", () => {
  it("are added, changed, listed and removed, and never tell their secrets", async () => {
    const { heroku, add, sandbox } = await withApp();
    const { status, body } = await add({ ...WANTED, secret: "canary-1", authorization: "Bearer canary-2" });
    expect(status).toBe(201);
    expect(body).toMatchObject(WANTED);
    const path = `/apps/notebook/webhooks/${body.id}`;
    expect((await heroku.patch(path, { level: "sync" })).body).toMatchObject({ ...WANTED, level: "sync" });
    expect(JSON.stringify((await heroku.get("/apps/notebook/webhooks")).body)).not.toContain("canary");
    expect(await (await sandbox.fetch("http://127.0.0.1/_sandbox/state")).text()).not.toContain("canary");
    expect((await heroku.delete(path)).status).toBe(200);
    expect((await heroku.get(path)).status).toBe(404);
  });

  it("are refused with a strange address or entity, and beyond ten", async () => {
    const { add } = await withApp();
    for (const wrong of [
      { url: "ftp://example.com" },
      { include: ["api:nothing"] },
      { include: [] },
      { level: "loud" },
    ])
      expect((await add({ ...WANTED, ...wrong })).status).toBe(422);
    for (let number = 1; number <= 10; number += 1) expect((await add(WANTED)).status).toBe(201);
    expect((await add(WANTED)).status).toBe(422);
  });

  it("have notified nobody", async () => {
    const { heroku, add } = await withApp();
    const { body } = await add(WANTED);
    for (const kind of ["webhook-deliveries", "webhook-events"]) {
      expect((await heroku.get(`/apps/notebook/${kind}`)).body).toEqual([]);
      expect((await heroku.get(`/apps/notebook/${kind}/${body.id}`)).status).toBe(404);
    }
  });
});
