import type { Probe } from "../probe.ts";

const BODY = "sandbox/http/body.ts";

export const protocolProbes: Probe[] = [
  {
    fact: "JSON that can't be parsed is refused in these words",
    settles: [BODY],
    run: async ({ app, ask }) => void (await ask("PATCH", `/apps/${app.name}`, "{")),
  },
  {
    fact: "a body that is too large is refused in these words",
    settles: [BODY, "sandbox/limits.ts"],
    run: async ({ app, ask }) =>
      void (await ask("PATCH", `/apps/${app.name}`, { name: app.name, more: "x".repeat(1024 * 1024) })),
  },
  {
    fact: "fields that the schema does not name are ignored",
    settles: [BODY],
    run: async ({ app, ask }) => void (await ask("PATCH", `/apps/${app.name}`, { maintenance: false, nothing: 1 })),
  },
  {
    fact: "a value of a wrong kind and one that is missing are refused in these words",
    settles: [BODY],
    async run({ app, ask }) {
      await ask("PATCH", `/apps/${app.name}`, { maintenance: "perhaps" });
      await ask("POST", `/apps/${app.name}/log-drains`, {});
    },
  },
  {
    fact: "a range of more than the most is cut",
    settles: ["sandbox/http/ranges.ts"],
    run: async ({ ask }) => void (await ask("GET", "/apps", undefined, { range: "id ..; max=2000" })),
  },
  {
    fact: "answers have these headers",
    settles: ["sandbox/middleware/standard-headers.ts"],
    async run({ app, ask, tell }) {
      const { headers } = await ask("GET", `/apps/${app.name}`);
      for (const name of ["vary", "cache-control"]) tell(name, headers.get(name));
    },
  },
];
