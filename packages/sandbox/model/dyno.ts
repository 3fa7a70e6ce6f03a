import { timestamp } from "../clock.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type App, appRef } from "./app.ts";
import { formations } from "./formation.ts";
import { log } from "./log.ts";

export interface Dyno {
  id: string;
  app: string;
  type: string;
  number: number;
  /** "web.1" */
  name: string;
  command: string;
  size: string;
  release: { id: string; version: number };
  attach_url: string | null;
  /** Milliseconds; it is up once `provisionMs` have passed. */
  started_at: number;
}

export const dynos = collection<Dyno>("dynos", { unique: [["app", "name"]], indexes: [["app", "type"]] });

/** Dynos that no process type stands for: `heroku run`. */
export const ONE_OFF = "run";

/** Restarts every dyno of the formation (of one process type, if given) and fits their number to the formation. */
export function restart(platform: Platform, app: App, type?: string): void {
  const rows = formations(platform).list(type === undefined ? { app: app.id } : { app: app.id, type });
  for (const dyno of dynos(platform).list(type === undefined ? { app: app.id } : { app: app.id, type })) {
    if (dyno.type !== ONE_OFF) dynos(platform).delete(dyno.id);
  }
  for (const row of rows) {
    for (let number = 1; number <= row.quantity; number += 1) startDyno(platform, app, { ...row, number });
  }
}

/** A dyno of the formation starts anew. */
export function restartOne(platform: Platform, app: App, dyno: Dyno): void {
  dynos(platform).delete(dyno.id);
  startDyno(platform, app, dyno);
}

/** Starts and stops dynos of a process type until there are as many as the formation says; the others run on. */
export function scaleTo(
  platform: Platform,
  app: App,
  row: { type: string; command: string; size: string; quantity: number },
) {
  const running = dynos(platform).list({ app: app.id, type: row.type });
  for (const dyno of running) if (dyno.number > row.quantity) dynos(platform).delete(dyno.id);
  const numbers = new Set(running.map((dyno) => dyno.number));
  for (let number = 1; number <= row.quantity; number += 1) {
    if (!numbers.has(number)) startDyno(platform, app, { ...row, number });
  }
}

type NewDyno = Pick<Dyno, "type" | "number" | "command" | "size"> & { attach_url?: string | null };

export function startDyno(platform: Platform, app: App, dyno: NewDyno): Dyno {
  const { type, number, command, size, attach_url = null } = dyno;
  log(platform, app.id, {
    source: "heroku",
    dyno: `${type}.${number}`,
    text: `Starting process with command \`${command}\``,
  });
  return dynos(platform).insert({
    id: platform.uuid(),
    app: app.id,
    type,
    number,
    name: `${type}.${number}`,
    command,
    size,
    release: { id: app.release ?? "", version: app.latest_version },
    attach_url,
    started_at: platform.now(),
  });
}

export function serializeDyno(platform: Platform, app: App, dyno: Dyno) {
  const { attach_url, command, id, name, release, size, type, started_at } = dyno;
  const upAt = started_at + platform.provisionMs;
  const isUp = platform.now() >= upAt;
  return {
    app: appRef(app),
    attach_url,
    command,
    created_at: timestamp(started_at),
    id,
    name,
    release,
    size,
    state: isUp ? "up" : "starting",
    type,
    updated_at: timestamp(isUp ? upAt : started_at),
  };
}
