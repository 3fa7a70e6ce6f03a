import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deployedProject } from "../support/deployed.ts";
import { CREATE, DELETE, RESTART, replace, sequence, update } from "../support/told-and-seen.ts";

const HOST = "staging.consumernotebook.com";
const [BETA, GAMMA] = ["beta.consumernotebook.com", "gamma.consumernotebook.com"];

const staging = sequence("staging", /^consumer-notebook-(staging|trial)$/, () => deployedProject("staging"));

staging.batch("a line of each kind", [
  {
    what: "a config var",
    lines: [[["vars", "ALLOWED_HOSTS"], "a.example.com"]],
    shows: { "ConfigVars site": update("vars.ALLOWED_HOSTS") },
    tells: RESTART,
  },
  {
    what: "no worker",
    lines: [[["formation", "worker", "quantity"], 0]],
    shows: { "Formation site": update("processes.worker.quantity") },
    tells: { down: ["worker"], cents: -700 },
  },
  {
    what: "another plan of an add-on without data",
    lines: [[["addOns", "logs"], "papertrail:fixa"]],
    shows: { "AddOn site-logs": update("plan") },
    tells: { cents: 800 },
  },
  {
    what: "the hour of the backup",
    lines: [[["backup", "hour"], 5]],
    shows: { "PostgresBackupSchedule site-database": update("hour") },
  },
  {
    what: "a further domain",
    lines: [[["domains", 1], BETA]],
    shows: { [`Domain site-${BETA}`]: CREATE },
    tells: { dns: [BETA] },
  },
  {
    what: "maintenance",
    lines: [[["app", "maintenance"], true]],
    shows: { "App site": update("maintenance") },
    tells: { down: ["web"] },
  },
  {
    what: "a feature less",
    lines: [[["features"], []]],
    shows: { "AppFeature site-runtime-dyno-metadata": DELETE },
  },
  {
    what: "a log drain less",
    lines: [
      [["logDrains"], []],
      [["LOG_DRAIN_URL"], undefined],
    ],
    shows: { "LogDrain site-LOG_DRAIN_URL": DELETE },
  },
  {
    what: "another name of the pipeline",
    lines: [[["pipeline"], "notebook"]],
    shows: { "Pipeline pipeline": update("name") },
  },
]);

staging.batch("while no worker runs", [
  {
    what: "a config var",
    lines: [[["vars", "ALLOWED_HOSTS"], "b.example.com"]],
    shows: { "ConfigVars site": update("vars.ALLOWED_HOSTS") },
    tells: { restarts: { web: 1 }, releases: 1 },
  },
  {
    what: "a worker again",
    lines: [[["formation", "worker", "quantity"], 1]],
    shows: { "Formation site": update("processes.worker.quantity") },
    tells: { cents: 700 },
  },
  {
    what: "another host name",
    lines: [[["domains", 1], GAMMA]],
    shows: { [`Domain site-${BETA}`]: DELETE, [`Domain site-${GAMMA}`]: CREATE },
    tells: { down: [BETA], dns: [BETA, GAMMA] },
  },
  {
    what: "no maintenance",
    lines: [[["app", "maintenance"], false]],
    shows: { "App site": update("maintenance") },
  },
]);

staging.batch("other code and what runs it", [
  {
    what: "a secret",
    also: (project) => project.ok("config", "set", "--stack", "staging", "--secret", "S3_KEY", "another-key"),
    shows: { "ConfigVars site": update("secretVars.S3_KEY") },
    tells: RESTART,
  },
  {
    what: "other code: a further process type, which changes nothing that runs",
    also: ({ folder }) =>
      appendFileSync(join(folder, "examples/site/Procfile"), "clock: python -m consumernotebook.clock\n"),
    shows: { "Build site": replace("hash") },
    tells: { ...RESTART, slow: ["build"] },
  },
  {
    what: "another size of all dynos",
    lines: [
      [["formation", "web", "size"], "standard-1x"],
      [["formation", "worker", "size"], "standard-1x"],
    ],
    shows: { "Formation site": update("processes.web.size", "processes.worker.size") },
    tells: { restarts: { web: 1, worker: 1 }, cents: 3_600 },
  },
  {
    what: "an add-on without data taken out",
    lines: [[["addOns", "mail"], undefined]],
    shows: { "AddOn site-mail": DELETE },
    tells: RESTART,
  },
  {
    what: "the name of the app, which renames it in place",
    lines: [[["app", "name"], "consumer-notebook-trial"]],
    shows: { "App site": update("name") },
    tells: { dns: ["herokuapp.com"] },
  },
  {
    what: "no domain",
    lines: [[["domains"], []]],
    shows: {
      "AutomaticCertificates site": DELETE,
      [`Domain site-${GAMMA}`]: DELETE,
      [`Domain site-${HOST}`]: DELETE,
    },
    tells: { down: [GAMMA, HOST], dns: [GAMMA, HOST] },
  },
]);

const last = staging.batch(
  "more of it all",
  [
    {
      what: "three config vars",
      lines: ["A", "B", "C"].map((key) => [["vars", key], "1"]),
      shows: { "ConfigVars site": { op: "update", diff: { "vars.A": "add", "vars.B": "add", "vars.C": "add" } } },
      tells: RESTART,
    },
    {
      what: "three web dynos",
      lines: [[["formation", "web", "quantity"], 3]],
      shows: { "Formation site": update("processes.web.quantity") },
      tells: { cents: 5_000 },
    },
    {
      what: "an add-on put in",
      lines: [[["addOns", "mail"], "sendgrid:bronze"]],
      shows: { "AddOn site-mail": CREATE },
      tells: { restarts: { web: 2, worker: 2 }, releases: 2, cents: 995 },
    },
    {
      what: "an add-on with data taken out",
      lines: [[["addOns", "documents"], undefined]],
      shows: { "AddOn site-documents": DELETE },
      tells: { ...RESTART, lost: ["site-documents"], cents: -4_500 },
    },
    {
      what: "a domain again",
      lines: [[["domains"], [HOST]]],
      shows: { "AutomaticCertificates site": CREATE, [`Domain site-${HOST}`]: CREATE },
      tells: { dns: [HOST] },
    },
  ],
  // The only one with the preview of `up` itself.
  ["--diff"],
);

test("three changed config vars are one PATCH", () => {
  const patches = last().requests.filter(({ method, path }) => method === "PATCH" && path.endsWith("/config-vars"));
  expect(patches).toHaveLength(1);
});

test("a change of price shows in the preview as a changed monthly cost", () => {
  const [preview = ""] = last().output.split("Updating (staging)");
  expect(preview).toMatch(/~ monthlyCost *: "\$[\d.,]+" => "\$[\d.,]+"/);
  expect(preview).toMatch(/quantity: 1 => 3/);
});

test("after all of them nothing is left to change, at Heroku neither", async () => {
  await staging.project().ok("preview", "--stack", "staging", "--refresh", "--expect-no-changes");
});
