import type { Probe } from "../probe.ts";

const AUTHORIZATION = "sandbox/model/oauth-authorization.ts";

/** For a moment there is a token that may read who the account is, and nothing else. */
export const accountProbes: Probe[] = [
  {
    fact: "authorizations are refused in these words",
    settles: [AUTHORIZATION],
    async run({ ask }) {
      await ask("POST", "/oauth/authorizations", { scope: ["nothing"] });
      await ask("POST", "/oauth/authorizations", { scope: ["identity"], expires_in: 0 });
    },
  },
  {
    fact: "an authorization without a description has this one; lists tell its token; another token lasts as long",
    settles: [AUTHORIZATION, AUTHORIZATION, AUTHORIZATION],
    async run({ ask, prepare, tell, afterwards }) {
      const wanted = { scope: ["identity"], expires_in: 600 };
      const { body: made } = await ask("POST", "/oauth/authorizations", wanted);
      const path = `/oauth/authorizations/${made.id}`;
      afterwards(path);
      tell("description", made.description);
      const { body: all } = await prepare("GET", "/oauth/authorizations");
      const listed = (all as { id: string; access_token?: { token?: string } }[]).find(({ id }) => id === made.id);
      tell("a list tells the token", listed?.access_token?.token === made.access_token.token);
      const { body: again } = await ask("POST", `${path}/actions/regenerate-tokens`);
      tell("another token is another", again.access_token.token !== made.access_token.token);
      tell(
        "and is over within the time of the first",
        (again.access_token.expires_in ?? Infinity) <= wanted.expires_in,
      );
    },
  },
  {
    fact: "an OAuth client comes back to HTTPS, or is refused in these words",
    settles: ["sandbox/model/oauth-client.ts"],
    async run({ random, ask, afterwards }) {
      const wanted = { name: `verify-${random}`, redirect_uri: "http://verify.example.com/" };
      const { body } = await ask("POST", "/oauth/clients", wanted);
      if (body.redirect_uri) afterwards(`/oauth/clients/${body.id}`);
    },
  },
  {
    fact: "what is no SSH key is refused in these words",
    settles: ["sandbox/model/key.ts"],
    run: async ({ ask }) => void (await ask("POST", "/account/keys", { public_key: "none" })),
  },
  {
    fact: "there is no invoice address where nobody gave one",
    settles: ["sandbox/routes/billing.ts"],
    run: async ({ ask }) => void (await ask("GET", "/account/invoice-address")),
  },
];
