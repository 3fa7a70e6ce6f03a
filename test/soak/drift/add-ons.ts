import type { Kind, World } from "./kind.ts";
import { THEIRS } from "./picture.ts";

/** Name of each in the stack file, its service, the plan that somebody else likes better, and its attachment. */
const ADD_ONS = [
  ["database", "heroku-postgresql", "essential-1", "DATABASE"],
  ["redis", "heroku-redis", "premium-0", "REDIS"],
  ["cache", "memcachier", "100", "MEMCACHIER"],
  ["documents", "ormongo", "5-mmap", "ORMONGO"],
  ["mail", "sendgrid", "bronze", "SENDGRID"],
  ["errors", "sentry", "s1-50k", "SENTRY"],
  ["performance", "newrelic", "hawke", "NEW_RELIC"],
  ["logs", "papertrail", "fixa", "PAPERTRAIL"],
] as const;

const SCHEDULE = "PostgresBackupSchedule site-database";
const SECOND = "AddOnAttachment site-database-default";
const CREDENTIAL = "PostgresCredential site-database-default";

function ofOne([key, service, plan, attachment]: (typeof ADD_ONS)[number]): Kind[] {
  const resource = `AddOn site-${key}`;
  const to = `app/add-on/${key}`;
  const change = (body: object) => (world: World) =>
    world.project.api("PATCH", `/apps/${world.app}/addons/${world.addOns[service]}`, body);
  const deleted: Kind = {
    name: `${key} deleted`,
    to,
    takes: [to],
    make: ({ project, app, addOns }) => project.api("DELETE", `/apps/${app}/addons/${addOns[service]}`),
    refresh: { [resource]: "gone" },
    plan: { [resource]: { op: "create", diff: {} } },
  };
  return [
    key === "database" ? { ...deleted, ...withAllOfIt(deleted) } : deleted,
    {
      name: `${key} with another plan`,
      to: `${to}/plan`,
      make: change({ plan: `${service}:${plan}` }),
      refresh: { [resource]: ["monthlyCents", "plan"] },
      plan: { [resource]: { op: "update", diff: { plan: "update" } } },
    },
    {
      name: `${key} renamed`,
      to: `${to}/name`,
      make: change({ name: `${THEIRS}-${key}` }),
      refresh: { [resource]: ["addOnName"] },
      stays: ({ addOns }) => Object.assign(addOns[service] as object, { name: `${THEIRS}-${key}` }),
    },
    {
      name: `${key} attached once more`,
      to: `${to}/theirs`,
      make: (world) => attach(world, service, `THEIR_${attachment}`),
      stays: ({ addOns }) => attachedAs(addOns[service], `THEIR_${attachment}`),
    },
    ...(key === "database" ? [] : [elsewhere(resource, to, service, attachment)]),
  ];
}

/** The name of what is attached is left to Heroku: another one is told, and stays. */
const elsewhere = (resource: string, to: string, service: string, attachment: string): Kind => ({
  name: `${attachment} attached as something else`,
  to: `${to}/attachment`,
  async make(world) {
    await attach(world, service, `OTHER_${attachment}`);
    await detach(world, attachment);
  },
  refresh: { [resource]: ["configVars"] },
  stays({ addOns }) {
    detachedFrom(addOns[service], attachment);
    attachedAs(addOns[service], `OTHER_${attachment}`);
  },
});

function withAllOfIt({ refresh, plan }: Kind): Pick<Kind, "refresh" | "plan"> {
  const parts = [SCHEDULE, SECOND, CREDENTIAL];
  return {
    refresh: { ...refresh, ...Object.fromEntries(parts.map((part) => [part, "gone" as const])) },
    plan: { ...plan, ...Object.fromEntries(parts.map((part) => [part, { op: "create", diff: {} }])) },
  };
}

const isDetached = {
  refresh: { "AddOn site-database": ["attachment", "configVars"] },
  plan: { "AddOn site-database": { op: "update", diff: { attachment: "add" } } },
};

const ofTheDatabase: readonly Kind[] = [
  {
    name: "database detached",
    to: "app/add-on/database/attachment",
    make: (world) => detach(world, "DATABASE"),
    ...isDetached,
  },
  {
    name: "database attached as something else",
    to: "app/add-on/database/attachment",
    async make(world) {
      await attach(world, "heroku-postgresql", "OTHER_DATABASE");
      await detach(world, "DATABASE");
    },
    ...isDetached,
    stays: ({ addOns }) => attachedAs(addOns["heroku-postgresql"], "OTHER_DATABASE"),
  },
  {
    name: "second attachment of the database detached",
    to: "app/add-on/database/attachment",
    make: (world) => detach(world, "DATABASE_APP"),
    refresh: { [SECOND]: "gone" },
    plan: { [SECOND]: { op: "create", diff: {} } },
  },
  {
    name: "backups at another hour",
    to: "app/add-on/database/backups",
    first: true,
    make: (world) =>
      world.project.api("POST", schedulesOf(world), { hour: "5", timezone: "UTC", schedule_name: "DATABASE_URL" }),
    refresh: { [SCHEDULE]: ["hour"] },
    plan: { [SCHEDULE]: { op: "update", diff: { hour: "update" } } },
  },
  {
    name: "backups in another timezone",
    to: "app/add-on/database/backups",
    first: true,
    make: (world) =>
      world.project.api("POST", schedulesOf(world), {
        hour: "2",
        timezone: "Europe/Berlin",
        schedule_name: "DATABASE_URL",
      }),
    refresh: { [SCHEDULE]: ["timezone"] },
    plan: { [SCHEDULE]: { op: "update", diff: { timezone: "update" } } },
  },
  {
    name: "no more backups",
    to: "app/add-on/database/backups",
    first: true,
    async make(world) {
      const [schedule] = await world.project.api<{ uuid: string }[]>("GET", schedulesOf(world));
      await world.project.api("DELETE", `${schedulesOf(world)}/${schedule?.uuid}`);
    },
    refresh: { [SCHEDULE]: "gone" },
    plan: { [SCHEDULE]: { op: "create", diff: {} } },
  },
  {
    name: "password of the database rotated",
    to: "app/add-on/database/credential",
    make: ({ project, addOns }) =>
      project.api(
        "POST",
        `/postgres/v0/databases/${addOns["heroku-postgresql"]}/credentials/default/credentials_rotation`,
        {},
      ),
  },
  {
    name: "another add-on",
    to: "app/add-on/theirs",
    make: ({ project, app }) => project.api("POST", `/apps/${app}/addons`, { plan: "scheduler:standard" }),
    stays: ({ addOns }) =>
      Object.assign(addOns, { scheduler: { plan: "scheduler:standard", attachments: ["SCHEDULER"] } }),
  },
];

const schedulesOf = ({ addOns }: World) => `/client/v11/databases/${addOns["heroku-postgresql"]}/transfer-schedules`;

const attach = ({ project, app, addOns }: World, service: string, name: string) =>
  project.api("POST", "/addon-attachments", { addon: addOns[service], app, name });

async function detach({ project, app }: World, name: string): Promise<void> {
  const { id } = await project.api("GET", `/apps/${app}/addon-attachments/${name}`);
  await project.api("DELETE", `/addon-attachments/${id}`);
}

type Attached = { attachments: string[] } | undefined;

function attachedAs(addOn: Attached, name: string): void {
  addOn?.attachments.push(name);
  addOn?.attachments.sort();
}

function detachedFrom(addOn: Attached, name: string): void {
  if (addOn) addOn.attachments = addOn.attachments.filter((each) => each !== name);
}

export const addOnKinds: readonly Kind[] = [...ADD_ONS.flatMap(ofOne), ...ofTheDatabase];
