import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

const JANE = "jane@example.com";

async function withApp() {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  const add = (user: string) => test.heroku.post<{ id: string }>("/apps/notebook/collaborators", { user });
  const roles = async () =>
    (await test.heroku.get<{ role: string }[]>("/apps/notebook/collaborators")).body.map(({ role }) => role);
  return { ...test, add, roles };
}

describe("collaborators", () => {
  it("are listed with the owner, found by email and id, and removed", async () => {
    const { heroku, add, roles } = await withApp();
    const { status, body } = await add(JANE);
    expect(status).toBe(201);
    expect(body).toMatchObject({ role: "collaborator", user: { email: JANE, federated: false } });
    expect(await roles()).toEqual(["owner", "collaborator"]);
    for (const identity of [JANE, body.id])
      expect((await heroku.get(`/apps/notebook/collaborators/${identity}`)).body).toEqual(body);
    expect((await heroku.delete(`/apps/notebook/collaborators/${JANE}`)).status).toBe(200);
    expect(await roles()).toEqual(["owner"]);
    expect((await heroku.delete(`/apps/notebook/collaborators/${JANE}`)).status).toBe(404);
  });

  it("are refused twice, as what is no address, and as the owner, who can't be removed", async () => {
    const { heroku, add } = await withApp();
    await add(JANE);
    const { email } = (await heroku.get<{ email: string }>("/account")).body;
    for (const wrong of [JANE, "jane", email]) expect((await add(wrong)).status).toBe(422);
    expect((await heroku.delete(`/apps/notebook/collaborators/${email}`)).status).toBe(403);
  });

  it("are the same person on every app", async () => {
    const { heroku, add } = await withApp();
    await heroku.post("/apps", { name: "other" });
    const { body: one } = await add(JANE);
    const { body: other } = await heroku.post("/apps/other/collaborators", { user: JANE });
    expect((one as unknown as { user: object }).user).toEqual((other as unknown as { user: object }).user);
  });
});
