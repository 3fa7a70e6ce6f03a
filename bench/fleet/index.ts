import "../../components/native-traces.ts";
import { allConfig } from "@pulumi/pulumi/runtime/config.js";
import { HerokuApp } from "../../components/heroku-app.ts";

/**
 * How many apps there are, and a config var of the first of them. Each app is 12 resources, as Pulumi counts them:
 * `HerokuApp` itself, and in it `App`, `ConfigVars`, two `AddOn`s, `PostgresBackupSchedule`, `Build`, `Formation`, `Domain`,
 * `AutomaticCertificates`, `AppFeature` and `LogDrain`.
 */
const { "fleet:apps": apps, "fleet:greeting": greeting = "hello" } = allConfig();

for (let number = 1; number <= Number(apps); number++) {
  const name = `fleet-${number}`;
  new HerokuApp(name, {
    name,
    vars: { GREETING: number === 1 ? greeting : "hello" },
    addOns: {
      database: { plan: "heroku-postgresql:essential-0", attachment: "DATABASE", backup: { hour: 2 } },
      redis: { plan: "heroku-redis:mini" },
    },
    protectData: false,
    build: "../../examples/site",
    formation: { web: { quantity: 1, size: "basic" }, worker: { quantity: 1, size: "basic" } },
    domains: [`www.${name}.example.com`],
    features: ["runtime-dyno-metadata"],
    logDrains: { all: `https://logs.example.com/${name}` },
  });
}
