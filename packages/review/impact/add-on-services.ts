/** What people call the services that hold data; of others the name in the plan is good enough. */
const NAMES: Record<string, string> = {
  "heroku-kafka": "the Kafka cluster",
  "heroku-postgresql": "the Postgres database",
  "heroku-redis": "the Redis store",
  ormongo: "the MongoDB database",
};

/** `heroku-postgresql:standard-0` → `the Postgres database`. */
export function serviceName(plan: string): string {
  const service = plan.replace(/:.*$/, "");
  return NAMES[service] ?? `the ${service} add-on`;
}
