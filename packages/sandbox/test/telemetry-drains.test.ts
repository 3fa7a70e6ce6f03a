import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Drain {
  id: string;
  signals: string[];
}

const exporter = { type: "otlphttp", endpoint: "https://otel.example.com/", headers: { "Api-Key": "canary" } };

async function withFirApp() {
  const test = testSandbox();
  await test.heroku.post("/teams", { name: "acme" });
  const { body: app } = await test.heroku.post<{ id: string; space: { id: string } }>("/teams/apps", {
    name: "notebook",
    team: "acme",
    space: "fir-space",
    stack: "cnb",
  });
  const add = (owner: object, more: object = {}) =>
    test.heroku.post<Drain>("/telemetry-drains", { owner, signals: ["traces"], exporter, ...more });
  return { ...test, app, add };
}

describe("telemetry drains", () => {
  it("belong to an app or a space, are listed there, changed and removed", async () => {
    const { heroku, app, add } = await withFirApp();
    const { status, body: ofApp } = await add({ id: app.id, type: "app" });
    expect([status, ofApp]).toEqual([201, expect.objectContaining({ signals: ["traces"], exporter })]);
    const { body: ofSpace } = await add({ id: app.space.id, type: "space" });
    expect((await heroku.get("/apps/notebook/telemetry-drains")).body).toEqual([ofApp]);
    expect((await heroku.get("/spaces/fir-space/telemetry-drains")).body).toEqual([ofSpace]);
    const path = `/telemetry-drains/${ofApp.id}`;
    const { body: changed } = await heroku.patch(path, { signals: ["logs"] });
    expect(changed).toMatchObject({ signals: ["logs"], exporter });
    expect((await heroku.get(path)).body).toEqual(changed);
    expect((await heroku.delete(path)).status).toBe(200);
    expect((await heroku.get(path)).status).toBe(404);
  });

  it("are refused to the Cedar generation, without a signal, and with what is no address", async () => {
    const { heroku, app, add } = await withFirApp();
    const { body: cedar } = await heroku.post<{ id: string }>("/apps", { name: "ledger" });
    expect((await add({ id: cedar.id, type: "app" })).status).toBe(422);
    const owner = { id: app.id, type: "app" };
    expect((await add(owner, { exporter: { ...exporter, endpoint: "otel" } })).status).toBe(422);
    expect((await heroku.get("/apps/notebook/telemetry-drains")).body).toEqual([]);
  });

  it("go with their app, and hide their headers from the sandbox's state", async () => {
    const { heroku, app, add, sandbox } = await withFirApp();
    await add({ id: app.id, type: "app" });
    const state = await (await sandbox.fetch("http://127.0.0.1/_sandbox/state")).text();
    expect(state).toContain("otel.example.com");
    expect(state).not.toContain("canary");
    await heroku.delete("/apps/notebook");
    expect(sandbox.store.dump().telemetry_drains).toEqual([]);
  });
});
