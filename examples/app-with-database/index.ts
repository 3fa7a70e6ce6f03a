import { HerokuApp } from "@consumer-notebook/heroku-components";
import { Config } from "@pulumi/pulumi/config.js";
import { getStack } from "@pulumi/pulumi/metadata.js";

const config = new Config();

const notes = new HerokuApp("notes", {
  name: `example-notes-${getStack()}`,
  buildpacks: ["heroku/nodejs"],
  addOns: {
    database: { plan: "heroku-postgresql:essential-0", attachment: "DATABASE", backup: { hour: 3 } },
  },
  vars: { PGSSLMODE: "no-verify" },
  secretVars: { WRITE_KEY: config.requireSecret("writeKey") },
  build: "./code",
  formation: {
    web: { quantity: 1, size: "basic" },
    worker: { quantity: 1, size: "basic" },
  },
});

export const { webUrl, release, monthlyCost } = notes;
