import { afterEach, beforeEach, expect, test } from "vitest";
import { SHOP, type TestCertificate, WWW } from "../../../sandbox/test/support/certificates.ts";
import { isSecret } from "../../define/values.ts";
import { sniEndpoint } from "../../resources/sni-endpoint.ts";
import { ANOTHER } from "../support/another.ts";
import type { Resource } from "../support/engine.ts";
import { answers, plainApp } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const inputsOf = (app: string, { chain, key }: TestCertificate) => ({ app, certificateChain: chain, privateKey: key });
const pathOf = (app: string, { id }: Resource) => `/apps/${app}/sni-endpoints/${id.split("/")[1]}`;

thingContract({
  thing: sniEndpoint,
  setUp: plainApp,
  inputs: ({ app }) => inputsOf(app, WWW),
  update: {
    inputs: ({ app }) => inputsOf(app, SHOP),
    diff: { certificateChain: "update", privateKey: "update" },
    seen: async ({ api }, { app }, resource) => {
      const { ssl_cert } = await api<{ ssl_cert: { subject: string } }>("GET", pathOf(app, resource));
      return ssl_cert.subject;
    },
    expected: "/O=Example/CN=shop.example.com",
  },
  replace: { inputs: () => inputsOf(ANOTHER, WWW), replaces: ["app"] },
  outsideChange: {
    make: ({ api }, { app }, resource) =>
      api("PATCH", pathOf(app, resource), { certificate_chain: WWW.chain, private_key: WWW.key }),
    diff: { certificateChain: "update" },
  },
  outsideDelete: ({ api }, { app }, resource) => api("DELETE", pathOf(app, resource)),
  importId: ({ name }, { state }) => `${name}/${state.name}`,
  // Heroku never shows a key: the next update sends it.
  imported: () => ({ privateKey: "" }),
  exists: (world, { app }, resource) => answers(world, pathOf(app, resource)),
});

let world: World;
let app: string;

beforeEach(async () => {
  world = await startWorld();
  ({ app } = await plainApp(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("SniEndpoint");
const endpoints = async () => (await world.api<unknown[]>("GET", `/apps/${app}/sni-endpoints`)).length;

test("the key is a secret, and in no message", async () => {
  const { state } = await world.engine.create(urn(), inputsOf(app, WWW));
  expect(isSecret(state.privateKey)).toBe(true);
  const mixed = { ...inputsOf(app, WWW), privateKey: SHOP.key };
  const failure: unknown = await world.engine.previewCreate(urn(), mixed).catch((error: unknown) => error);
  expect(String(failure)).toContain("privateKey: the secret value is not the key of the certificate");
  expect(String(failure)).not.toContain(SHOP.key.split("\n")[1]);
});

test("what is neither certificate nor key is told at once, without asking Heroku", async () => {
  const wrong = { app, certificateChain: "certificate", privateKey: "key" };
  const { requests, result } = await world.counting(() =>
    world.engine.previewCreate(urn(), wrong).catch((error: unknown) => String(error)),
  );
  expect(requests).toEqual([]);
  expect(result).toMatch(
    /certificateChain: does not begin with a certificate.*\n.*privateKey: the secret value is not/,
  );
});

test("a lost answer never adds it twice, however the lines are broken", async () => {
  await world.faults([{ method: "POST", path: "/sni-endpoints$", nth: 1, kind: "drop-after" }]);
  const inputs = { ...inputsOf(app, WWW), certificateChain: WWW.chain.replaceAll("\n", "\r\n") };
  const resource = await world.engine.create(urn(), inputs);
  expect(await endpoints()).toBe(1);
  await world.newRun();
  expect((await world.engine.refresh(resource))?.inputs.certificateChain).toBe(inputs.certificateChain);
});
