import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";
import { teamFor } from "./support/team.ts";

interface Invitation {
  id: string;
  role: string;
  user: { email: string };
}

const PATH = "/teams/acme/invitations";
const JANE = "jane@example.com";

async function withTeam() {
  const test = testSandbox();
  await teamFor(test.heroku);
  const guest = test.as("guest");
  const { email } = (await guest.get<{ email: string }>("/account")).body;
  const tokenOf = async (address: string) => {
    const answer = await test.sandbox.fetch("http://127.0.0.1/_sandbox/state");
    const { team_invitations } = (await answer.json()) as { team_invitations: (Invitation & { token: string })[] };
    return team_invitations.find(({ user }) => user.email === address)?.token;
  };
  const invite = (address: string, role = "member") => test.heroku.put<Invitation>(PATH, { email: address, role });
  return { ...test, guest, email, tokenOf, invite };
}

describe("team invitations", () => {
  it("are sent, sent again with another role, listed, and revoked by id or address", async () => {
    const { heroku, invite } = await withTeam();
    const first = await invite(JANE);
    expect([first.status, first.body]).toMatchObject([201, { role: "member", user: { email: JANE } }]);
    const again = await invite(JANE, "admin");
    expect([again.status, again.body.id, again.body.role]).toEqual([200, first.body.id, "admin"]);
    expect((await heroku.get(PATH)).body).toEqual([again.body]);
    expect((await heroku.delete(`${PATH}/${first.body.id}`)).status).toBe(200);
    await invite(JANE);
    expect((await heroku.delete(`${PATH}/${JANE}`)).status).toBe(200);
    expect((await heroku.get(PATH)).body).toEqual([]);
    expect((await heroku.delete(`${PATH}/${JANE}`)).status).toBe(404);
  });

  it("are opened and accepted by the account that was invited, and by no other", async () => {
    const { heroku, guest, email, tokenOf, invite } = await withTeam();
    await invite(email, "admin");
    const path = `/teams/invitations/${await tokenOf(email)}`;
    expect((await heroku.get(path)).status).toBe(404);
    expect((await heroku.post(`${path}/accept`)).status).toBe(404);
    expect((await guest.get(path)).body).toMatchObject({ role: "admin", team: { name: "acme" } });
    expect((await guest.post(`${path}/accept`)).body).toMatchObject({ email, role: "admin" });
    expect((await heroku.get(PATH)).body).toEqual([]);
    expect((await guest.post(`${path}/accept`)).status).toBe(404);
    expect((await invite(email)).status).toBe(422);
  });

  it("are refused to who is in the team, with a strange role or address", async () => {
    const { heroku, invite } = await withTeam();
    const { email } = (await heroku.get<{ email: string }>("/account")).body;
    for (const refused of [await invite(email), await invite(JANE, "king"), await invite("jane")])
      expect(refused.status).toBe(422);
  });

  it("go with their team", async () => {
    const { heroku, sandbox, invite } = await withTeam();
    await invite(JANE);
    await heroku.delete("/teams/acme");
    expect(sandbox.store.dump().team_invitations).toEqual([]);
  });
});

describe("features of a team", () => {
  it("are switched by a control path, and read by name and id", async () => {
    const { heroku, sandbox } = testSandbox();
    const { body: team } = await heroku.post<{ id: string }>("/teams", { name: "acme" });
    const control = (features: object, id = team.id) =>
      sandbox.fetch(`http://127.0.0.1/_sandbox/team-features/${id}`, {
        method: "PUT",
        body: JSON.stringify(features),
      });
    const enabled = async () =>
      (await heroku.get<{ id: string; enabled: boolean }>("/teams/acme/features/team-invite-acceptance")).body;
    expect((await heroku.get("/teams/acme/features")).body).toEqual([]);
    expect((await control({ "team-invite-acceptance": true })).status).toBe(200);
    const { id } = await enabled();
    expect((await heroku.get(`/teams/acme/features/${id}`)).body).toMatchObject({ enabled: true });
    expect((await heroku.get("/teams/acme/features")).body).toMatchObject([{ enabled: true }]);
    await control({ "team-invite-acceptance": false });
    expect(await enabled()).toMatchObject({ enabled: false });
    expect((await control({ "no-such-feature": true })).status).toBe(422);
    expect((await control({ "team-invite-acceptance": "yes" })).status).toBe(400);
    expect((await control({}, "nobody")).status).toBe(404);
    expect((await heroku.get("/teams/acme/features/no-such-feature")).status).toBe(404);
  });
});
