// biome-ignore lint/style/noRestrictedImports: the SDK that Pulumi generates for a bridged provider imports all of it.
import * as pulumi from "@pulumi/pulumi";

// An app of bench/fleet as Heroku's Terraform provider has it, in eleven resources: it has no backup schedules, switches automatic
// certificates with the app, and each process type is a formation of its own.
const greeting = new pulumi.Config().get("greeting") ?? "hello";
const name = "peer-1";
const parent = new pulumi.ComponentResource("bench:index:App", name);

/** What that SDK has a class of its own for. */
class Bridged extends pulumi.CustomResource {
  constructor(type: string, key: string, args: pulumi.Inputs, dependsOn: pulumi.Resource[] = []) {
    const token = `herokutf:index/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`;
    super(token, key, args, { parent, dependsOn });
  }
}

const { id: appId } = new Bridged("App", name, { name, region: "us", acm: true });
const config = new Bridged("AppConfigAssociation", name, { appId, vars: { GREETING: greeting } });
const database = new Bridged("Addon", "database", { appId, plan: "heroku-postgresql:essential-0" });
const redis = new Bridged("Addon", "redis", { appId, plan: "heroku-redis:mini" });
const source = { path: "../../examples/site" };
const build = new Bridged("Build", name, { appId, source }, [config, database, redis]);
for (const type of ["web", "worker"])
  new Bridged("Formation", type, { appId, type, quantity: 1, size: "basic" }, [build]);
new Bridged("Domain", name, { appId, hostname: `www.${name}.example.com` });
new Bridged("AppFeature", name, { appId, name: "runtime-dyno-metadata", enabled: true });
new Bridged("Drain", name, { appId, url: `https://logs.example.com/${name}` });
