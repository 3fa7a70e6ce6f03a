import { expect, test } from "vitest";
import { holdsData, isEssential, isMiniStore, isStandardPostgres, serviceOf } from "../../add-ons/plan-name.ts";

test.each([
  ...[
    "heroku-postgresql:essential-0",
    "heroku-redis:mini",
    "heroku-kafka:basic-0",
    "ormongo:2-mmap",
    "scheduler:standard",
  ],
  ...[
    "crunchybridge:hobby-0",
    "cloudinary:starter",
    "stackhero-mongodb:ogre",
    "stackhero-postgresql:ogre",
    "timescale:dev",
  ],
  ...["foundelasticsearch:dachs", "graphenedb:dev", "algoliasearch:community", "openredis:micro", "cloudamqp:lemur"],
  ...["a-service-of-tomorrow:free", "constructor:x", "papertrail-archive:x", ""],
])("%s holds data", (plan) => {
  expect(holdsData(plan)).toBe(true);
});

test.each([
  ...["papertrail:choklad", "newrelic:wayne", "sentry:f1", "sendgrid:starter", "pointdns:developer", "fixie:tricycle"],
  ...["memcachier:dev", "judoscale:free", "papertrail"],
])("%s holds nothing worth keeping", (plan) => {
  expect(holdsData(plan)).toBe(false);
});

test.each(["mini", "basic", "dev", "hobby-dev", "essential-2"])("Heroku Postgres's %s has no followers", (name) => {
  expect(isEssential(`heroku-postgresql:${name}`)).toBe(true);
  expect(isStandardPostgres(`heroku-postgresql:${name}`)).toBe(false);
});

test.each(["standard-0", "premium-2", "private-3", "shield-4"])("Heroku Postgres's %s has followers", (name) => {
  expect(isStandardPostgres(`heroku-postgresql:${name}`)).toBe(true);
});

test("a mini plan is that of Key-Value Store only where the service is", () => {
  expect(["heroku-redis:mini", "heroku-redis:premium-0", "heroku-postgresql:mini"].map(isMiniStore)).toEqual([
    true,
    false,
    false,
  ]);
});

test("a plan without a colon is a service", () => {
  expect(serviceOf("newrelic")).toBe("newrelic");
  expect(serviceOf("newrelicx")).toBe("newrelicx");
});
