import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

describe("apps", () => {
  it("are made, read by name and id, changed and deleted", async () => {
    const { heroku } = testSandbox();
    const { status, body: app } = await heroku.post<{ id: string; web_url: string }>("/apps", { name: "notebook" });
    expect(status).toBe(201);
    expect(app.web_url).toMatch(/^https:\/\/notebook-[0-9a-f]{12}\.herokuapp\.com\/$/);
    expect((await heroku.get("/apps/notebook")).body).toEqual((await heroku.get(`/apps/${app.id}`)).body);
    expect((await heroku.patch("/apps/notebook", { maintenance: true })).body).toMatchObject({ maintenance: true });
    expect((await heroku.delete("/apps/notebook")).status).toBe(200);
    expect((await heroku.get("/apps/notebook")).body).toEqual({
      id: "not_found",
      resource: "app",
      message: "Couldn't find that app.",
    });
  });
});
