import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Access {
  permissions: { name: string }[];
  user: { email: string };
}

const JANE = "jane@example.com";
const CREATE = { permissions: [{ name: "create_apps" }] };

async function withMember() {
  const test = testSandbox();
  await test.heroku.post("/teams", { name: "acme" });
  await test.heroku.post("/teams/apps", { name: "notebook", space: "private", team: "acme" });
  await test.heroku.put("/teams/acme/members", { email: JANE, role: "member" });
  return { ...test, path: `/spaces/private/members/${JANE}` };
}

describe("access to a space", () => {
  it("is every member's of its team, without a permission until it is given", async () => {
    const { heroku, path } = await withMember();
    const { body } = await heroku.get<Access[]>("/spaces/private/members");
    expect(body.map(({ permissions }) => permissions.length).sort()).toEqual([0, 1]);
    expect((await heroku.patch(path, CREATE)).body).toMatchObject(CREATE);
    expect((await heroku.get(path)).body).toMatchObject({ user: { email: JANE }, ...CREATE });
    expect((await heroku.patch(path, { permissions: [] })).body).toMatchObject({ permissions: [] });
  });

  it("is refused to who is in no team, to admins, and with permissions that there are not", async () => {
    const { heroku, path } = await withMember();
    const { email } = (await heroku.get<{ email: string }>("/account")).body;
    expect((await heroku.patch("/spaces/private/members/joe@example.com", CREATE)).status).toBe(404);
    expect((await heroku.patch(`/spaces/private/members/${email}`, CREATE)).status).toBe(422);
    expect((await heroku.patch(path, { permissions: [{ name: "fly" }] })).status).toBe(422);
  });

  it("ends with the membership", async () => {
    const { heroku, path } = await withMember();
    await heroku.delete(`/teams/acme/members/${JANE}`);
    expect((await heroku.get(path)).status).toBe(404);
  });
});
