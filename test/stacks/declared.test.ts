import { expect, test } from "vitest";
import { environment } from "../support/environment.ts";
import { SECRET } from "../support/stack-files.ts";

/** What a stack declares, as one would tell it to a colleague: a line for each resource, further down what it says. */
async function told(stack: string): Promise<string> {
  const { declared } = await environment(stack);
  const sorted = [...declared.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  return sorted
    .map(({ name, inputs, protect }) => [protect ? `${name} (protected)` : name, ...leaves(inputs)].join("\n  "))
    .join("\n")
    .replaceAll(SECRET, "…");
}

/** `processes.web.quantity = 1`, without what says nothing: the app, and what is false. */
function leaves(value: unknown, path = ""): string[] {
  if (value === false || path === "app") return [];
  if (typeof value !== "object" || value === null) return [`${path} = ${value}`];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path ? `${path}.${key}` : key));
}

test("staging", async () => {
  expect(await told("staging")).toMatchInlineSnapshot(`
    "AddOn site-cache
      plan = memcachier:dev
    AddOn site-database
      attachment = DATABASE
      plan = heroku-postgresql:essential-0
    AddOn site-documents
      plan = ormongo:2-mmap
    AddOn site-errors
      plan = sentry:f1
    AddOn site-logs
      plan = papertrail:choklad
    AddOn site-mail
      plan = sendgrid:starter
    AddOn site-performance
      plan = newrelic:wayne
    AddOn site-redis
      plan = heroku-redis:mini
    App site
      buildpacks.0 = heroku/python
      name = consumer-notebook-staging
      region = us
      stack = heroku-24
    AppFeature site-runtime-dyno-metadata
      name = runtime-dyno-metadata
    AutomaticCertificates site
    Build site
      source = examples/site
    ConfigVars site
      secretVars.DJANGO_SECRET_KEY = secret(…)
      secretVars.S3_KEY = secret(…)
      secretVars.S3_SECRET = secret(…)
      vars.ALLOWED_HOSTS = staging.consumernotebook.com
      vars.DJANGO_SETTINGS_MODULE = consumernotebook.settings.staging
    Domain site-staging.consumernotebook.com
      hostname = staging.consumernotebook.com
    Formation site
      processes.web.quantity = 1
      processes.web.size = basic
      processes.worker.quantity = 1
      processes.worker.size = basic
    LogDrain site-LOG_DRAIN_URL
      url = secret(…)
    Pipeline pipeline
      name = consumer-notebook
    PipelineCoupling pipeline-staging
      pipeline = <Pipeline pipeline>
      stage = staging
    PostgresBackupSchedule site-database
      addOn = <AddOn site-database>
      hour = 2
      timezone = UTC
    component HerokuApp site
    component Pipeline pipeline"
  `);
});

test("production", async () => {
  expect(await told("production")).toMatchInlineSnapshot(`
    "AddOn site-cache
      plan = memcachier:100
    AddOn site-database (protected)
      attachment = DATABASE
      plan = heroku-postgresql:standard-0
    AddOn site-documents (protected)
      plan = ormongo:5-mmap
    AddOn site-errors
      plan = sentry:s1-50k
    AddOn site-logs
      plan = papertrail:fixa
    AddOn site-mail
      plan = sendgrid:bronze
    AddOn site-performance
      plan = newrelic:hawke
    AddOn site-redis (protected)
      plan = heroku-redis:premium-0
    App site
      buildpacks.0 = heroku/python
      name = consumer-notebook
      region = us
      stack = heroku-24
    AppFeature site-preboot
      name = preboot
    AppFeature site-runtime-dyno-metadata
      name = runtime-dyno-metadata
    AutomaticCertificates site
    ConfigVars site
      secretVars.DJANGO_SECRET_KEY = secret(…)
      secretVars.S3_KEY = secret(…)
      secretVars.S3_SECRET = secret(…)
      vars.ALLOWED_HOSTS = www.consumernotebook.com,consumernotebook.com
      vars.DJANGO_SETTINGS_MODULE = consumernotebook.settings.production
    Domain site-consumernotebook.com
      hostname = consumernotebook.com
    Domain site-www.consumernotebook.com
      hostname = www.consumernotebook.com
    Formation site
      processes.web.quantity = 2
      processes.web.size = standard-2x
      processes.worker.quantity = 2
      processes.worker.size = standard-1x
    LogDrain site-LOG_DRAIN_URL
      url = secret(…)
    PipelineCoupling site
      pipeline = <Pipeline pipeline of staging>
      stage = production
    PostgresBackupSchedule site-database
      addOn = <AddOn site-database>
      hour = 3
      timezone = UTC
    Promotion site
      pipeline = <Pipeline pipeline of staging>
      source = <App site of staging>
      target = <App site>
      version = 20
    component HerokuApp site"
  `);
});
