import { describe, expect, test } from "vitest";
import { isSecret } from "../../define/values.ts";
import { oneOffJob } from "../../resources/one-off-job.ts";
import { ANOTHER } from "../support/another.ts";
import { deployedApp } from "../support/deployed-app.ts";
import { CallFailed } from "../support/engine.ts";
import { eventContract } from "../support/event-contract.ts";
import { startWorld, type World } from "../support/world.ts";

/** What the app's log says of one-off dynos, oldest first, without times. */
async function logOf({ api }: World, app: string): Promise<string[]> {
  const session = { lines: 1500, source: "heroku", dyno_name: "run" };
  const { logplex_url } = await api<{ logplex_url: string }>("POST", `/apps/${app}/log-sessions`, session);
  const text = await (await fetch(logplex_url)).text();
  return text.split("\n").map((line) => line.replace(/^\S+ /, ""));
}

const started = async (world: World, app: string) =>
  (await logOf(world, app)).filter((line) => line.includes("Starting process")).length;

eventContract({
  event: oneOffJob,
  setUp: (world) => deployedApp(world, ["web"]),
  inputs: ({ app }) => ({ app, command: "python manage.py migrate", triggers: { release: "3" } }),
  other: {
    inputs: async (_world, { app }) => ({ app, command: "python manage.py migrate", triggers: { release: "4" } }),
    replaces: ["triggers"],
  },
  count: (world, { app }) => started(world, app),
  paths: { post: "/dynos$", progress: "/dynos/run\\.\\d+$" },
  // The app's dynos and its log, for what a killed run has left; the dyno; its log; whether it is there still.
  createRequests: 5,
});

const job = (world: World, inputs: { app: string; command: string }) =>
  world.engine.create(world.engine.urn("OneOffJob"), { timeLimit: 3600, ...inputs });

const failure = (doing: Promise<unknown>) =>
  doing.then(
    () => expect.fail("it was to fail"),
    (error: unknown) => error as CallFailed,
  );

describe("a one-off job", () => {
  test("tells exit status and output, the output as a secret", async () => {
    const world = await startWorld();
    const { app } = await deployedApp(world, ["web"]);
    const { state } = await job(world, { app, command: "echo 'Applying 0042' && echo OK" });
    expect(state).toMatchObject({ dyno: expect.stringMatching(/^run\.\d+$/), exitStatus: 0 });
    expect(isSecret(state.output) && state.output.value).toBe("Applying 0042\nOK");
    expect(world.engine.lines.map(({ message }) => message)).toEqual(expect.arrayContaining(["Applying 0042", "OK"]));
    await world.close();
  });

  test("that fails says how, is forgotten, and runs again with the next up", async () => {
    const world = await startWorld();
    const { app } = await deployedApp(world, ["web"]);
    const inputs = { app, command: "echo 'relation exists' && exit 3" };
    for (const count of [1, 2]) {
      const { message, kept } = await failure(job(world, inputs));
      expect(message).toMatch(
        /"echo .* exit 3" ended with exit status 3 on run\.\d+\. Its last lines:\n {2}relation exists/,
      );
      expect([kept, await started(world, app)]).toEqual([undefined, count]);
    }
    await world.close();
  });

  test("that ended while its answer was lost is found in the log, and does not run again", async () => {
    const world = await startWorld({ provisionMs: 1 });
    const { app } = await deployedApp(world, ["web"]);
    await failure(job(world, { app, command: "false" }));
    await world.faults([{ method: "POST", path: "/dynos$", nth: 1, kind: "drop-after" }]);
    expect((await failure(job(world, { app, command: "false" }))).message).toMatch(/exit status 1/);
    expect(await started(world, app)).toBe(2);
    await world.close();
  });

  test("of several lines is refused before anything happens", async () => {
    const world = await startWorld();
    const inputs = { app: ANOTHER, command: "migrate\nload" };
    const { failures } = await world.engine.check(world.engine.urn("OneOffJob"), inputs);
    expect(failures).toEqual([expect.stringMatching(/is not one line; put more into a script/)]);
    await world.close();
  });

  test("that somebody stops is a failure", async () => {
    const world = await startWorld({ provisionMs: 400 });
    const { app } = await deployedApp(world, ["web"]);
    const running = failure(job(world, { app, command: "migrate" }));
    const dynos = () => world.api<{ name: string; type: string }[]>("GET", `/apps/${app}/dynos`);
    await expect.poll(async () => (await dynos()).filter(({ type }) => type === "run")).toHaveLength(1);
    const [oneOff] = (await dynos()).filter(({ type }) => type === "run");
    await world.api("POST", `/apps/${app}/dynos/${oneOff?.name}/actions/stop`);
    expect((await running).message).toMatch(/ended with exit status 143/);
    await world.close();
  });

  test("whose wait is cut short is kept, and the next update goes on with it", async () => {
    const world = await startWorld({ provisionMs: 400 });
    const { app } = await deployedApp(world, ["web"]);
    const urn = world.engine.urn("OneOffJob");
    const inputs = { app, command: "migrate", timeLimit: 3600 };
    const cut = await failure(world.engine.create(urn, inputs, 0.5));
    expect(cut).toBeInstanceOf(CallFailed);
    if (!cut.kept) throw cut;
    await world.newRun();
    const ended = await world.engine.update({ ...cut.kept, urn }, inputs);
    expect([ended.state.exitStatus, await started(world, app)]).toEqual([0, 1]);
    await world.close();
  });

  test("for an app that is not there is refused as Heroku says", async () => {
    const world = await startWorld();
    await expect(job(world, { app: ANOTHER, command: "x" })).rejects.toThrow(/Heroku refused to/);
    await world.close();
  });
});
