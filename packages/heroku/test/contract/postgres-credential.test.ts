import { describe, expect, test } from "vitest";
import { postgresCredential } from "../../resources/postgres-credential.ts";
import type { CallFailed } from "../support/engine.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

let made = 0;

async function database({ api }: World, plan = "heroku-postgresql:standard-0") {
  const { id: app } = await api<{ id: string }>("POST", "/apps", { name: `contract-credentials-${++made}` });
  const name = `contract-credentials-db-${made}`;
  const { id } = await api<{ id: string }>("POST", `/apps/${app}/addons`, { plan, name });
  await api("POST", `/addons/${id}/actions/provision`);
  return { addOn: id, name, app };
}

const pathOf = (addOn: string) => `/postgres/v0/databases/${addOn}/credentials`;

const passwordOf = async ({ api }: World, addOn: string, name = "readonly") => {
  const found = await api<{ credentials: { password: string }[] }>("GET", `${pathOf(addOn)}/${name}`);
  return found.credentials[0]?.password;
};

thingContract({
  thing: postgresCredential,
  setUp: (world) => database(world),
  inputs: ({ addOn }) => ({ addOn, name: "readonly" }),
  update: {
    inputs: ({ addOn }) => ({ addOn, name: "readonly", rotation: "2026-11" }),
    diff: { rotation: "add" },
    seen: ({ api }, { addOn }) => api("GET", `${pathOf(addOn)}/readonly`),
    expected: expect.objectContaining({ state: "active" }),
  },
  replace: { inputs: ({ addOn }) => ({ addOn, name: "reports" }), replaces: ["name"] },
  outsideDelete: ({ api }, { addOn }) => api("DELETE", `${pathOf(addOn)}/readonly`),
  importId: ({ name }) => `${name}/readonly`,
  exists: async ({ api }, { addOn }) =>
    (await api<{ name: string }[]>("GET", pathOf(addOn))).some(({ name }) => name === "readonly"),
});

const credential = (world: World, inputs: { addOn: string; name: string; rotation?: string }) =>
  world.engine.create(world.engine.urn("PostgresCredential"), inputs);

const posts = (requests: string[]) => requests.filter((request) => request.startsWith("POST"));

describe("a credential", () => {
  test("has no password in state, in lines or in an error", async () => {
    const world = await startWorld();
    const { addOn } = await database(world);
    const { state } = await credential(world, { addOn, name: "readonly", rotation: "a" });
    expect(state).toEqual({ addOn, name: "readonly", rotation: "a", namespace: "credential:readonly" });
    expect(JSON.stringify(world.engine.lines)).not.toContain(await passwordOf(world, addOn));
    await world.close();
  });

  test("that is the default one rotates when a rotation is declared, and is only forgotten when it is deleted", async () => {
    const world = await startWorld();
    const { addOn, app } = await database(world, "heroku-postgresql:essential-0");
    const url = async () => (await world.api<Record<string, string>>("GET", `/apps/${app}/config-vars`)).DATABASE_URL;
    const before = await url();
    await credential(world, { addOn, name: "default" });
    expect(await url()).toBe(before);
    const resource = await credential(world, { addOn, name: "default", rotation: "2026-11" });
    expect(await url()).not.toBe(before);
    const { requests } = await world.counting(() => world.engine.delete(resource));
    expect(requests).toEqual([]);
    await world.close();
  });

  test("whose rotation's answer is lost rotates once all the same", async () => {
    // It still rotates when the provider looks, however slow this machine is.
    const world = await startWorld({ provisionMs: 500 });
    const { addOn } = await database(world);
    await world.faults([{ method: "POST", path: "/credentials_rotation$", nth: 1, kind: "drop-after" }]);
    const { requests } = await world.counting(() => credential(world, { addOn, name: "default", rotation: "a" }));
    expect(posts(requests)).toHaveLength(1);
    await world.close();
  });

  test("whose rotation's request is lost is not told to have rotated", async () => {
    const world = await startWorld();
    const { addOn } = await database(world);
    const resource = await credential(world, { addOn, name: "readonly", rotation: "a" });
    await world.faults([{ method: "POST", path: "/credentials_rotation$", kind: "drop-before" }]);
    const news = { ...resource.inputs, rotation: "b" };
    await expect(world.engine.update(resource, news)).rejects.toThrow(/not known whether Heroku did rotate/);
    await world.faults([]);
    const before = await passwordOf(world, addOn);
    await world.engine.update(resource, news);
    expect(await passwordOf(world, addOn)).not.toBe(before);
    await world.close();
  });

  test("whose wait is cut short is kept, and does not rotate twice", async () => {
    const world = await startWorld();
    const { addOn } = await database(world);
    const resource = await credential(world, { addOn, name: "readonly", rotation: "a" });
    const news = { ...resource.inputs, rotation: "b" };
    await world.faults([{ method: "GET", path: "/credentials$", nth: 1, kind: "status", status: 403 }]);
    const failure = await world.engine.update(resource, news).then(
      () => expect.fail("it was to fail"),
      (error: CallFailed) => error,
    );
    await world.faults([]);
    if (!failure.kept) throw failure;
    expect(await world.engine.diff({ ...failure.kept, urn: resource.urn }, news)).toMatchObject({ changes: false });
    await world.close();
  });

  test("beside the default one is refused for Essential in preview, and rotating warns of what it does", async () => {
    const world = await startWorld();
    const { addOn } = await database(world, "heroku-postgresql:essential-0");
    const preview = (inputs: Record<string, string>) =>
      world.engine.previewCreate(world.engine.urn("PostgresCredential"), { addOn, ...inputs });
    await expect(preview({ name: "readonly" })).rejects.toThrow(
      /^name: "readonly" needs another plan than heroku-post/,
    );
    await preview({ name: "default", rotation: "2026-11" });
    expect(world.engine.lines.map(({ message }) => message)).toContainEqual(expect.stringMatching(/restarts the apps/));
    await world.close();
  });
});
