import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

const JANE = "jane@example.com";
const PATH = "/teams/acme/members";

async function withTeam() {
  const test = testSandbox();
  await test.heroku.post("/teams", { name: "acme" });
  return test;
}

describe("team members", () => {
  it("are added, given another role, listed with the team's founder, and removed", async () => {
    const { heroku } = await withTeam();
    const { email } = (await heroku.get<{ email: string }>("/account")).body;
    const added = await heroku.put<{ id: string }>(PATH, { email: JANE, role: "member" });
    expect(added.status).toBe(201);
    expect((await heroku.put(PATH, { email: JANE, role: "viewer" })).status).toBe(200);
    expect((await heroku.patch(PATH, { email: JANE, role: "admin" })).body).toMatchObject({ id: added.body.id });
    const listed = (await heroku.get<{ email: string; role: string }[]>(PATH)).body;
    expect(Object.fromEntries(listed.map((each) => [each.email, each.role]))).toEqual({
      [email]: "admin",
      [JANE]: "admin",
    });
    expect((await heroku.delete(`${PATH}/${JANE}`)).status).toBe(200);
    expect((await heroku.delete(`${PATH}/${JANE}`)).status).toBe(404);
    expect((await heroku.patch(PATH, { email: JANE, role: "admin" })).status).toBe(404);
  });

  it("are refused twice, with a strange role or address; the founder stays", async () => {
    const { heroku } = await withTeam();
    const { email } = (await heroku.get<{ email: string }>("/account")).body;
    expect((await heroku.post(PATH, { email: JANE, role: "member" })).status).toBe(201);
    expect((await heroku.post(PATH, { email: JANE, role: "member" })).status).toBe(422);
    expect((await heroku.post(PATH, { email: "jane", role: "member" })).status).toBe(422);
    expect((await heroku.post(PATH, { email: "john@example.com", role: "king" })).status).toBe(422);
    expect((await heroku.delete(`${PATH}/${email}`)).status).toBe(403);
  });
});
