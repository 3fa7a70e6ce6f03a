import { expect, test } from "vitest";
import type { Config } from "../support/stack-files.ts";
import { linesFor, staging } from "../support/wrong-settings.ts";

const basic = { quantity: 1, size: "basic" };

/** What Heroku itself would refuse only when it is made. */
const BEYOND_LIMITS: [what: string, changes: Config, lines: string[]][] = [
  [
    "sizes that do not go together",
    { formation: { web: basic, worker: { quantity: 2, size: "standard-1x" } } },
    ['formation.worker.size: "standard-1x" can\'t run beside web of "basic": use sizes of one tier'],
  ],
  [
    "a formation that leaves web to Heroku",
    { formation: { worker: { quantity: 1, size: "standard-1x" } }, features: ["preboot"] },
    [
      'features[0]: "preboot" does not work with formation.web.size "basic": remove it, or use standard-1x or larger',
      "formation.web: is missing, and Heroku's own choice, one of size basic, can't run beside worker of \"standard-1x\"; set it, with quantity 0 if none is to run",
    ],
  ],
  [
    "more dynos than an app has",
    { formation: { web: { quantity: 11, size: "performance-m" }, worker: { quantity: 1, size: "standard-1x" } } },
    ["formation.web.quantity: 11 is too large; at most 10 of this size"],
  ],
  [
    "a higher limit of autoscaling than that",
    { formation: { web: { size: "performance-m", autoscaling: { minimum: 2, maximum: 11 } } } },
    ["formation.web.autoscaling.maximum: 11 is too large; at most 10 of this size"],
  ],
  [
    "autoscaling of small dynos, and no quantity at all",
    {
      formation: {
        web: { size: "standard-1x", autoscaling: { minimum: 1, maximum: 2 } },
        worker: { size: "standard-1x" },
      },
    },
    [
      'formation.web.autoscaling: needs a performance, private or shield size, not "standard-1x"',
      "formation.worker: has no quantity; set one",
    ],
  ],
  [
    "more dynos than an app has, together",
    { formation: { web: { quantity: 60, size: "standard-1x" }, worker: { quantity: 60, size: "standard-1x" } } },
    ["formation: 120 dynos are too many; an app runs at most 100"],
  ],
  [
    "more domains than an app has",
    { domains: Array.from({ length: 1001 }, (_, index) => `d${index}.example.com`) },
    ["domains: 1001 are too many; an app has at most 1000"],
  ],
  [
    "domains of an app on Eco",
    { formation: { web: { quantity: 1, size: "eco" } } },
    ['domains: get no certificates while formation.web.size is "eco": use basic or larger, or remove them'],
  ],
  [
    "what Private Spaces have",
    {
      app: { name: "example", region: "virginia", stack: "cnb" },
      addOns: { database: "heroku-postgresql:private-0" },
    },
    [
      'addOns.database: "heroku-postgresql:private-0" is for apps in a Private Space; use another plan',
      'app.region: "virginia" is for apps in a Private Space; use us or eu',
      'app.stack: "cnb" is for apps in a Private Space; use another stack',
    ],
  ],
  [
    "config vars that add-ons set",
    {
      addOns: { database: "heroku-postgresql:standard-0" },
      vars: { DATABASE_URL: "x", READER_URL: "x" },
      credentials: { default: { attachment: "DATABASE" }, reader: { attachment: "READER" } },
    },
    [
      "credentials.default.attachment: gives the app DATABASE_URL, which something else sets; choose another name",
      "vars.DATABASE_URL: is set by credentials.default; choose another name",
      "vars.READER_URL: is set by credentials.reader; choose another name",
    ],
  ],
];

test.each(BEYOND_LIMITS)("%s: told line by line", (_what, changes, lines) => {
  expect(linesFor(staging(changes))).toEqual(lines);
});
