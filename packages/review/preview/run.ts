import { type ChildProcessByStdio, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, createReadStream, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Workplace } from "@consumer-notebook/toolchain";

export interface PreviewOptions {
  stack: string;
  /** Ask Heroku what is there now, instead of believing the state. */
  refresh?: boolean;
  /** Called once Pulumi is at work: the time to load what takes long to load. */
  onStart?(): void;
}

export interface PreviewTexts {
  status: number | null;
  /** What `--json` says, with every secret masked by Pulumi. */
  digest: string;
  /** The plan, with every secret in clear: it must not leave this process. Empty where the preview failed. */
  plan: string;
}

/** Pulumi gives up its preview then, which is a preview that failed: no pipe and no process is left behind. */
const ASK_TO_END = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs one preview and gets two views of it: `--json`, which Pulumi always masks, and the plan, which tells what secrets
 * will be and what `--json` leaves out of the new outputs. The plan goes through a pipe with a name: it is never on a disk.
 */
export async function runPreview(place: Workplace, { stack, refresh, onStart }: PreviewOptions): Promise<PreviewTexts> {
  const folder = mkdtempSync(join(tmpdir(), "review-"));
  const pipe = join(folder, "plan");
  try {
    execFileSync("mkfifo", ["-m", "600", pipe]);
    // While we hold it open for writing too, reading neither waits for a first writer nor ends: Pulumi opens none if it fails.
    const hold = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    const reader = createReadStream(pipe, "utf8");
    await once(reader, "open");
    const plan = text(reader);
    const args = [
      "preview",
      "--non-interactive",
      "--stack",
      stack,
      "--json",
      "--show-sames",
      // Without it nothing is said of what an earlier update has replaced and this one is to delete.
      "--show-replacement-steps",
      ...(refresh ? ["--refresh"] : []),
    ];
    const secrets = ["--show-secrets", "--save-plan", pipe];
    const child = spawn(place.pulumi, [...args, ...secrets], {
      env: { ...place.env, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "inherit", place.hold ?? "ignore"],
    }) as ChildProcessByStdio<null, Readable, null>;
    onStart?.();
    const end = () => child.kill("SIGTERM");
    for (const signal of ASK_TO_END) process.on(signal, end);
    const [digest, [status]] = await Promise.all([
      text(child.stdout),
      once(child, "close") as Promise<[number | null]>,
    ]);
    for (const signal of ASK_TO_END) process.off(signal, end);
    closeSync(hold);
    return { status, digest, plan: await plan };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
