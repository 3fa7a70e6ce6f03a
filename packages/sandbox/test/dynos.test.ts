import { beforeEach, describe, expect, it } from "vitest";
import { type TestSandbox, testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

interface Dyno {
  id: string;
  name: string;
  state: string;
  release: { version: number };
}

let test: TestSandbox;

beforeEach(async () => {
  test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  deployTo(test.sandbox, "notebook", { web: "run web", worker: "run worker" });
  const updates = ["web", "worker"].map((type) => ({ type, quantity: 2, size: "Standard-1X" }));
  await test.heroku.patch("/apps/notebook/formation", { updates });
});

const DYNOS = "/apps/notebook/dynos";
const list = async () => (await test.heroku.get<Dyno[]>(DYNOS)).body;

/** Names of the dynos that are not the same as before. */
async function changedBy(work: () => Promise<{ status: number }>): Promise<string[]> {
  const before = new Set((await list()).map(({ id }) => id));
  expect((await work()).status).toBe(202);
  return (await list()).filter(({ id }) => !before.has(id)).map(({ name }) => name);
}

describe("dynos", () => {
  it("follow the formation, and are up after a while", async () => {
    expect((await list()).map(({ name, state }) => `${name} ${state}`)).toEqual([
      "web.1 starting",
      "web.2 starting",
      "worker.1 starting",
      "worker.2 starting",
    ]);
    test.clock.advance(300);
    expect((await list()).every(({ state }) => state === "up")).toBe(true);
    const { id } = (await list())[0] ?? {};
    expect((await test.heroku.get(`${DYNOS}/web.1`)).body).toMatchObject({
      id,
      command: "run web",
      size: "Standard-1X",
    });
    expect((await test.heroku.get(`${DYNOS}/web.3`)).status).toBe(404);
  });

  it("restart alone, by type, or all", async () => {
    const { heroku } = test;
    expect(await changedBy(() => heroku.delete(`${DYNOS}/web.2`))).toEqual(["web.2"]);
    expect(await changedBy(() => heroku.delete("/apps/notebook/formations/worker"))).toEqual(["worker.1", "worker.2"]);
    expect(await changedBy(() => heroku.post(`${DYNOS}/worker.1/actions/stop`))).toEqual(["worker.1"]);
    expect(await changedBy(() => heroku.delete(DYNOS))).toHaveLength(4);
    expect((await heroku.delete("/apps/notebook/formations/clock")).status).toBe(404);
  });

  it("restart with each release", async () => {
    await test.heroku.patch("/apps/notebook/config-vars", { A: "1" });
    expect((await list()).map(({ release }) => release.version)).toEqual([4, 4, 4, 4]);
  });

  it("that are one-off run a command and end", async () => {
    const { status, body } = await test.heroku.post<Dyno>(DYNOS, { command: "migrate", size: "standard-2x" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: expect.stringMatching(/^run\.\d{4}$/), size: "Standard-2X", state: "starting" });
    test.clock.advance(300);
    expect((await test.heroku.get(`${DYNOS}/${body.name}`)).body).toMatchObject({ state: "up", command: "migrate" });
    await test.heroku.delete(DYNOS);
    expect((await test.heroku.get(`${DYNOS}/${body.name}`)).status).toBe(200);
    test.clock.advance(600);
    expect((await test.heroku.get(`${DYNOS}/${body.name}`)).status).toBe(404);
  });

  it("that are one-off log what their command says, and how it ends", async () => {
    const logged = async (command: string, more = {}) => {
      const { body } = await test.heroku.post<Dyno>(DYNOS, { command, ...more });
      test.clock.advance(900);
      const wanted = { dyno_name: body.name, lines: 100 };
      const session = await test.heroku.post<{ logplex_url: string }>("/apps/notebook/log-sessions", wanted);
      const stream = await test.sandbox.fetch(new Request(session.body.logplex_url));
      return (await stream.text())
        .trimEnd()
        .split("\n")
        .map((line) => line.replace(/^\S+ (\w+)\[run\.\d+\]/, "$1"));
    };
    expect(await logged("echo 'two tables' && exit 3 # job-exit 0")).toEqual([
      "heroku: Starting process with command `echo 'two tables' && exit 3 # job-exit 0`",
      "heroku: State changed from starting to up",
      "app: two tables",
      "heroku: Process exited with status 3",
      "heroku: State changed from up to complete",
    ]);
    const ended = async (command: string, more = {}) => (await logged(command, more)).at(-2);
    expect(await ended("python manage.py migrate")).toBe("heroku: Process exited with status 0");
    expect(await ended("true; false")).toBe("heroku: Process exited with status 1");
  });

  it("that are one-off end early where somebody stops them", async () => {
    const { body } = await test.heroku.post<Dyno>(DYNOS, { command: "migrate" });
    expect((await test.heroku.delete(`${DYNOS}/${body.name}`)).status).toBe(202);
    expect((await test.heroku.get(`${DYNOS}/${body.name}`)).status).toBe(404);
  });

  it("that are one-off are limited in number", async () => {
    for (let index = 0; index < 50; index += 1) await test.heroku.post(DYNOS, { command: "sleep" });
    expect((await test.heroku.post(DYNOS, { command: "sleep" })).status).toBe(422);
  });
});
