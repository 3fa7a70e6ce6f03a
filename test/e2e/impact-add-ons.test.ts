import { made, NOTHING, RESTART, toldIsSeen } from "../support/told-and-seen.ts";

toldIsSeen({
  stack: "staging",
  app: /^consumer-notebook-staging$/,
  prepare: (project) => made(project, "staging"),
  changes: [
    {
      what: "another plan of an add-on without data",
      lines: [[["addOns", "logs"], "papertrail:fixa"]],
      brings: { ...NOTHING, beforeCents: 6_700, afterCents: 7_500 },
    },
    { what: "an add-on without data taken out", lines: [[["addOns", "mail"], undefined]], brings: RESTART },
    {
      what: "an add-on put in",
      lines: [[["addOns", "mail"], "sendgrid:bronze"]],
      brings: { ...RESTART, releases: 2, afterCents: 8_495 },
    },
    {
      what: "two add-ons taken out",
      lines: [
        [["addOns", "cache"], undefined],
        [["addOns", "errors"], undefined],
      ],
      brings: { ...RESTART, releases: 2 },
    },
    {
      what: "another plan of the database",
      lines: [[["addOns", "database"], "heroku-postgresql:essential-1"]],
      brings: { restarts: [], releases: 0, lost: [], afterCents: 8_895 },
    },
    {
      what: "a smaller plan of the database",
      lines: [
        [["addOns", "database"], "heroku-postgresql:essential-0"],
        [["confirmDataLoss"], ["database"]],
      ],
      brings: { restarts: [], releases: 0, lost: [], afterCents: 8_495 },
    },
    {
      what: "a plan that the database is replaced for",
      lines: [[["addOns", "database"], "heroku-postgresql:standard-0"]],
      brings: { restarts: ["web", "worker"], releases: 3, down: [], afterCents: 12_995 },
    },
    {
      what: "another plan of Redis",
      lines: [[["addOns", "redis"], "heroku-redis:premium-0"]],
      brings: { releases: 0, lost: [], afterCents: 14_195 },
    },
    {
      what: "another plan of MongoDB",
      lines: [[["addOns", "documents"], "ormongo:5-mmap"]],
      brings: { ...NOTHING, afterCents: 18_195 },
    },
    {
      what: "an add-on with data taken out",
      lines: [[["addOns", "documents"], undefined]],
      brings: { restarts: ["web", "worker"], releases: 1, down: [], afterCents: 9_695 },
    },
    { what: "the hour of the backup", lines: [[["backup", "hour"], 5]], brings: NOTHING },
    {
      what: "a log drain less",
      lines: [[["logDrains"], []]],
      also: (project) => project.ok("config", "rm", "--stack", "staging", "LOG_DRAIN_URL"),
      brings: NOTHING,
    },
    { what: "another name of the pipeline", lines: [[["pipeline"], "notebook"]], brings: NOTHING },
  ],
});
