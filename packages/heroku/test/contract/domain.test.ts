import { manualClock } from "@consumer-notebook/heroku-sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WWW } from "../../../sandbox/test/support/certificates.ts";
import { domain } from "../../resources/domain.ts";
import { ANOTHER } from "../support/another.ts";
import { CallFailed } from "../support/engine.ts";
import { answers, plainApp } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const HOSTNAME = "www.example.com";

const addEndpoint = async ({ api }: World, app: string) => {
  const body = { certificate_chain: WWW.chain, private_key: WWW.key };
  return (await api<{ id: string }>("POST", `/apps/${app}/sni-endpoints`, body)).id;
};

thingContract({
  thing: domain,
  setUp: async (world) => {
    const made = await plainApp(world);
    return { ...made, endpoint: await addEndpoint(world, made.app), hostname: `${made.name}.example.com` };
  },
  inputs: ({ app, hostname }) => ({ app, hostname }),
  update: {
    inputs: ({ app, hostname, endpoint }) => ({ app, hostname, sniEndpoint: `${app}/${endpoint}` }),
    diff: { sniEndpoint: "add" },
    seen: async ({ api }, { app, hostname, endpoint }) => {
      const found = await api<{ sni_endpoint: { id: string } }>("GET", `/apps/${app}/domains/${hostname}`);
      return found.sni_endpoint.id === endpoint;
    },
    expected: true,
  },
  replace: { inputs: ({ app }) => ({ app, hostname: "other.example.com" }), replaces: ["hostname"] },
  outsideChange: {
    make: ({ api }, { app, hostname }) => api("PATCH", `/apps/${app}/domains/${hostname}`, { sni_endpoint: null }),
    diff: { sniEndpoint: "add" },
  },
  outsideDelete: ({ api }, { app, hostname }) => api("DELETE", `/apps/${app}/domains/${hostname}`),
  importId: ({ name, hostname }) => `${name}/${hostname}`,
  exists: (world, { app, hostname }) => answers(world, `/apps/${app}/domains/${hostname}`),
});

let world: World;
let app: string;

beforeEach(async () => {
  world = await startWorld();
  ({ app } = await plainApp(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("Domain");
const make = async (timeoutSeconds?: number) => world.engine.create(urn(), { app, hostname: HOSTNAME }, timeoutSeconds);
const domains = async () => {
  const listed = await world.api<{ kind: string; hostname: string }[]>("GET", `/apps/${app}/domains`);
  return listed.filter(({ kind }) => kind === "custom").map(({ hostname }) => hostname);
};

test("it is there once Heroku knows its DNS target, and says what it waits for", async () => {
  const { requests, result } = await world.counting(make);
  expect(result.state).toMatchObject({ cname: expect.stringMatching(/\.herokudns\.com$/), status: "succeeded" });
  const path = `/apps/${app}/domains/${HOSTNAME}`;
  expect(requests.slice(0, 2)).toEqual([`GET ${path}`, `POST /apps/${app}/domains`]);
  expect(new Set(requests.slice(2))).toEqual(new Set([`GET ${path}`]));
  expect(world.engine.lines.map(({ message }) => message)).toContain(`waiting for the DNS target of ${HOSTNAME} (0 s)`);
});

test("an interrupted wait keeps it, and the next up waits on without adding it again", async () => {
  await world.close();
  world = await startWorld({ provisionMs: 1500 });
  ({ app } = await plainApp(world));
  const failure: unknown = await make(1).catch((error: unknown) => error);
  if (!(failure instanceof CallFailed) || !failure.kept) throw new Error("the domain was not kept");
  expect(failure.message).toContain("took-too-long");
  const kept = { ...failure.kept, urn: urn() };
  expect(kept.id).toBe(`${app}/${HOSTNAME}`);
  const engine = await world.newRun();
  expect(await engine.diff(kept, kept.inputs)).toMatchObject({ changes: true, detailed: { hostname: "update" } });
  const { requests, result } = await world.counting(() => engine.update(kept, kept.inputs));
  expect(requests.every((request) => request === `GET /apps/${app}/domains/${HOSTNAME}`)).toBe(true);
  expect(result.state.cname).toMatch(/\.herokudns\.com$/);
  expect(await engine.diff(result, kept.inputs)).toMatchObject({ changes: false });
});

test("a lost answer never adds it twice", async () => {
  await world.faults([{ method: "POST", path: "/domains$", nth: 1, kind: "drop-after" }]);
  const { requests, result } = await world.counting(make);
  expect(requests.filter((request) => request.startsWith("POST"))).toHaveLength(1);
  expect(result.id).toBe(`${app}/${HOSTNAME}`);
  expect(await domains()).toEqual([HOSTNAME]);
});

test("one that another app has is refused, with Heroku's words", async () => {
  const { app: other } = await plainApp(world);
  await world.api("POST", `/apps/${other}/domains`, { hostname: HOSTNAME, sni_endpoint: null });
  await expect(make()).rejects.toThrow(
    /^Heroku refused to add domain "www.example.com": www.example.com is currently in use by another app \(422 invalid_params, request id .*\) \[heroku:refused\]$/,
  );
});

test("one that the app has already is an error of the preview, with the way to adopt it", async () => {
  await world.close();
  world = await startWorld({ clock: manualClock(Date.UTC(2020, 0, 1)) });
  ({ app } = await plainApp(world));
  await world.api("POST", `/apps/${app}/domains`, { hostname: HOSTNAME, sni_endpoint: null });
  const adopt = `pulumi import heroku:index:Domain it ${app}/${HOSTNAME}`;
  await expect(world.engine.previewCreate(urn(), { app, hostname: HOSTNAME })).rejects.toThrow(adopt);
  await expect(make()).rejects.toThrow(adopt);
  expect(await domains()).toEqual([HOSTNAME]);
});

test("the certificate that Heroku manages by itself is no change", async () => {
  await world.api("POST", `/apps/${app}/acm`);
  const resource = await make();
  await expect
    .poll(async () => (await world.api(`GET`, `/apps/${app}/domains/${HOSTNAME}`)).acm_status)
    .toBe("cert issued");
  const engine = await world.newRun();
  const found = await engine.refresh(resource);
  expect(found?.inputs).toEqual({ app, hostname: HOSTNAME });
  expect((await engine.import(urn(), `${app}/${HOSTNAME}`))?.inputs).toEqual({ app, hostname: HOSTNAME });
});

test("a certificate can be named in each way that Heroku knows it, and refresh keeps the declared one", async () => {
  const endpoint = await addEndpoint(world, app);
  const { name } = await world.api("GET", `/apps/${app}/sni-endpoints/${endpoint}`);
  for (const sniEndpoint of [`${app}/${endpoint}`, endpoint, String(name)]) {
    const resource = await world.engine.create(urn(), { app, hostname: HOSTNAME, sniEndpoint });
    const engine = await world.newRun();
    expect((await engine.refresh(resource))?.inputs.sniEndpoint).toBe(sniEndpoint);
    await engine.delete(resource);
  }
});

test("refreshing many domains of an app is one request, and of an app that is gone finds them gone", async () => {
  const resource = await make();
  const second = await world.engine.create(urn(), { app, hostname: "*.example.com" });
  const engine = await world.newRun();
  const { requests } = await world.counting(() => Promise.all([engine.refresh(resource), engine.refresh(second)]));
  expect(requests).toEqual([`GET /apps/${app}/domains`]);
  await world.api("DELETE", `/apps/${app}`);
  await world.newRun();
  expect(await world.engine.refresh(resource)).toBeUndefined();
  await world.engine.delete(resource);
});

test("hostnames that can't be are refused before Heroku is asked", async () => {
  for (const hostname of ["WWW.example.com", "https://example.com", "localhost", "a..example.com", "-a.example.com"]) {
    const { failures } = await world.engine.check(urn(), { app, hostname });
    expect(failures).toEqual([`hostname: "${hostname}" is not a hostname in lower case, such as www.example.com`]);
  }
});

test.each([`${"a".repeat(64)}.example.com`, "example.herokuapp.com"])(
  "%s is refused before Heroku is asked",
  async (hostname) => {
    const { engine, close } = await startWorld();
    const { failures } = await engine.check(engine.urn("Domain"), { app: ANOTHER, hostname });
    expect(failures).toHaveLength(1);
    await close();
  },
);
