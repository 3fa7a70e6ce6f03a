import { NOTHING, RESTART, toldIsSeen } from "../support/told-and-seen.ts";

const standard = { quantity: 1, size: "standard-1x" };
const HOST = "staging.consumernotebook.com";

toldIsSeen({
  stack: "staging",
  app: /^consumer-notebook-staging$/,
  prepare: (project) => project.ok("stack", "init", "organization/consumer-notebook/staging"),
  changes: [
    {
      what: "everything, from nothing",
      lines: [],
      brings: { ...NOTHING, releases: 18, dns: [HOST], slow: ["build"], beforeCents: 0, afterCents: 6_700 },
    },
    { what: "a config var", lines: [[["vars", "ALLOWED_HOSTS"], "a.example.com"]], brings: RESTART },
    { what: "a further config var", lines: [[["vars", "LOG_LEVEL"], "debug"]], brings: RESTART },
    { what: "a config var taken out", lines: [[["vars", "LOG_LEVEL"], undefined]], brings: RESTART },
    { what: "three config vars", lines: ["A", "B", "C"].map((key) => [["vars", key], "1"]), brings: RESTART },
    {
      what: "a secret",
      lines: [],
      also: (project) => project.ok("config", "set", "--stack", "staging", "--secret", "S3_KEY", "another-key"),
      brings: RESTART,
    },
    {
      what: "no worker",
      lines: [[["formation", "worker", "quantity"], 0]],
      brings: { ...NOTHING, down: ["worker"], afterCents: 6_000 },
    },
    {
      what: "a config var while no worker runs",
      lines: [[["vars", "A"], "2"]],
      brings: { ...RESTART, restarts: ["web"] },
    },
    { what: "a worker again", lines: [[["formation", "worker", "quantity"], 1]], brings: NOTHING },
    {
      what: "another size of everything",
      lines: [
        [["formation", "web"], standard],
        [["formation", "worker"], standard],
      ],
      brings: { ...NOTHING, restarts: ["web", "worker"], afterCents: 10_300 },
    },
    {
      what: "three web dynos",
      lines: [[["formation", "web", "quantity"], 3]],
      brings: { ...NOTHING, afterCents: 15_300 },
    },
    { what: "two web dynos", lines: [[["formation", "web", "quantity"], 2]], brings: NOTHING },
    {
      what: "another size of web",
      lines: [[["formation", "web", "size"], "standard-2x"]],
      brings: { ...NOTHING, restarts: ["web"] },
    },
    {
      what: "more workers of another size, and a config var",
      lines: [
        [["formation", "worker"], { quantity: 2, size: "standard-2x" }],
        [["vars", "A"], "3"],
      ],
      brings: RESTART,
    },
    { what: "preboot", lines: [[["features", 1], "preboot"]], brings: NOTHING },
    { what: "no preboot", lines: [[["features", 1], undefined]], brings: { ...NOTHING, down: ["web"] } },
    { what: "a feature less", lines: [[["features", 0], undefined]], brings: NOTHING },
    { what: "no web dyno", lines: [[["formation", "web", "quantity"], 0]], brings: { ...NOTHING, down: ["web"] } },
    {
      what: "a config var while no web dyno runs",
      lines: [[["vars", "A"], "4"]],
      brings: { ...RESTART, restarts: ["worker"] },
    },
    {
      what: "the worker taken out, and web again",
      lines: [
        [["formation", "worker"], undefined],
        [["formation", "web"], { quantity: 1, size: "basic" }],
      ],
      brings: { ...NOTHING, down: ["worker"], afterCents: 6_000 },
    },
  ],
});
