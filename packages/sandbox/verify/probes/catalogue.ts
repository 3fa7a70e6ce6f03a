import type { Probe } from "../probe.ts";

interface Named {
  id: string;
  name: string;
}

/** Compares the named fields of everything that is offered; what is only offered by one of them differs too. */
const offered = (fact: string, file: string, path: string, fields: string[]): Probe => ({
  fact,
  settles: [`sandbox/catalogue/${file}.ts`],
  async run({ prepare, tell }) {
    const { body } = await prepare("GET", path);
    const all = [...(body as (Named & Record<string, unknown>)[])].sort((one, other) =>
      one.name < other.name ? -1 : 1,
    );
    tell(
      `names at ${path}`,
      all.map(({ name }) => name),
    );
    for (const each of all) tell(each.name, Object.fromEntries(fields.map((field) => [field, each[field]])));
  },
});

export const catalogueProbes: Probe[] = [
  offered("regions have these ids and times", "regions", "/regions", ["id", "created_at", "updated_at"]),
  offered("stacks have these ids, and this default", "stacks", "/stacks", ["id", "default", "state"]),
  offered("generations have these ids and times", "generations", "/generations", ["id", "created_at", "updated_at"]),
  offered("dyno sizes compute this much", "dyno-sizes", "/dyno-sizes", ["compute", "precise_dyno_units"]),
  offered("an account has these features", "account-features", "/account/features", ["description", "state"]),
  {
    fact: "an app has these features",
    settles: ["sandbox/catalogue/app-features.ts"],
    async run({ app, prepare, tell }) {
      const { body } = await prepare("GET", `/apps/${app.name}/features`);
      const all = (body as (Named & { state: string })[]).map(({ name, state }) => `${name} (${state})`);
      tell("app features", all.sort());
    },
  },
  {
    fact: "add-on services can be installed like this",
    settles: ["sandbox/catalogue/add-on-services.ts"],
    async run({ prepare, tell }) {
      for (const name of ["heroku-postgresql", "heroku-redis", "papertrail"]) {
        const { body } = await prepare("GET", `/addon-services/${name}`);
        tell(name, [body.supports_multiple_installations, body.supports_sharing]);
      }
    },
  },
  {
    fact: "Heroku's own data services have these plans at these prices",
    settles: Array.from({ length: 2 }, () => "sandbox/catalogue/plans.ts"),
    async run({ prepare, tell }) {
      for (const service of ["heroku-postgresql", "heroku-redis"]) {
        const { body } = await prepare("GET", `/addon-services/${service}/plans`);
        const prices = (body as (Named & { price: { cents: number } })[]).map(
          ({ name, price }) => `${name} ${price.cents}`,
        );
        tell(`plans of ${service}`, prices.sort());
      }
    },
  },
  {
    fact: "add-ons of a service can be made in these regions",
    settles: ["sandbox/routes/region-capabilities.ts"],
    async run({ prepare, tell }) {
      const { body } = await prepare("GET", "/addon-services/heroku-redis/region-capabilities");
      tell("regions of heroku-redis", (body as { region: Named }[]).map(({ region }) => region.name).sort());
    },
  },
];
