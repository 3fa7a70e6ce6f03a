// What programs may and may not write. Nothing here runs: `tsc` is the test, in `npm test`.
import { type Output, output, secret } from "@pulumi/pulumi/output.js";
import {
  AddOn,
  App,
  type Build,
  ConfigVars,
  Domain,
  Formation,
  getApp,
  getAppOutput,
  getRelease,
} from "../../index.ts";

/** Programs that type-check; each one is a function, so that none is run. */
export const right = [
  () => new App("web", { name: "example" }),
  () => new App("web", { name: output("example"), region: output("eu"), buildpacks: [output("heroku/python")] }),
  () => new App("web", { name: "example", buildpacks: output(["heroku/python"]) }, { protect: true }),
  (app: App) => new ConfigVars("settings", { app: app.id, secretVars: { A: secret("x") } }),
  (app: App) => new ConfigVars("settings", { app: app.id, vars: { A: "plain", B: app.webUrl } }),
  (app: App) => new ConfigVars("settings", { app: app.id, vars: secret({ A: "x" }) }),
  (app: App) => new Formation("dynos", { app: app.id, processes: { web: { quantity: output(1), size: "basic" } } }),
  (app: App) => new Formation("dynos", { app: app.id, processes: output({ web: { quantity: 1, size: "basic" } }) }),
  (app: App): Output<string> => app.region,
  (app: App): Output<string | undefined> => app.stack,
  (dynos: Formation): Output<number> => dynos.monthlyCents,
  (dynos: Formation) => dynos.processes.apply((processes) => processes.web?.quantity?.toFixed()),
  (): App => App.get("web", "example"),
  (value: unknown): Output<string> | undefined => (App.isInstance(value) ? value.webUrl : undefined),
  (app: App) =>
    new AddOn("database", { app: app.id, plan: "heroku-postgresql:essential-0", config: { version: output("16") } }),
  (database: AddOn): Output<string[]> => database.configVars,
  (app: App) => new Domain("www", { app: app.id, hostname: output("www.example.com") }),
  (build: Build): Output<number> => build.version,
  async (): Promise<string> => (await getApp({ name: "example" })).id,
  (app: App): Output<string> => getAppOutput({ name: app.name }).webUrl,
  () => getRelease({ app: "example" }),
];

export const wrong = [
  // @ts-expect-error: the name must be given
  () => new App("web", {}),
  // @ts-expect-error: no such input
  () => new App("web", { name: "example", regoin: "eu" }),
  // @ts-expect-error: outputs are no inputs
  () => new App("web", { name: "example", webUrl: "https://example.com" }),
  // @ts-expect-error: not a number
  () => new App("web", { name: 7 }),
  // @ts-expect-error: an output of the wrong type
  () => new App("web", { name: output(7) }),
  // @ts-expect-error: a config var is a text
  (app: App) => new ConfigVars("settings", { app: app.id, vars: { WORKERS: 3 } }),
  // @ts-expect-error: a field of a nested object is missing
  (app: App) => new Formation("dynos", { app: app.id, processes: { web: { quantity: 1 } } }),
  // @ts-expect-error: no such field in a nested object
  (app: App) => new Formation("dynos", { app: app.id, processes: { web: { quantity: 1, sise: "basic" } } }),
  // @ts-expect-error: outputs can't be assigned
  (app: App) => (Object.assign(app, {}).region = output("eu")),
  // @ts-expect-error: plain look-ups take plain values
  (app: App) => getApp({ name: app.name }),
  // @ts-expect-error: an argument is missing
  () => getApp({}),
  // @ts-expect-error: no such argument
  () => getAppOutput({ name: "example", region: "eu" }),
  // @ts-expect-error: no such output
  async () => (await getApp({ name: "example" })).url,
];
