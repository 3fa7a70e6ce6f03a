import { newProject } from "../support/project.ts";
import { CREATE, DELETE, everything, RESTART, replace, sequence, update } from "../support/told-and-seen.ts";

const HOST = "staging.consumernotebook.com";

const staging = sequence("staging", /^consumer-notebook-staging$/, async () => {
  const project = await newProject();
  await project.ok("stack", "init", "organization/consumer-notebook/staging");
  return project;
});

staging.batch("a stack from nothing", [
  {
    what: "everything",
    shows: everything(CREATE),
    tells: { releases: 18, dns: [HOST], slow: ["build"], cents: 6_700 },
  },
]);

staging.batch("larger", [
  {
    what: "a further config var",
    lines: [[["vars", "LOG_LEVEL"], "debug"]],
    shows: { "ConfigVars site": { op: "update", diff: { "vars.LOG_LEVEL": "add" } } },
    tells: RESTART,
  },
  {
    what: "more dynos of another size",
    lines: [
      [["formation", "web"], { quantity: 3, size: "standard-1x" }],
      [["formation", "worker"], { quantity: 2, size: "standard-1x" }],
    ],
    shows: {
      "Formation site": update(
        "processes.web.quantity",
        "processes.web.size",
        "processes.worker.quantity",
        "processes.worker.size",
      ),
    },
    tells: { restarts: { web: 1, worker: 1 }, cents: 11_100 },
  },
  {
    what: "another plan of the database",
    lines: [[["addOns", "database"], "heroku-postgresql:essential-1"]],
    shows: { "AddOn site-database": update("plan") },
    tells: { down: ["site-database"], slow: ["site-database"], cents: 400 },
  },
  {
    what: "another plan of MongoDB",
    lines: [[["addOns", "documents"], "ormongo:5-mmap"]],
    shows: { "AddOn site-documents": update("plan") },
    tells: { cents: 4_000 },
  },
  {
    what: "stack and buildpacks of the next build",
    lines: [
      [
        ["app", "buildpacks"],
        ["heroku/nodejs", "heroku/python"],
      ],
      [["app", "stack"], "heroku-22"],
    ],
    shows: {
      "App site": { op: "update", diff: { "buildpacks[0]": "update", "buildpacks[1]": "add", stack: "update" } },
    },
  },
]);

staging.batch("less, and preboot", [
  {
    what: "a config var taken out",
    lines: [[["vars", "LOG_LEVEL"], undefined]],
    shows: { "ConfigVars site": { op: "update", diff: { "vars.LOG_LEVEL": "delete" } } },
    tells: RESTART,
  },
  {
    what: "two web dynos",
    lines: [[["formation", "web", "quantity"], 2]],
    shows: { "Formation site": update("processes.web.quantity") },
    tells: { cents: -2_500 },
  },
  {
    what: "a smaller plan of the database",
    lines: [
      [["addOns", "database"], "heroku-postgresql:essential-0"],
      [["confirmDataLoss"], ["database"]],
    ],
    shows: { "AddOn site-database": update("confirmDataLoss", "plan") },
    tells: { down: ["site-database"], slow: ["site-database"], cents: -400 },
  },
  {
    what: "another plan of Redis",
    lines: [[["addOns", "redis"], "heroku-redis:premium-0"]],
    shows: { "AddOn site-redis": update("plan") },
    tells: { down: ["site-redis"], slow: ["site-redis"], cents: 1_200 },
  },
  {
    what: "two add-ons without data taken out",
    lines: [
      [["addOns", "cache"], undefined],
      [["addOns", "errors"], undefined],
    ],
    shows: { "AddOn site-cache": DELETE, "AddOn site-errors": DELETE },
    tells: { restarts: { web: 2, worker: 2 }, releases: 2 },
  },
  {
    what: "preboot",
    lines: [[["features", 1], "preboot"]],
    shows: { "AppFeature site-preboot": CREATE },
  },
]);

staging.batch("another database, and no preboot", [
  {
    what: "a plan that the database is replaced for",
    lines: [[["addOns", "database"], "heroku-postgresql:standard-0"]],
    shows: { "AddOn site-database": replace("plan"), "PostgresBackupSchedule site-database": replace() },
    tells: { restarts: { web: 3, worker: 3 }, releases: 3, lost: ["site-database"], cents: 4_500 },
  },
  {
    what: "another size of web",
    lines: [[["formation", "web", "size"], "standard-2x"]],
    shows: { "Formation site": update("processes.web.size") },
    tells: { restarts: { web: 1 }, cents: 5_000 },
  },
  {
    what: "no preboot",
    lines: [[["features", 1], undefined]],
    shows: { "AppFeature site-preboot": DELETE },
    tells: { down: ["web"] },
  },
]);

staging.batch("nothing that answers", [
  {
    what: "no web dyno",
    lines: [[["formation", "web", "quantity"], 0]],
    shows: { "Formation site": update("processes.web.quantity") },
    tells: { down: ["web"], cents: -10_000 },
  },
]);

staging.batch("while no web dyno runs", [
  {
    what: "a config var",
    lines: [[["vars", "ALLOWED_HOSTS"], "a.example.com"]],
    shows: { "ConfigVars site": update("vars.ALLOWED_HOSTS") },
    tells: { restarts: { worker: 1 }, releases: 1 },
  },
  {
    what: "the worker taken out, and web again",
    lines: [
      [["formation", "worker"], undefined],
      [["formation", "web"], { quantity: 1, size: "basic" }],
    ],
    shows: {
      "Formation site": {
        op: "update",
        diff: {
          "processes.web.quantity": "update",
          "processes.web.size": "update",
          "processes.worker": "delete",
        },
      },
    },
    tells: { down: ["worker"], cents: -4_300 },
  },
]);

staging.batch("another region", [
  {
    what: "the app is made anew",
    lines: [
      [["app", "region"], "eu"],
      [["app", "buildpacks"], ["heroku/python"]],
      [["confirmDataLoss"], ["database", "redis", "documents"]],
    ],
    shows: (names) => ({
      ...everything(replace())(names),
      "App site": {
        op: "replace",
        diff: { "buildpacks[0]": "update", "buildpacks[1]": "delete", region: "update-replace" },
      },
    }),
    tells: {
      lost: ["consumer-notebook-staging", "site-database", "site-documents", "site-redis"],
      down: ["consumer-notebook-staging"],
      dns: ["consumer-notebook-staging", HOST],
      slow: ["build"],
    },
  },
]);
