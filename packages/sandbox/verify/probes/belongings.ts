import type { Probe } from "../probe.ts";

export const belongingProbes: Probe[] = [
  {
    fact: "log drains are refused with a wrong address, twice, and beyond five in these words",
    settles: Array.from({ length: 2 }, () => "sandbox/model/log-drain.ts"),
    async run({ app, ask, prepare }) {
      const path = `/apps/${app.name}/log-drains`;
      await ask("POST", path, { url: "ftp://logs.example.com" });
      await ask("POST", path, { url: "https://logs.example.com/1" });
      await ask("POST", path, { url: "https://logs.example.com/1" });
      for (const number of [2, 3, 4, 5]) await prepare("POST", path, { url: `https://logs.example.com/${number}` });
      await ask("POST", path, { url: "https://logs.example.com/6" });
    },
  },
  {
    fact: "hostnames are refused in these words",
    settles: [
      "sandbox/model/domain.ts",
      "sandbox/model/domain.ts",
      "sandbox/model/domain.ts",
      "sandbox/model/domain.ts",
      "heroku/resources/domain.ts",
    ],
    async run({ app, random, ask, tell }) {
      const path = `/apps/${app.name}/domains`;
      const add = (hostname: string) => ask("POST", path, { hostname, sni_endpoint: null });
      await add("not a hostname");
      await add(`verify-${random}.herokudns.com`);
      await add(`verify-${random}.example.com`);
      await add(`verify-${random}.example.com`);
      const { body } = await ask("GET", path);
      const own = (body as { kind: string; hostname: string; status: string }[]).find(({ kind }) => kind === "heroku");
      tell("status of the app's own domain", own?.status);
      await ask("DELETE", `${path}/${own?.hostname}`);
    },
  },
  {
    fact: "webhooks are refused in these words",
    settles: ["sandbox/model/app-webhook.ts"],
    async run({ app, ask }) {
      const path = `/apps/${app.name}/webhooks`;
      const good = { url: "https://hooks.example.com/", level: "notify", include: ["api:release"] };
      await ask("POST", path, { ...good, url: "hooks" });
      await ask("POST", path, { ...good, include: ["api:nothing"] });
    },
  },
  {
    fact: "what is no certificate is refused in these words",
    settles: ["sandbox/model/certificate.ts"],
    run: async ({ app, ask }) =>
      void (await ask("POST", `/apps/${app.name}/sni-endpoints`, { certificate_chain: "none", private_key: "none" })),
  },
  {
    fact: "two pipelines may have one name, and an app is in one pipeline; what is refused is refused in these words",
    settles: ["sandbox/routes/pipelines.ts", "sandbox/routes/pipelines.ts", "sandbox/routes/pipeline-couplings.ts"],
    async run({ app, random, ask, afterwards }) {
      const { body: account } = await ask("GET", "/account");
      const owner = { id: account.id, type: "user" };
      await ask("POST", "/pipelines", { name: "Not A Name", owner });
      for (let times = 0; times < 2; times++) {
        const { body } = await ask("POST", "/pipelines", { name: `verify-${random}`, owner });
        if (!body.id) continue;
        afterwards(`/pipelines/${body.id}`);
        await ask("POST", "/pipeline-couplings", { app: app.id, pipeline: body.id, stage: "staging" });
      }
    },
  },
];
