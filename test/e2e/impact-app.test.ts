import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../support/project.ts";
import { applied, made, NOTHING, RESTART, toldIsSeen } from "../support/told-and-seen.ts";

const HOST = "staging.consumernotebook.com";
const [BETA, GAMMA] = ["beta.consumernotebook.com", "gamma.consumernotebook.com"];

/** A further process type is other code, and changes nothing that runs. */
async function withOtherCode({ folder }: Project) {
  appendFileSync(join(folder, "examples/site/Procfile"), "clock: python -m consumernotebook.clock\n");
}

toldIsSeen({
  stack: "staging",
  app: /^consumer-notebook-(staging|trial)$/,
  prepare: (project) => made(project, "staging"),
  changes: [
    { what: "a further domain", lines: [[["domains", 1], BETA]], brings: { ...NOTHING, dns: [BETA] } },
    {
      what: "another host name",
      lines: [[["domains", 1], GAMMA]],
      brings: { ...NOTHING, down: [BETA], dns: [BETA, GAMMA] },
    },
    { what: "no domain", lines: [[["domains"], []]], brings: { ...NOTHING, down: [GAMMA, HOST], dns: [GAMMA, HOST] } },
    { what: "a domain again", lines: [[["domains"], [HOST]]], brings: { ...NOTHING, dns: [HOST] } },
    { what: "maintenance", lines: [[["app", "maintenance"], true]], brings: { ...NOTHING, down: ["web"] } },
    { what: "no maintenance", lines: [[["app", "maintenance"], false]], brings: NOTHING },
    { what: "other code", lines: [], also: withOtherCode, brings: { ...RESTART, slow: ["build"] } },
    {
      what: "stack and buildpacks of the next build",
      lines: [
        [
          ["app", "buildpacks"],
          ["heroku/nodejs", "heroku/python"],
        ],
        [["app", "stack"], "heroku-22"],
      ],
      brings: NOTHING,
    },
    {
      what: "another name of the app",
      lines: [[["app", "name"], "consumer-notebook-trial"]],
      brings: { restarts: [], releases: 0, lost: [], down: [] },
    },
    {
      what: "another region, which makes the app anew",
      lines: [
        [["app", "region"], "eu"],
        [["app", "buildpacks"], ["heroku/python"]],
        [["confirmDataLoss"], ["database", "redis", "documents"]],
      ],
      brings: { restarts: [], releases: 0, down: ["consumer-notebook-trial"], slow: ["build"] },
    },
  ],
});

toldIsSeen({
  stack: "production",
  app: /^consumer-notebook$/,
  async prepare(project) {
    await made(project, "staging");
    await project.ok("stack", "init", "organization/consumer-notebook/production");
  },
  changes: [
    {
      what: "everything, from nothing",
      lines: [],
      brings: { releases: 18, lost: [], down: [], slow: [], beforeCents: 0, afterCents: 41_095 },
    },
    { what: "a config var, with preboot", lines: [[["vars", "LOG_LEVEL"], "debug"]], brings: RESTART },
    {
      what: "50 workers for a migration",
      lines: [[["formation", "worker", "quantity"], 50]],
      brings: { ...NOTHING, afterCents: 161_095 },
    },
    {
      what: "two workers again, and a larger database",
      lines: [
        [["formation", "worker", "quantity"], 2],
        [["addOns", "database"], "heroku-postgresql:standard-2"],
      ],
      brings: { restarts: [], releases: 0, lost: [], afterCents: 56_095 },
    },
    {
      what: "a later release of the same code",
      lines: [[["release"], 21]],
      async also(project) {
        project.set("staging", ["vars", "A"], "1");
        await applied(project, "staging");
      },
      brings: NOTHING,
    },
    {
      what: "a release of other code",
      lines: [[["release"], 22]],
      async also(project) {
        await withOtherCode(project);
        await applied(project, "staging");
      },
      brings: RESTART,
    },
    { what: "the release before it", lines: [[["release"], 21]], brings: RESTART },
    {
      what: "a few lines at once",
      lines: [
        [["vars", "LOG_LEVEL"], "info"],
        [["formation", "web", "size"], "performance-m"],
        [["addOns", "logs"], "papertrail:forsta"],
        [["features"], ["runtime-dyno-metadata"]],
        [["domains"], ["www.consumernotebook.com"]],
      ],
      brings: { ...RESTART, down: ["consumernotebook.com", "web"], dns: ["consumernotebook.com"], afterCents: 97_195 },
    },
  ],
});
