import { App, AppFeature, ConfigVars, Formation, LogDrain, type ProcessArgs } from "@pulumi/heroku";
import type { Input, Output } from "@pulumi/pulumi/output.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Resource,
  type ResourceTransformation,
} from "@pulumi/pulumi/resource.js";
import { type AddOnSettings, addOns, costsOf } from "./heroku-app/add-ons.ts";
import { checkArgs } from "./heroku-app/args.ts";
import { backTo, code, type PipelineMembership } from "./heroku-app/code.ts";
import { type DnsTargets, domains } from "./heroku-app/domains.ts";
import { type JobSettings, jobs } from "./heroku-app/jobs.ts";
import { monthlyCost } from "./heroku-app/monthly-cost.ts";
import type { Place } from "./heroku-app/place.ts";

/** What a `HerokuApp` is made of. Only `name` and `formation` must be given. */
export interface HerokuAppArgs {
  /**
   * Name of the app, unique in all of Heroku: 3 to 30 lower-case letters, digits and dashes, of which the first is a letter.
   * A change renames it in place, and with it its address at Heroku.
   */
  name: Input<string>;
  /**
   * Region, such as `us` or `eu`; `us` by default. Changing this replaces the app and everything in it.
   * https://devcenter.heroku.com/articles/regions
   */
  region?: Input<string>;
  /** Stack that the next build runs on, such as `heroku-24`. https://devcenter.heroku.com/articles/stack */
  stack?: Input<string>;
  /** Team that owns the app; your own account where it is left out. A change hands the app over in place. */
  team?: Input<string>;
  /**
   * Private space that the app runs in. Changing this replaces the app and everything in it.
   * https://devcenter.heroku.com/articles/private-spaces
   */
  space?: Input<string>;
  /**
   * Buildpacks in their order, as names (`heroku/python`) or addresses; Heroku detects one where they are left out.
   * https://devcenter.heroku.com/articles/buildpacks
   */
  buildpacks?: Input<string>[];
  /** Whether the app shows Heroku's maintenance page. `false` by default. https://devcenter.heroku.com/articles/maintenance-mode */
  maintenance?: Input<boolean>;
  /**
   * Whether the app may be deleted or replaced together with add-ons that hold data and that this stack does not have. `false` by
   * default.
   */
  confirmDataLoss?: Input<boolean>;
  /**
   * Config vars that anyone may read, by name; shown in diffs. With the secret ones and those of add-ons they take 64 kB at
   * most. Others that the app has are left alone; one that it has with another value is refused.
   * https://devcenter.heroku.com/articles/config-vars
   */
  vars?: Record<string, Input<string>>;
  /** Config vars that are secret, by name: masked in diffs, encrypted in state. `new Config().requireSecret("key")` is one. */
  secretVars?: Record<string, Input<string>>;
  /**
   * Add-ons, by a name of yours that is only used here and in the costs: `{ database: { plan: "heroku-postgresql:essential-0" } }`.
   * https://devcenter.heroku.com/articles/managing-add-ons
   */
  addOns?: Record<string, AddOnSettings>;
  /**
   * Whether add-ons that keep data refuse to be deleted, and with them the app, until `pulumi state unprotect URN`. `true` by
   * default.
   */
  protectData?: boolean;
  /**
   * Folder or `.tar.gz` archive that is built and released, once for each content of it, relative to the project; a `Procfile`
   * is at its root. Of a folder goes what git would track, less what `.slugignore` names. Left out, code comes some other way.
   */
  build?: string;
  /** Place in a pipeline that is declared elsewhere, and the release that is promoted from there instead of a `build`. */
  membership?: PipelineMembership;
  /**
   * Number of a release of this app to go back to, once; what is built or promoted later runs instead of it.
   * https://devcenter.heroku.com/articles/releases#rollback
   */
  rollbackTo?: Input<number>;
  /**
   * Commands that run on a one-off dyno, by a name of yours; once for each release of new code, or as they say:
   * `{ migrate: { command: "python manage.py migrate" } }`. One that fails ends the `up`.
   * https://devcenter.heroku.com/articles/one-off-dynos
   */
  jobs?: Record<string, JobSettings>;
  /**
   * Dynos by process type, as the Procfile names them: `{ web: { quantity: 1, size: "basic" } }`. A type that is taken out is
   * scaled to zero. Of `eco` and `basic` a type has one dyno, and sizes of different tiers can't be mixed; an error about a
   * line calls it `processes.web.size`. For `web` of a performance size, Heroku can choose the quantity (`autoscaling`).
   * https://devcenter.heroku.com/articles/dyno-types
   */
  formation: Record<string, ProcessArgs>;
  /**
   * Host names of the app in lower case, such as `www.example.com`, 1000 at most; `dnsTargets` says where each has to point.
   * Heroku gets and renews their certificates, which needs dynos of another size than `eco`.
   * https://devcenter.heroku.com/articles/custom-domains
   */
  domains?: string[];
  /** Whether Heroku gets and renews certificates of the domains. `true` by default. */
  automaticCertificates?: boolean;
  /**
   * Features of Heroku's that are switched on, such as `preboot`, which needs dynos of size `standard-1x` or larger.
   * https://devcenter.heroku.com/articles/heroku-labs
   */
  features?: string[];
  /**
   * Addresses that the app's log is sent to, by a name of yours, 5 at most: `syslog+tls://…` or `https://…`. They are secret.
   * https://devcenter.heroku.com/articles/log-drains
   */
  logDrains?: Record<string, Input<string>>;
  /**
   * Former names of parts whose key was renamed, by their present names as a preview shows them:
   * `{ "shop-cache": "shop-redis" }`. Without it an add-on is created again, empty, and its old name is deleted.
   * https://www.pulumi.com/docs/iac/concepts/options/aliases/
   */
  aliases?: Record<string, string>;
}

/**
 * An app on Heroku with everything that belongs to it: config vars, add-ons, code, dynos, domains, features and log drains,
 * made in the order that spares restarts and works from nothing.
 * https://devcenter.heroku.com/articles/how-heroku-works
 *
 * @example
 * const shop = new HerokuApp("shop", {
 *   name: "example-shop",
 *   buildpacks: ["heroku/python"],
 *   vars: { LOG_LEVEL: "info" },
 *   addOns: { database: { plan: "heroku-postgresql:essential-0", backup: { hour: 2 } } },
 *   build: "./shop",
 *   formation: { web: { quantity: 1, size: "basic" } },
 *   domains: ["shop.example.com"],
 * });
 * export const { webUrl, dnsTargets, monthlyCost } = shop;
 */
export class HerokuApp extends ComponentResource {
  /** UUID of the app. */
  readonly appId: Output<string>;
  /** Address of the app at Heroku. */
  readonly webUrl: Output<string>;
  /** Number of the release that runs the code, 12 for v12; undefined where nothing is built, promoted or rolled back here. */
  readonly release?: Output<number>;
  /** DNS target by host name: what its CNAME or ALIAS record has to point to. */
  readonly dnsTargets: DnsTargets;
  /** Price of a month at full use, in US dollars: `$62.00`. A preview knows it. */
  readonly monthlyCost: Output<string>;
  /** The same for each add-on and for the formation. */
  readonly monthlyCostByLine: Record<string, Output<string>>;

  constructor(name: string, args: HerokuAppArgs, options?: ComponentResourceOptions) {
    checkArgs(name, args);
    super("consumer-notebook:index:HerokuApp", name, {}, withFormerNames(options, args.aliases));
    const app = appItself(name, args, { parent: this });
    const place: Place = { name, app: app.id, options: { parent: this } };

    const config = configVars(place, args);
    const services = addOns(place, args.addOns, args.protectData);
    const newest = code(place, args, [config, ...Object.values(services)]);
    const { release, releasedBy } = backTo(place, args.rollbackTo, newest);
    const dynos = formation(place, args, releasedBy);
    jobs(place, args.jobs, newest);
    const dnsTargets = domains(place, args, dynos);
    features(place, args.features, dynos);
    logDrains(place, args.logDrains);
    const cost = monthlyCost({ ...costsOf(services), formation: dynos.monthlyCents });

    this.appId = app.id;
    this.webUrl = app.webUrl;
    this.release = release;
    this.dnsTargets = dnsTargets;
    this.monthlyCost = cost.total;
    this.monthlyCostByLine = cost.byLine;
    this.registerOutputs({
      appId: this.appId,
      webUrl: this.webUrl,
      release: this.release,
      dnsTargets: this.dnsTargets,
      monthlyCost: this.monthlyCost,
      monthlyCostByLine: this.monthlyCostByLine,
    });
  }
}

/** Has each part of the component that is named there keep what it had under its former name. */
function withFormerNames(
  options: ComponentResourceOptions = {},
  formerNames: Record<string, string> = {},
): ComponentResourceOptions {
  const rename: ResourceTransformation = ({ name, props, opts }) => {
    const former = Object.hasOwn(formerNames, name) ? formerNames[name] : undefined;
    return former === undefined
      ? undefined
      : { props, opts: { ...opts, aliases: [...(opts.aliases ?? []), { name: former }] } };
  };
  return { ...options, transformations: [...(options.transformations ?? []), rename] };
}

function appItself(name: string, args: HerokuAppArgs, options: CustomResourceOptions): App {
  const { region, stack, team, space, buildpacks, maintenance, confirmDataLoss } = args;
  const inputs = { name: args.name, region, stack, team, space, buildpacks, maintenance, confirmDataLoss };
  return new App(name, inputs, options);
}

/** All of them in one resource: one release and one restart, however many change. */
function configVars({ name, app, options }: Place, { vars, secretVars }: HerokuAppArgs): ConfigVars {
  return new ConfigVars(name, { app, vars, secretVars }, options);
}

/** Before its code is there an app has no process types to scale. */
function formation({ name, app, options }: Place, args: HerokuAppArgs, releasedBy: Resource[]): Formation {
  return new Formation(name, { app, processes: args.formation }, { ...options, dependsOn: releasedBy });
}

/** Some features, such as preboot, depend on the size of the dynos. */
function features({ name, app, options }: Place, names: readonly string[] = [], dynos: Resource): void {
  for (const feature of names)
    new AppFeature(`${name}-${feature}`, { app, name: feature }, { ...options, dependsOn: dynos });
}

function logDrains({ name, app, options }: Place, drains: HerokuAppArgs["logDrains"] = {}): void {
  for (const [key, url] of Object.entries(drains)) new LogDrain(`${name}-${key}`, { app, url }, options);
}
