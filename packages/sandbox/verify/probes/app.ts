import type { Probe } from "../probe.ts";

/** No such app is ever made: each is refused. Should Heroku take one, it is deleted with the rest. */
const refusedApp = (fact: string, wanted: object): Probe => ({
  fact,
  settles: ["sandbox/model/create-app.ts"],
  async run({ ask, random, afterwards }) {
    const name = `verify-${random}-no`;
    afterwards(`/apps/${name}`);
    await ask("POST", "/apps", { name, ...wanted });
  },
});

export const appProbes: Probe[] = [
  refusedApp("a stack that is none is refused in these words", { stack: "nothing" }),
  refusedApp("a region that is none is refused in these words", { region: "nowhere" }),
  {
    fact: "a change of config vars that changes nothing makes no release; one that sets and removes is described like this",
    settles: Array.from({ length: 2 }, () => "sandbox/routes/config-vars.ts"),
    async run({ app, ask, prepare, tell }) {
      const vars = `/apps/${app.name}/config-vars`;
      const descriptions = async () =>
        ((await prepare("GET", `/apps/${app.name}/releases`)).body as { version: number; description: string }[])
          .sort((one, other) => one.version - other.version)
          .map(({ description }) => description.replace(/^\S+@\S+/, "EMAIL"));
      await ask("PATCH", vars, { FIRST: "1", SECOND: "2" });
      await ask("PATCH", vars, { FIRST: "1" });
      await ask("PATCH", vars, { FIRST: null, THIRD: "3" });
      tell("releases", await descriptions());
    },
  },
  {
    fact: "config vars that are too large together are refused in these words",
    settles: ["sandbox/routes/config-vars.ts"],
    run: async ({ app, ask }) =>
      void (await ask("PATCH", `/apps/${app.name}/config-vars`, { LARGE: "x".repeat(64 * 1024) })),
  },
  {
    fact: "a release without code can't be rolled back to, in these words",
    settles: ["sandbox/model/release.ts", "sandbox/routes/releases.ts"],
    run: async ({ app, ask }) => void (await ask("POST", `/apps/${app.name}/releases`, { release: "1" })),
  },
  {
    fact: "an app without any process type can have preboot",
    settles: ["sandbox/model/app-feature.ts"],
    run: async ({ app, ask }) => void (await ask("PATCH", `/apps/${app.name}/features/preboot`, { enabled: true })),
  },
  {
    fact: "automatic certificates are switched on, once more and off in this way",
    settles: Array.from({ length: 2 }, () => "sandbox/model/acm.ts"),
    async run({ app, ask }) {
      await ask("POST", `/apps/${app.name}/acm`);
      await ask("POST", `/apps/${app.name}/acm`);
      await ask("DELETE", `/apps/${app.name}/acm`);
    },
  },
  {
    fact: "the owner of an app can be neither added nor removed as a collaborator, in these words",
    settles: ["sandbox/model/collaborator.ts"],
    async run({ app, ask, prepare }) {
      const { body } = await prepare("GET", "/account");
      await ask("POST", `/apps/${app.name}/collaborators`, { user: body.email, silent: true });
      await ask("DELETE", `/apps/${app.name}/collaborators/${encodeURIComponent(body.email)}`);
    },
  },
  {
    fact: "an address that is none is refused in these words",
    settles: ["sandbox/model/person.ts"],
    run: async ({ app, ask }) =>
      void (await ask("POST", `/apps/${app.name}/collaborators`, { user: "nobody", silent: true })),
  },
];
