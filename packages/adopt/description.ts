import type { ExistingAddOn, ExistingApp, Schedule } from "./existing-app.ts";

/** What an app becomes in a stack file: in the form that `components/app-settings.ts` reads. */
export interface Description {
  settings: Settings;
  /** Values of the secrets by their key in the stack file. */
  secrets: Record<string, string>;
  /** Each add-on by its key in the stack file. */
  addOns: Record<string, ExistingAddOn>;
  /** UUID of each log drain by its key in the stack file. */
  drains: Record<string, string>;
}

export interface Settings {
  app: Record<string, string | boolean | string[]>;
  formation: Record<string, { quantity: number; size: string }>;
  addOns: Record<string, AddOnSettings>;
  vars: Record<string, string>;
  secretVars: string[];
  logDrains: string[];
  domains: string[];
  automaticCertificates: boolean;
  features: string[];
  pipeline?: { id: string; stage: string };
}

interface AddOnSettings {
  plan: string;
  name: string;
  attachment?: string;
  backup?: { hour: number; timezone: string };
  credentials?: Record<string, { attachment?: string }>;
}

/** Keys that mean something else in a stack file: a secret config var of that name can't have one of its own. */
const TAKEN = new Set([
  ...["app", "formation", "addOns", "protectData", "vars", "secretVars", "logDrains", "domains"],
  ...["automaticCertificates", "features", "build", "pipeline", "rollbackTo", "jobs"],
]);

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** Stages that can be declared; Heroku CI makes the apps of `test` itself. */
const STAGES = ["review", "development", "staging", "production"];

/** Describes an app; the config vars named in `plain` are to be readable by anyone, all others are secret. */
export function describeApp(app: ExistingApp, plain: readonly string[]): Description {
  const own = ownVars(app);
  const open = own.filter((key) => plain.includes(key));
  const hidden = own.filter((key) => !plain.includes(key));
  const drains = drainKeys(app, own);
  const addOns = Object.fromEntries(
    livingAddOns(app)
      .map((addOn): [string, ExistingAddOn] => [keyOf(addOn), addOn])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  const withValue = (key: string): [string, string] => [key, app.configVars[key] ?? ""];
  return {
    settings: {
      app: appItself(app),
      formation: Object.fromEntries(
        app.formation.map(({ type, quantity, dyno_size }) => [type, { quantity, size: dyno_size.name.toLowerCase() }]),
      ),
      addOns: mapValues(addOns, (addOn) => addOnSettings(addOn, app)),
      vars: Object.fromEntries(open.map(withValue)),
      secretVars: hidden,
      logDrains: Object.keys(drains),
      domains: app.domains.filter((domain) => !hasOwnCertificate(domain)).map(({ hostname }) => hostname),
      automaticCertificates: app.acm,
      features: app.features,
      ...(app.coupling && isDeclarable(app.coupling.stage)
        ? { pipeline: { id: app.coupling.pipeline.id, stage: app.coupling.stage } }
        : {}),
    },
    secrets: { ...Object.fromEntries(hidden.map(withValue)), ...mapValues(drains, ({ url }) => url) },
    addOns,
    drains: mapValues(drains, ({ id }) => id),
  };
}

export const isDeclarable = (stage: string): boolean => STAGES.includes(stage);

/** Config vars that are the app's own and that a stack file can name. What an add-on sets is the add-on's. */
export const ownVars = (app: ExistingApp): string[] =>
  Object.keys(app.configVars)
    .filter((key) => !isOfAddOn(app, key) && !isUnnameable(key))
    .sort();

/** Config vars whose names a stack file can't hold. */
export const unnameableVars = (app: ExistingApp): string[] =>
  Object.keys(app.configVars).filter((key) => !isOfAddOn(app, key) && isUnnameable(key));

const isUnnameable = (key: string) => !VARIABLE.test(key) || TAKEN.has(key);

/** Heroku tells what the app's own add-ons set; what a borrowed one sets begins with the name of its attachment. */
const isOfAddOn = ({ addOns, borrowed }: ExistingApp, key: string) =>
  addOns.some(({ config_vars }) => config_vars.includes(key)) ||
  borrowed.some(({ name }) => key.startsWith(`${name}_`));

export const isDead = ({ state }: ExistingAddOn): boolean => state !== "provisioned";

const livingAddOns = ({ addOns }: ExistingApp) => addOns.filter((addOn) => !isDead(addOn) && !addOn.follows);

/** `heroku-redis-gold` of HEROKU_REDIS_GOLD: unique on the app, as the name of the attachment is. */
const keyOf = ({ attachments: [attachment], name }: ExistingAddOn) =>
  (attachment ?? name).toLowerCase().replaceAll("_", "-");

function addOnSettings(addOn: ExistingAddOn, { borrowed }: ExistingApp): AddOnSettings {
  const { plan, name, attachments, schedules, credentials = [] } = addOn;
  const [attachment] = attachments;
  const backup = schedules.find(isDeclarableSchedule);
  const withAttachment = credentials.map((user): [string, { attachment?: string }] => {
    const attached = attachmentUnder(addOn, user, borrowed);
    return [user, attached ? { attachment: attached.name } : {}];
  });
  return {
    plan: plan.name,
    name,
    ...(attachment ? { attachment } : {}),
    ...(backup ? { backup: { hour: backup.hour, timezone: backup.timezone } } : {}),
    ...(credentials.length > 0 ? { credentials: Object.fromEntries(withAttachment) } : {}),
  };
}

/** Whether a stack file declares it: with a credential of the app's own database, which has one. */
export const isDeclaredAttachment = (attachment: Borrowed, { addOns, borrowed }: ExistingApp): boolean =>
  addOns.some((addOn) =>
    (addOn.credentials ?? []).some((user) => attachmentUnder(addOn, user, borrowed)?.name === attachment.name),
  );

type Borrowed = ExistingApp["borrowed"][number];

const attachmentUnder = ({ id }: ExistingAddOn, user: string, borrowed: Borrowed[]): Borrowed | undefined =>
  borrowed.find(({ addon, namespace }) => addon.id === id && namespace === `credential:${user}`);

/** Whether it serves a certificate that somebody has put there; to declare it without would take that away. */
export const hasOwnCertificate = ({ sni_endpoint, acm_status }: ExistingApp["domains"][number]): boolean =>
  Boolean(sni_endpoint && !acm_status);

/** The components schedule backups of what DATABASE_URL names. */
export const isDeclarableSchedule = ({ name }: Schedule): boolean => name === "DATABASE_URL";

function appItself({ name, region, build_stack, team, space, buildpacks, maintenance }: ExistingApp): Settings["app"] {
  return {
    name,
    region: region.name,
    stack: build_stack.name,
    ...(team ? { team: team.name } : {}),
    ...(space ? { space: space.name } : {}),
    buildpacks,
    ...(maintenance ? { maintenance } : {}),
  };
}

/** LOG_DRAIN_URL, LOG_DRAIN_URL_2 and so on. A drain that an add-on has set up is the add-on's. */
function drainKeys({ drains }: ExistingApp, taken: string[]): Record<string, { id: string; url: string }> {
  const free = numbered("LOG_DRAIN_URL", taken);
  return Object.fromEntries(
    drains.flatMap(({ id, url, addon }) => (url && !addon ? [[free.next().value, { id, url }]] : [])),
  );
}

function* numbered(name: string, taken: string[]): Generator<string, never> {
  for (let count = 1; ; count++) {
    const key = count === 1 ? name : `${name}_${count}`;
    if (!taken.includes(key)) yield key;
  }
}

const mapValues = <T, R>(from: Record<string, T>, map: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, map(value)]));
