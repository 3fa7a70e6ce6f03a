import type { World } from "./world.ts";

const KEY = "key-of-a-colleague";

/** A second account, as whom invitations are accepted. */
export interface Colleague {
  email: string;
  /** Accepts what they were invited to, with the token that Heroku's letter would hold. */
  accept(): Promise<void>;
}

export async function colleague({ address }: World): Promise<Colleague> {
  const send = async (method: string, path: string) => {
    const headers = { accept: "application/vnd.heroku+json; version=3", authorization: `Bearer ${KEY}` };
    const answer = await fetch(address + path, { method, headers });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { email } = (await send("GET", "/account")) as { email: string };
  return {
    email,
    async accept() {
      const state = (await send("GET", "/_sandbox/state")) as {
        team_invitations: { token: string; user: { email: string } }[];
      };
      const invitation = state.team_invitations.find(({ user }) => user.email === email);
      await send("POST", `/teams/invitations/${invitation?.token}/accept`);
    },
  };
}
