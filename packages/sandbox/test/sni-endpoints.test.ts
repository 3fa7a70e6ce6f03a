import { describe, expect, it } from "vitest";
import { AUTHORITY, SHOP, type TestCertificate, WWW } from "./support/certificates.ts";
import { testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

interface Endpoint {
  id: string;
  name: string;
  domains: string[];
  ssl_cert: Record<string, unknown>;
}

const body = ({ chain, key }: TestCertificate) => ({ certificate_chain: chain, private_key: key });

async function withApp() {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  const add = (certificate: TestCertificate) =>
    test.heroku.post<Endpoint & { message: string }>("/apps/notebook/sni-endpoints", body(certificate));
  return { ...test, add };
}

describe("SNI endpoints", () => {
  it("tell what their certificate says, and never the key", async () => {
    const { add } = await withApp();
    const { status, body: endpoint } = await add(WWW);
    expect(status).toBe(201);
    expect(endpoint.name).toMatch(/^[a-z]+-[a-z]+-\d+$/);
    expect(endpoint.ssl_cert).toMatchObject({
      "ca_signed?": false,
      "self_signed?": false,
      cert_domains: ["www.example.com", "alt.www.example.com"],
      issuer: "/O=Example/CN=Example CA",
      subject: "/O=Example/CN=www.example.com",
      expires_at: expect.stringMatching(/^21\d\d-/),
    });
    expect(JSON.stringify(endpoint)).not.toContain("PRIVATE KEY");
  });

  it("refuse a key of another certificate, a broken chain, and what is neither", async () => {
    const { add } = await withApp();
    const wrong: TestCertificate[] = [
      { chain: WWW.chain, key: SHOP.key },
      { chain: WWW.chain.replace(AUTHORITY, SHOP.chain), key: WWW.key },
      { chain: "no certificate", key: WWW.key },
      { chain: WWW.chain, key: "no key" },
      { chain: WWW.chain.replace("MII", "XXX"), key: WWW.key },
    ];
    const answers = await Promise.all(wrong.map(add));
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
    expect(new Set(answers.map((answer) => answer.body.message)).size).toBe(4);
  });

  it("serve the domains that name them, by name or id, until they go", async () => {
    const { heroku, add } = await withApp();
    const { body: endpoint } = await add(WWW);
    const added = await heroku.post<{ id: string }>("/apps/notebook/domains", {
      hostname: "www.example.com",
      sni_endpoint: endpoint.name,
    });
    expect(added.body).toMatchObject({ sni_endpoint: { id: endpoint.id, name: endpoint.name } });
    const path = `/apps/notebook/sni-endpoints/${endpoint.id}`;
    expect((await heroku.get<Endpoint>(path)).body.domains).toEqual([added.body.id]);
    await heroku.patch("/apps/notebook/domains/www.example.com", { sni_endpoint: null });
    await heroku.patch("/apps/notebook/domains/www.example.com", { sni_endpoint: endpoint.id });
    expect((await heroku.delete(path)).status).toBe(200);
    expect((await heroku.get("/apps/notebook/domains/www.example.com")).body).toMatchObject({ sni_endpoint: null });
    expect((await heroku.get(path)).status).toBe(404);
  });

  it("take another certificate in place", async () => {
    const { heroku, add } = await withApp();
    const { body: endpoint } = await add(WWW);
    const { body: changed } = await heroku.patch<Endpoint>(`/apps/notebook/sni-endpoints/${endpoint.name}`, body(SHOP));
    expect(changed).toMatchObject({ id: endpoint.id, ssl_cert: { subject: "/O=Example/CN=shop.example.com" } });
  });

  it("end the automatic management when one's own certificate takes its place", async () => {
    const { heroku, clock } = await withApp();
    await heroku.post("/apps/notebook/domains", { hostname: "www.example.com", sni_endpoint: null });
    await heroku.post("/apps/notebook/acm");
    clock.advance(600);
    const { body: endpoints } = await heroku.get<Endpoint[]>("/apps/notebook/sni-endpoints");
    await heroku.patch(`/apps/notebook/sni-endpoints/${endpoints[0]?.name}`, body(WWW));
    expect((await heroku.get("/apps/notebook")).body).toMatchObject({ acm: false });
    expect((await heroku.get("/apps/notebook/sni-endpoints")).body).toMatchObject([{ ssl_cert: { acm: false } }]);
  });

  it("are refused to apps with Eco dynos", async () => {
    const { heroku, sandbox, add } = await withApp();
    deployTo(sandbox, "notebook", { web: "run" });
    await heroku.patch("/apps/notebook/formation", { updates: [{ type: "web", quantity: 1, size: "eco" }] });
    expect((await add(WWW)).status).toBe(422);
  });
});
