import { beforeEach, describe, expect, it } from "vitest";
import { type TestSandbox, testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

let test: TestSandbox;

beforeEach(async () => {
  test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  deployTo(test.sandbox, "notebook", { web: "gunicorn", worker: "work" });
});

async function logs(wanted: object, headers: Record<string, string> = {}): Promise<Response> {
  const { status, body } = await test.heroku.post<{ logplex_url: string }>("/apps/notebook/log-sessions", wanted);
  expect(status).toBe(201);
  return test.sandbox.fetch(body.logplex_url, { headers });
}

describe("log sessions", () => {
  it("show what happened on the app, in Heroku's format", async () => {
    await test.heroku.patch("/apps/notebook/formation", { updates: [{ type: "worker", quantity: 1 }] });
    const lines = (await (await logs({})).text()).trim().split("\n");
    expect(lines).toContain("2026-01-05T09:00:00.000000+00:00 heroku[web.1]: Starting process with command `gunicorn`");
    expect(lines.slice(-4).map((line) => line.slice(line.indexOf(" ") + 1))).toEqual([
      "app[api]: v3 of notebook: Deploy 0123abcd",
      "heroku[web.1]: Starting process with command `gunicorn`",
      "app[api]: Scaled to web@1:Basic worker@1:Basic",
      "heroku[worker.1]: Starting process with command `work`",
    ]);
  });

  it("show so many lines, of one dyno, process type or source", async () => {
    expect((await (await logs({ lines: 1 })).text()).trim().split("\n")).toHaveLength(1);
    expect(await (await logs({ dyno: "web.1" })).text()).toMatch(/^\S+ heroku\[web\.1\]: .*\n$/);
    expect(await (await logs({ type: "web" })).text()).toMatch(/^\S+ heroku\[web\.1\]: .*\n$/);
    expect(await (await logs({ dyno_name: "worker.1" })).text()).toBe("");
    expect(await (await logs({ source: "app" })).text()).not.toContain("heroku[");
  });

  it("go on as server-sent events while they are followed, until the client leaves", async () => {
    const response = await logs({ tail: true, lines: 1 }, { Accept: "text/event-stream" });
    expect(response.headers.get("Content-Type")).toBe("text/event-stream");
    const reader = response.body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await next()).toMatch(/^id: \d+\ndata: 2026-\S+ \w+\[[\w.]+\]: .*\n\n$/);
    const following = next();
    await test.heroku.patch("/apps/notebook/config-vars", { A: "1" });
    test.clock.advance(50);
    expect(await following).toContain("Set A config vars");
    await reader?.cancel();
  });

  it("keep as many lines as Heroku does, and nothing of apps that are gone", async () => {
    for (let count = 0; count < 800; count += 1) await test.heroku.delete("/apps/notebook/dynos");
    const { body } = await test.heroku.post<{ logplex_url: string }>("/apps/notebook/log-sessions", { lines: 2000 });
    const text = await (await test.sandbox.fetch(body.logplex_url)).text();
    expect(text.trim().split("\n").length).toBeLessThanOrEqual(1500);
    await test.heroku.delete("/apps/notebook");
    expect((await test.sandbox.fetch(body.logplex_url)).status).toBe(404);
    expect(test.sandbox.store.dump().logLines).toEqual([]);
  });
});
