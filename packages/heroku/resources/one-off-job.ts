import { z } from "zod";
import { defineEvent } from "../define/definition.ts";
import { HerokuFailure } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { isLeftover } from "../define/leftover.ts";
import { generatedName } from "../define/names.ts";
import { idOfApp } from "../define/of-app.ts";
import { idOf } from "../define/uuid.ts";
import { type Attempt, createAttempts, readLog } from "../deploy/one-off.ts";
import { lastLines } from "../deploy/output.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`). */
  app: idOf("app"),
  /**
   * What a shell runs, with the app's code and config vars: `python manage.py migrate`. It is one line, and shows in logs
   * and in `heroku ps`, so that no secret belongs into it.
   */
  command: z.string().regex(/^[^\r\n]+$/, "is not one line; put more into a script of the app's"),
  /** Size of the dyno, such as `standard-2x`. Heroku's default for the app where it is left out. */
  size: z.string().optional(),
  /** Values whose change runs the command once more, such as the number of a release. */
  triggers: z.record(z.string(), z.string()).optional(),
  /** Seconds after which Heroku ends the dyno, 1 to 86400. 3600, an hour, by default. */
  timeLimit: z.int().min(1).max(86_400).default(3600),
});

const outputs = z.object({
  /** Name of the dyno that ran it, such as `run.4859`: `heroku logs --dyno run.4859` shows its log for a while. */
  dyno: z.string(),
  /** Exit status of the command: 0, as any other fails the `up`. */
  exitStatus: z.int(),
  /** What the command wrote, its last lines. It is kept as a secret, as nobody knows what a command writes. */
  output: z.string().meta({ secret: true }),
});

type Inputs = z.output<typeof inputs>;
type Outputs = z.output<typeof outputs>;

const Dyno = z.object({ name: z.string(), command: z.string(), state: z.string() });

/** How long the log is followed until Heroku is asked whether the dyno is there still. */
const LOOK_AGAIN_MS = 20_000;
/** How often the log of a dyno that is gone is read for how it ended: lines come late (unverified). */
const LAST_LOOKS = 5;
/** Lines of its output that state keeps. */
const KEPT_LINES = 100;
const DAY_MS = 24 * 60 * 60_000;

/**
 * A command that is run on a one-off dyno, once for each value of its inputs: a migration, say. A command that ends with
 * another exit status than 0 fails the `up`, and the next `up` runs it again. Deleting it forgets it.
 *
 * Heroku tells the exit status in the app's log only. A comment is added to the command (` # job-…`), by which a run
 * whose answer was lost is found again instead of being started twice.
 * https://devcenter.heroku.com/articles/one-off-dynos
 *
 * @example
 * new OneOffJob("migrate", {
 *   app: app.id,
 *   command: "python manage.py migrate",
 *   triggers: { release: "12" },
 * });
 */
export const oneOffJob = defineEvent({
  type: "OneOffJob",
  inputs,
  outputs,

  // Interrupted, it has not ended; a refresh in between would have the engine take it for finished.
  outstanding: ({ exitStatus }) => (exitStatus === undefined ? ["triggers"] : []),

  async create(heroku, wanted) {
    const mark = markOf(heroku, wanted);
    return { id: idOfApp(wanted.app, mark), outputs: await run(heroku, wanted, mark) };
  },

  async resume(heroku, { inputs: wanted, outputs: { dyno } }) {
    return finish(heroku, wanted, markOf(heroku, wanted), dyno);
  },
});

/**
 * A shell's comment that only this value of this resource has. That Heroku has a shell run the command follows from its
 * CLI, which ends commands with `; echo "… exit-status: $?"` itself; on Fir (unverified).
 */
function markOf({ urn }: Heroku, { app, command, triggers = {} }: Inputs): string {
  const values = Object.entries(triggers).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return ` # ${generatedName("job", urn, app, command, JSON.stringify(values))}`;
}

/** Goes on with what a run has left behind, or begins. */
async function run(heroku: Heroku, wanted: Inputs, mark: string): Promise<Outputs> {
  const { app, command, size, timeLimit } = wanted;
  const dynos = await heroku.look(`/apps/${app}/dynos`, z.array(Dyno));
  const running = dynos?.find((dyno) => dyno.command.endsWith(mark));
  if (running) return finish(heroku, wanted, mark, running.name);
  const before = await attemptsIn(heroku, app, mark);
  const done = before.find((attempt) => attempt.exitStatus === 0 && isYoung(heroku, attempt));
  if (done) return result(done);

  const isNew = ({ startedAt }: Attempt) => !before.some((attempt) => attempt.startedAt === startedAt);
  const { name } = await heroku.createOnce<{ name: string }>({
    doing: `run "${command}"`,
    path: `/apps/${app}/dynos`,
    body: { command: command + mark, size, time_to_live: timeLimit, attach: false },
    answer: Dyno,
    async find() {
      const started = await heroku.look(`/apps/${app}/dynos`, z.array(Dyno));
      const found = started?.find((dyno) => dyno.command.endsWith(mark));
      if (found) return found;
      const ended = (await attemptsIn(heroku, app, mark)).find(isNew);
      return ended && { name: ended.dyno };
    },
    proof: "name",
    importId: () => app,
  });
  return finish(heroku, wanted, mark, name);
}

const isYoung = (heroku: Heroku, { startedAt = "" }: Attempt) => isLeftover(heroku, startedAt);

async function attemptsIn(heroku: Heroku, app: string, mark: string): Promise<Attempt[]> {
  const attempts = createAttempts(mark);
  await readLog(heroku, app, {}, (line) => attempts.read(line));
  return attempts.all;
}

/** Follows the dyno's log until it says how the command ended. */
async function finish(heroku: Heroku, { app, command, timeLimit }: Inputs, mark: string, dyno: string) {
  heroku.made(idOfApp(app, mark), { dyno });
  const attempts = createAttempts(mark);
  attempts.expect(dyno);
  const seen = new Set<string>();
  const ended = () => attempts.all.findLast((attempt) => attempt.exitStatus !== undefined);
  const show = (line: string) => {
    if (seen.has(line)) return;
    seen.add(line);
    const { wrote } = attempts.read(line) ?? {};
    if (wrote) heroku.say(wrote);
  };
  let looksLeft = LAST_LOOKS;
  const attempt = await heroku.wait({
    what: `${dyno} to end`,
    timeoutMs: Math.min(timeLimit * 1000 * 2, DAY_MS),
    async probe() {
      const isThere = (await heroku.look(`/apps/${app}/dynos/${dyno}`, Dyno)) !== undefined;
      const following = isThere ? { forMs: LOOK_AGAIN_MS, isEnough: () => ended() !== undefined } : {};
      await readLog(heroku, app, { dyno, ...following }, show);
      if (!isThere && !ended() && --looksLeft === 0) {
        heroku.forget();
        throw new HerokuFailure("failed", `"${command}" has ended on ${dyno}, and the app's log does not say how`);
      }
      return ended();
    },
  });
  if (attempt.exitStatus !== 0) {
    heroku.forget();
    const how = `"${command}" ended with exit status ${attempt.exitStatus} on ${dyno}`;
    throw new HerokuFailure("failed", `${how}${lastLines(attempt.output)}`);
  }
  heroku.say(`${dyno} ended with exit status 0`);
  return result(attempt);
}

const result = ({ dyno, output }: Attempt): Outputs => ({
  dyno,
  exitStatus: 0,
  output: output.slice(-KEPT_LINES).join("\n"),
});
