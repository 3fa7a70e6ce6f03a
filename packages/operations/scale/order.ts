import { InvalidArgumentError } from "commander";

/** What a process type is to have for a while. */
export interface Wanted {
  type: string;
  quantity: number;
  /** Left out, the size that is declared. */
  size?: string;
}

const UNITS = { s: 1000, m: 60_000, h: 3_600_000 };
const DAY_MS = 24 * UNITS.h;

/** `worker=50` or `worker=50:performance-m`, as Heroku's own `ps:scale` takes them. */
export function readWanted(text: string, before: Wanted[] = []): Wanted[] {
  const [, type, quantity, size] = /^([A-Za-z][\w-]*)=(\d{1,3})(?::([A-Za-z0-9.-]+))?$/.exec(text) ?? [];
  if (type === undefined || before.some((each) => each.type === type))
    throw new InvalidArgumentError("Name each process type once, with its quantity, such as worker=50.");
  return [...before, { type, quantity: Number(quantity), ...(size ? { size: size.toLowerCase() } : {}) }];
}

/** `90s`, `6m` or `2h`, in milliseconds. */
export function readDuration(text: string): number {
  const [, count, unit] = /^(\d+)([smh])$/.exec(text) ?? [];
  const ms = Number(count) * UNITS[unit as keyof typeof UNITS];
  if (!(ms > 0 && ms <= DAY_MS)) throw new InvalidArgumentError("Give a time of up to a day, such as 90s, 6m or 2h.");
  return ms;
}

/** `6 min 4 s` */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = { h: Math.floor(seconds / 3600), min: Math.floor((seconds % 3600) / 60), s: seconds % 60 };
  const shown = Object.entries(parts).flatMap(([unit, count]) => (count > 0 ? [`${count} ${unit}`] : []));
  return shown.join(" ") || "0 s";
}
