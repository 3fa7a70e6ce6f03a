import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Drain {
  id: string;
  token: string;
  url: string;
}

const URL = "https://user:canary@logs.example.com/drain";

async function withApp() {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  const add = (url: string) => test.heroku.post<Drain & { message: string }>("/apps/notebook/log-drains", { url });
  return { ...test, add };
}

describe("log drains", () => {
  it("have a token, and are found by id, token and address", async () => {
    const { heroku, add } = await withApp();
    const { status, body: drain } = await add(URL);
    expect(status).toBe(201);
    expect(drain.token).toMatch(/^d\.[0-9a-f-]{36}$/);
    for (const identity of [drain.id, drain.token, drain.url]) {
      expect((await heroku.get(`/apps/notebook/log-drains/${encodeURIComponent(identity)}`)).body).toEqual(drain);
    }
    expect((await heroku.delete(`/apps/notebook/log-drains/${encodeURIComponent(URL)}`)).body).toEqual(drain);
    expect((await heroku.get("/apps/notebook/log-drains")).body).toEqual([]);
  });

  it("are refused twice, with a strange address, and beyond five", async () => {
    const { add } = await withApp();
    expect((await add("ftp://logs.example.com")).status).toBe(422);
    expect((await add("logs")).status).toBe(422);
    for (let number = 1; number <= 5; number += 1) {
      expect((await add(`syslog+tls://logs.example.com:${6000 + number}`)).status).toBe(201);
    }
    expect((await add("syslog+tls://logs.example.com:6001")).status).toBe(422);
    expect((await add("syslog://logs.example.com:514")).body.message).toMatch(/more than 5/);
  });

  it("hide their address from the sandbox's state", async () => {
    const { add, sandbox } = await withApp();
    await add(URL);
    const state = await sandbox.fetch("http://127.0.0.1/_sandbox/state");
    expect(await state.text()).not.toContain("canary");
  });
});
