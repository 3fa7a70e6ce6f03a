import { AddOn, AddOnAttachment, holdsData, PostgresBackupSchedule, PostgresCredential } from "@pulumi/heroku";
import type { Input, Output } from "@pulumi/pulumi/output.js";
import type { Place } from "./place.ts";

/** An add-on of an app. */
export interface AddOnSettings {
  /**
   * Service and plan, such as `heroku-postgresql:essential-0`. Another plan of the service is a change in place, except for
   * Postgres into or out of the Essential tier, which replaces it, as another service does.
   * https://elements.heroku.com/addons
   */
  plan: string;
  /** Name of the add-on, unique in all of Heroku; one is generated where it is left out. A change renames it in place. */
  name?: string;
  /**
   * What its config vars begin with, in capitals: `DATABASE` gives `DATABASE_URL`; the service's own choice where it is left
   * out.
   */
  attachment?: string;
  /** Options that the service takes when it is made, such as `{ version: "16" }`. Changing this replaces the add-on. */
  config?: Record<string, Input<string>>;
  /** Whether a change that loses what the add-on holds may be made: replacing it, or a smaller plan. `false` by default. */
  confirmDataLoss?: boolean;
  /** Whether deleting it is refused until `pulumi state unprotect URN`; by default, where the service holds data. */
  protect?: boolean;
  /**
   * The Postgres database of the app that this one follows, by its name here; leaving it out unfollows for good.
   * https://devcenter.heroku.com/articles/heroku-postgres-follower-databases
   */
  follow?: string;
  /** The add-on, by its name here, that is made or changed before this one is. */
  after?: string;
  /**
   * When a Postgres database is backed up each day; Heroku keeps the last backups for some days.
   * https://devcenter.heroku.com/articles/heroku-postgres-backups
   */
  backup?: BackupSettings;
  /**
   * Credentials of a Postgres database by name; `default` is the one that it is made with, and all that Essential plans have.
   * https://devcenter.heroku.com/articles/heroku-postgresql-credentials
   */
  credentials?: Record<string, CredentialSettings>;
  /** What backup and credentials are called in the program, where that is not the name of the add-on. */
  called?: string;
}

/** The daily backup of a Postgres database. */
export interface BackupSettings {
  /** Hour of the day at which it starts, 0 to 23. */
  hour: number;
  /** Time zone of the hour, such as `Europe/Berlin`. `UTC` by default. */
  timezone?: string;
  /** Config var that names the database. `DATABASE_URL` by default. */
  attachment?: string;
}

/** A user of a Postgres database. */
export interface CredentialSettings {
  /** Any text, such as `2026-11`; another one rotates the credential, and restarts the app. */
  rotation?: string;
  /** What the app's config var with its address begins with, such as `DATABASE_READONLY`; none where it is left out. */
  attachment?: string;
}

/** Declares the add-ons of an app side by side, and the backups of its databases. */
export function addOns(
  { name, app, options }: Place,
  wanted: Record<string, AddOnSettings> = {},
  protectData = true,
): Record<string, AddOn> {
  const made = new Map<string, AddOn>();
  const make = (key: string): AddOn | undefined => {
    const settings = wanted[key];
    const present = made.get(key);
    if (!settings || present) return present;
    const { backup, credentials, called = key, protect, follow, after, ...inputs } = settings;
    const guarded = protect ?? (protectData && holdsData(inputs.plan));
    const leader = follow === undefined ? undefined : make(follow)?.id;
    const dependsOn = [after === undefined ? undefined : make(after)].filter((each) => each !== undefined);
    const addOn = new AddOn(
      `${name}-${key}`,
      { app, ...inputs, follow: leader },
      { ...options, dependsOn, protect: guarded },
    );
    made.set(key, addOn);
    const place = { name: `${name}-${called}`, app, options };
    if (backup) new PostgresBackupSchedule(place.name, { addOn: addOn.id, ...backup }, options);
    for (const [user, wanted] of Object.entries(credentials ?? {})) credential(place, addOn, user, wanted);
    return addOn;
  };
  for (const key of Object.keys(wanted)) make(key);
  return Object.fromEntries(made);
}

function credential({ name, app, options }: Place, addOn: AddOn, user: string, wanted: CredentialSettings): void {
  const { rotation, attachment } = wanted;
  const made = new PostgresCredential(`${name}-${user}`, { addOn: addOn.id, name: user, rotation }, options);
  if (attachment === undefined) return;
  const attached = { app, addOn: addOn.id, name: attachment, namespace: `credential:${user}` };
  new AddOnAttachment(`${name}-${user}`, attached, { ...options, dependsOn: made });
}

/** Price of each add-on in whole cents a month. */
export const costsOf = (addOns: Record<string, AddOn>): Record<string, Output<number>> =>
  mapValues(addOns, ({ monthlyCents }) => monthlyCents);

const mapValues = <T, R>(from: Record<string, T>, map: (value: T, key: string) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, map(value, key)]));
