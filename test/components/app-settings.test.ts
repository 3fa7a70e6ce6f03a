import { expect, test } from "vitest";
import { appSettingsOf } from "../../components/app-settings.ts";
import { type Config, SECRET, stackFile } from "../support/stack-files.ts";
import { value } from "../support/value.ts";

const SHOP: Config = {
  app: { name: "old-shop", region: "eu", stack: "heroku-22" },
  formation: { web: { quantity: 1, size: "basic" }, clock: { quantity: 1, size: "basic" } },
  addOns: {
    "heroku-postgresql": { plan: "heroku-postgresql:essential-0", attachment: "DATABASE", backup: { hour: 3 } },
    other: { plan: "nobody-knows:free" },
  },
  vars: { LOG_LEVEL: "info" },
  secretVars: ["s3_key"],
  s3_key: { secure: "v1:…" },
  domains: ["shop.example.com"],
  automaticCertificates: false,
  features: ["log-runtime-metrics"],
  pipeline: { id: "01234567-89ab-cdef-0123-456789abcdef", stage: "production" },
};

const settingsOf = (changes: Config) => appSettingsOf(stackFile("shop", { ...SHOP, ...changes }));

test("a stack file of anybody's app becomes the arguments of HerokuApp", async () => {
  const { secretVars, ...settings } = settingsOf({});
  expect(settings).toMatchObject({
    name: "old-shop",
    region: "eu",
    maintenance: false,
    addOns: { "heroku-postgresql": { attachment: "DATABASE", backup: { hour: 3, timezone: "UTC" } } },
    formation: SHOP.formation,
    automaticCertificates: false,
    membership: { stage: "production" },
    protectData: true,
  });
  expect(await value(secretVars?.s3_key)).toBe(SECRET);
});

test("a credential, a rollback and a job are lines of it, as in Consumer Notebook's own", () => {
  const credentials = { readonly: { rotation: "2026-11", attachment: "DATABASE_READONLY" } };
  const addOns = { database: { plan: "heroku-postgresql:standard-0", attachment: "DATABASE", credentials } };
  const jobs = { migrate: { command: "migrate", size: "standard-2x", run: "2026-11" } };
  expect(settingsOf({ addOns, jobs, rollbackTo: 12 })).toMatchObject({ addOns, jobs, rollbackTo: 12 });
  const wrong = () =>
    settingsOf({ rollbackTo: 0, jobs: { Migrate: {} }, addOns: { db: { credentials: { "1": {} } } } });
  expect(wrong).toThrow(/addOns\.db\.credentials[\s\S]*jobs\.Migrate[\s\S]*rollbackTo/);
});

test("everything that is wrong with it is told at once, and no secret", () => {
  const wrong = () =>
    settingsOf({
      formation: { web: { quantity: "one", size: "basic" } },
      addOn: {},
      vars: { API_TOKEN: "1" },
      secretVars: ["s3_key", "S3_SECRET"],
    });
  expect(wrong).toThrow(/S3_SECRET: is missing[\s\S]*addOn: is not known here[\s\S]*formation\.web\.quantity/);
  expect(wrong).toThrow(/vars\.API_TOKEN: stands in clear/);
  expect(wrong).not.toThrow(SECRET);
});
