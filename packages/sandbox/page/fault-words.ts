import type { Fault } from "../middleware/faults.ts";

/** "status 503", "delay 2000 ms, after it took effect" */
export function kindOf({ kind, status, ms, msMax, after }: Fault): string {
  const delay = msMax === undefined ? `delay ${ms} ms` : `delay ${ms} to ${msMax} ms`;
  const what = kind === "status" ? `status ${status}` : kind === "delay" ? delay : KINDS[kind];
  return after ? `${what}, after it took effect` : what;
}

export const KINDS: Record<Fault["kind"], string> = {
  status: "answer with a status",
  "drop-before": "drop the connection, nothing happens",
  "drop-after": "drop the connection after it took effect",
  delay: "answer late",
};
