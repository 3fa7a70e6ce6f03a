import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { deployedProject } from "../support/deployed.ts";
import { CREATE, DELETE, everything, RESTART, replace, sequence, update } from "../support/told-and-seen.ts";

const [WWW, APEX] = ["www.consumernotebook.com", "consumernotebook.com"];

const production = sequence("production", /^consumer-notebook$/, async () => {
  const project = await deployedProject("staging");
  await project.ok("stack", "init", "organization/consumer-notebook/production");
  // Staging's release 21 is the same code as 20 with another config var, 22 is other code.
  project.set("staging", ["vars", "A"], "1");
  appendFileSync(join(project.folder, "examples/site/Procfile"), "clock: python -m consumernotebook.clock\n");
  await project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
  return project;
});

production.batch("a stack from nothing", [
  {
    what: "everything",
    shows: everything(CREATE),
    tells: { releases: 18, dns: [APEX, WWW], cents: 41_095 },
  },
]);

production.batch("with preboot, and more workers", [
  {
    what: "a config var",
    lines: [[["vars", "LOG_LEVEL"], "debug"]],
    shows: { "ConfigVars site": { op: "update", diff: { "vars.LOG_LEVEL": "add" } } },
    tells: RESTART,
  },
  {
    what: "50 workers for a migration",
    lines: [[["formation", "worker", "quantity"], 50]],
    shows: { "Formation site": update("processes.worker.quantity") },
    tells: { cents: 120_000 },
  },
  {
    what: "a later release of the same code",
    lines: [[["release"], 21]],
    shows: { "Promotion site": replace("version") },
  },
]);

production.batch("fewer workers, and other code", [
  {
    what: "two workers again",
    lines: [[["formation", "worker", "quantity"], 2]],
    shows: { "Formation site": update("processes.worker.quantity") },
    tells: { cents: -120_000 },
  },
  {
    what: "a larger database",
    lines: [[["addOns", "database"], "heroku-postgresql:standard-2"]],
    shows: { "AddOn site-database": update("plan") },
    tells: { down: ["site-database"], slow: ["site-database"], cents: 15_000 },
  },
  {
    what: "a release of other code",
    lines: [[["release"], 22]],
    shows: { "Promotion site": replace("version") },
    tells: RESTART,
  },
]);

production.batch("a few lines at once", [
  {
    what: "the release before it",
    lines: [[["release"], 21]],
    shows: { "Promotion site": replace("version") },
    tells: RESTART,
  },
  {
    what: "another value of a config var",
    lines: [[["vars", "LOG_LEVEL"], "info"]],
    shows: { "ConfigVars site": update("vars.LOG_LEVEL") },
    tells: RESTART,
  },
  {
    what: "a larger size of web",
    lines: [[["formation", "web", "size"], "performance-m"]],
    shows: { "Formation site": update("processes.web.size") },
    tells: { restarts: { web: 1 }, cents: 40_000 },
  },
  {
    what: "another plan of an add-on without data",
    lines: [[["addOns", "logs"], "papertrail:forsta"]],
    shows: { "AddOn site-logs": update("plan") },
    tells: { cents: 1_100 },
  },
  {
    what: "no preboot",
    lines: [[["features"], ["runtime-dyno-metadata"]]],
    shows: { "AppFeature site-preboot": DELETE },
    tells: { down: ["web"] },
  },
  {
    what: "a domain less",
    lines: [[["domains"], [WWW]]],
    shows: { [`Domain site-${APEX}`]: DELETE },
    tells: { down: [APEX], dns: [APEX] },
  },
]);
