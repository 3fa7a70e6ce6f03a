import type { ExistingAddOn, ExistingApp } from "../existing-app.ts";

/** An app with no more than it must have. */
export const small: ExistingApp = {
  id: "app-id",
  name: "old-shop",
  region: { name: "us" },
  build_stack: { name: "heroku-24" },
  maintenance: false,
  acm: false,
  buildpacks: [],
  configVars: {},
  addOns: [],
  borrowed: [],
  formation: [],
  domains: [],
  features: [],
  drains: [],
};

/** An add-on of it. */
export const database: ExistingAddOn = {
  id: "add-on-id",
  name: "postgresql-curved-12345",
  app: { id: "app-id" },
  plan: { name: "heroku-postgresql:standard-0" },
  state: "provisioned",
  config_vars: ["DATABASE_URL", "HEROKU_POSTGRESQL_RED_URL"],
  attachments: ["DATABASE", "HEROKU_POSTGRESQL_RED"],
  credentials: ["readonly", "writer"],
  follows: false,
  schedules: [
    { name: "HEROKU_POSTGRESQL_RED_URL", hour: 1, timezone: "UTC" },
    { name: "DATABASE_URL", hour: 3, timezone: "Europe/Berlin" },
  ],
};
