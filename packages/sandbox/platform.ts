import { type Clock, timestamp } from "./clock.ts";
import { hexOf, uuidOf } from "./ids.ts";
import type { Limits } from "./limits.ts";
import { events } from "./model/event.ts";
import { log } from "./model/log.ts";
import type { Store } from "./store/collection.ts";

/** What everything that changes the sandbox's world gets: request handlers (through `Call`) and tasks alike. */
export interface Platform {
  readonly store: Store;
  readonly limits: Limits;
  /** How long things that Heroku provisions take. */
  readonly provisionMs: number;
  /** Milliseconds; in a task the moment at which the task was due, however late it is applied. */
  now(): number;
  /** `now` as Heroku writes it. */
  timestamp(): string;
  uuid(): string;
  /** Random hexadecimal digits, at most 64. */
  hex(digits: number): string;
  /** Has the task handler registered for `kind` called once `delayMs` have passed. */
  later(delayMs: number, kind: string, payload: Record<string, string>): void;
  /** Adds a line to the activity feed. A write that notes nothing gets a line from its method and path. */
  note(text: string, about: { account: string; app?: string }): void;
}

export type TaskHandler = (platform: Platform, payload: Record<string, string>) => void;

export interface World {
  store: Store;
  clock: Clock;
  seed: string;
  limits: Limits;
  provisionMs: number;
}

/** The platform as it is at one moment. */
export function platformAt(world: World, now: number): Platform {
  const { store, limits, provisionMs, seed } = world;
  const draw = () => `${seed}:${store.next("ids")}`;
  const platform: Platform = {
    store,
    limits,
    provisionMs,
    now: () => now,
    timestamp: () => timestamp(now),
    uuid: () => uuidOf(draw()),
    hex: (digits) => hexOf(draw(), digits),
    later: (delayMs, kind, payload) => store.tasks.add(now + delayMs, kind, payload),
    note(text, about) {
      events(platform).insert({ id: platform.uuid(), at: new Date(now).toISOString(), app: null, ...about, text });
      if (about.app !== undefined) log(platform, about.app, { source: "app", dyno: "api", text });
    },
  };
  return platform;
}

/** Applies every task that has become due, each in a transaction of its own, in the order of their times. */
export function settle(world: World, handlers: ReadonlyMap<string, TaskHandler>): void {
  const now = world.clock.now();
  while (applyNext(world, handlers, now));
}

function applyNext(world: World, handlers: ReadonlyMap<string, TaskHandler>, now: number): boolean {
  const task = world.store.tasks.due(now);
  if (!task) return false;
  const handler = handlers.get(task.kind);
  if (!handler) throw new Error(`no handler for tasks of kind ${task.kind}`);
  world.store.transaction(() => {
    world.store.tasks.remove(task.id);
    handler(platformAt(world, task.dueAt), task.payload);
  });
  return true;
}
