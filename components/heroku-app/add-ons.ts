import { AddOn, holdsData, PostgresBackupSchedule } from "@pulumi/heroku";
import type { Input, Output } from "@pulumi/pulumi/output.js";
import type { Place } from "./place.ts";

/** An add-on of an app. */
export interface AddOnSettings {
  /** Service and plan, such as `heroku-postgresql:essential-0`. Another plan of the service is a change in place. */
  plan: string;
  /** What its config vars begin with, such as `DATABASE`; the service's own choice where it is left out. */
  attachment?: string;
  /** Options that the service takes when it is made. */
  config?: Record<string, Input<string>>;
  /** Whether a change that loses what the add-on holds may be made. `false` by default. */
  confirmDataLoss?: boolean;
  /** Whether deleting it is refused until `pulumi state unprotect`; by default, where the service holds data. */
  protect?: boolean;
  /** When a Postgres database is backed up each day: the hour, 0 to 23, in a timezone (`UTC` by default). */
  backup?: { hour: number; timezone?: string };
}

/** Declares the add-ons of an app side by side, and the backups of its databases. */
export function addOns(
  { name, app, options }: Place,
  wanted: Record<string, AddOnSettings> = {},
  protectData = true,
): Record<string, AddOn> {
  return mapValues(wanted, ({ backup, protect, ...settings }, key) => {
    const guarded = protect ?? (protectData && holdsData(settings.plan));
    const addOn = new AddOn(`${name}-${key}`, { app, ...settings }, { ...options, protect: guarded });
    if (backup) new PostgresBackupSchedule(`${name}-${key}`, { addOn: addOn.id, ...backup }, options);
    return addOn;
  });
}

/** Price of each add-on in whole cents a month. */
export const costsOf = (addOns: Record<string, AddOn>): Record<string, Output<number>> =>
  mapValues(addOns, ({ monthlyCents }) => monthlyCents);

const mapValues = <T, R>(from: Record<string, T>, map: (value: T, key: string) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, map(value, key)]));
