import type { Resource } from "../resource.ts";
import type { Expectations } from "../rule.ts";

export const production: Expectations = { stage: "production", appNames: "shop", maxMonthlyDollars: 200 };

/** A resource, told by its noun and name; `uses` names other ones in the same way. */
export function resource(label: string, more: Partial<Resource> = {}): Resource {
  const [noun = "", name = ""] = label.split(" ");
  return { urn: label, noun, name, props: {}, protect: false, uses: { app: ["App shop"] }, ...more };
}

/** The smallest stack that every rule is content with in production. */
export const soundStack = (): Resource[] => [
  resource("App shop", { props: { name: "shop" }, uses: {} }),
  resource("Formation shop", {
    props: { processes: { web: { quantity: 2, size: "standard-1x" } }, monthlyCents: 5000 },
  }),
  resource("AddOn database", { props: { plan: "heroku-postgresql:standard-0", monthlyCents: 5000 }, protect: true }),
  resource("PostgresBackupSchedule database", { uses: { addOn: ["AddOn database"] } }),
  resource("PostgresCredential readonly", {
    props: { name: "readonly", rotation: "2026-11" },
    uses: { addOn: ["AddOn database"] },
  }),
  resource("AddOn mail", { props: { plan: "sendgrid:starter", monthlyCents: 0 } }),
  resource("Domain www", { props: { hostname: "www.example.com" } }),
  resource("AutomaticCertificates shop"),
  resource("AppFeature preboot", { props: { name: "preboot", enabled: true } }),
  resource("LogDrain logs"),
  resource("ConfigVars shop", { props: { vars: { LOG_LEVEL: "info" } } }),
  resource("OneOffJob migrate", { props: { command: "python manage.py migrate", triggers: { run: "20" } } }),
  resource("Rollback shop", { props: { version: 12 } }),
  resource("PipelineCoupling shop", { props: { stage: "production" } }),
];

/** The sound stack with one resource changed, or another one beside it. */
export function withChange(label: string, more: Partial<Resource>): Resource[] {
  const stack = soundStack().map((each) => (each.urn === label ? { ...each, ...more } : each));
  return stack.some(({ urn }) => urn === label) ? stack : [...stack, resource(label, more)];
}

export const without = (label: string): Resource[] => soundStack().filter(({ urn }) => urn !== label);
