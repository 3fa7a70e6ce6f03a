import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";
import { deployTo } from "./support/deploy.ts";

interface Domain {
  id: string;
  hostname: string;
  kind: string;
  cname: string | null;
  status: string;
  acm_status: string | null;
  acm_status_reason: string | null;
  sni_endpoint: { name: string } | null;
}

const WWW = { hostname: "www.example.com", sni_endpoint: null };

async function withApp(options: Parameters<typeof testSandbox>[0] = {}) {
  const test = testSandbox(options);
  await test.heroku.post("/apps", { name: "notebook" });
  const refused = async (body: object, app = "notebook") => {
    const { status, body: error } = await test.heroku.post(`/apps/${app}/domains`, body);
    return `${status} ${error.message}`;
  };
  const domain = async (name = "www.example.com") =>
    (await test.heroku.get<Domain>(`/apps/notebook/domains/${encodeURIComponent(name)}`)).body;
  return { ...test, refused, domain };
}

describe("domains", () => {
  it("get their DNS target a moment after they are added", async () => {
    const { heroku, clock, domain } = await withApp();
    const { status, body: added } = await heroku.post<Domain>("/apps/notebook/domains", WWW);
    expect(status).toBe(201);
    expect(added).toMatchObject({ kind: "custom", status: "pending", cname: null, acm_status: null });
    clock.advance(300);
    expect(await domain()).toMatchObject({
      id: added.id,
      status: "succeeded",
      cname: expect.stringMatching(/^[a-z]+-[a-z]+-[0-9a-f]{24}\.herokudns\.com$/),
    });
    expect(await domain(added.id)).toEqual(await domain());
  });

  it("are listed with the app's own one, which follows its name and stays", async () => {
    const { heroku } = await withApp();
    await heroku.post("/apps/notebook/domains", WWW);
    await heroku.patch("/apps/notebook", { name: "notebook-b" });
    const { body: listed } = await heroku.get<Domain[]>("/apps/notebook-b/domains");
    expect(listed.map(({ kind, hostname }) => `${kind} ${hostname}`)).toEqual([
      expect.stringMatching(/^heroku notebook-b-[0-9a-f]{12}\.herokuapp\.com$/),
      "custom www.example.com",
    ]);
    const own = listed[0]?.hostname;
    expect((await heroku.get(`/apps/notebook-b/domains/${own}`)).body).toEqual(listed[0]);
    expect((await heroku.delete(`/apps/notebook-b/domains/${own}`)).status).toBe(422);
  });

  it("are refused as Heroku refuses them", async () => {
    const { heroku, refused } = await withApp({ limits: { domainsPerApp: 2 } });
    await heroku.post("/apps", { name: "other" });
    expect(await refused({ hostname: "www.example.com" })).toBe("422 Require params: sni_endpoint.");
    for (const hostname of ["example", "-a.example.com", "a..example.com", "http://example.com", "a.herokuapp.com"]) {
      expect(await refused({ hostname, sni_endpoint: null })).toMatch(/^422 /);
    }
    await heroku.post("/apps/notebook/domains", WWW);
    expect(await refused({ ...WWW, hostname: "WWW.example.com" })).toBe("422 Domain already added to this app.");
    expect(await refused(WWW, "other")).toBe("422 www.example.com is currently in use by another app.");
    await heroku.post("/apps/notebook/domains", { hostname: "*.example.com", sni_endpoint: null });
    expect(await refused({ hostname: "c.example.com", sni_endpoint: null })).toMatch(/^422 .* 2 domains/);
    expect(await refused({ hostname: "d.example.com", sni_endpoint: "no-such-one-1" })).toMatch(/^404 /);
  });

  it("are free again once removed, also with their app", async () => {
    const { heroku, domain } = await withApp();
    await heroku.post("/apps", { name: "other" });
    await heroku.post("/apps/notebook/domains", WWW);
    expect((await heroku.delete("/apps/notebook/domains/www.example.com")).status).toBe(200);
    expect(await domain()).toMatchObject({ id: "not_found", message: "Couldn't find that domain name." });
    expect((await heroku.post("/apps/other/domains", WWW)).status).toBe(201);
    await heroku.delete("/apps/other");
    expect((await heroku.post("/apps/notebook/domains", WWW)).status).toBe(201);
  });
});

describe("automatic certificates", () => {
  it("are issued in steps, to domains that are there and those added later", async () => {
    const { heroku, clock, domain } = await withApp();
    await heroku.post("/apps/notebook/domains", WWW);
    expect((await heroku.post("/apps/notebook/acm")).body).toMatchObject({ acm: true });
    expect((await domain()).acm_status).toBe("in-progress");
    clock.advance(300);
    expect((await domain()).acm_status).toBe("dns-verified");
    clock.advance(300);
    expect(await domain()).toMatchObject({ acm_status: "cert issued", sni_endpoint: { name: expect.any(String) } });
    await heroku.post("/apps/notebook/domains", { hostname: "b.example.com", sni_endpoint: null });
    clock.advance(600);
    const { body: endpoints } = await heroku.get("/apps/notebook/sni-endpoints");
    expect(endpoints).toMatchObject([{ ssl_cert: { acm: true, cert_domains: ["www.example.com", "b.example.com"] } }]);
  });

  it("go when they are switched off", async () => {
    const { heroku, clock, domain } = await withApp();
    await heroku.post("/apps/notebook/domains", WWW);
    await heroku.post("/apps/notebook/acm");
    clock.advance(600);
    expect((await heroku.delete("/apps/notebook/acm")).body).toMatchObject({ acm: false });
    expect(await domain()).toMatchObject({ acm_status: null, sni_endpoint: null });
    expect((await heroku.get("/apps/notebook/sni-endpoints")).body).toEqual([]);
  });

  it("fail for names without DNS, until a refresh, and at once for wildcards", async () => {
    const { heroku, clock, domain } = await withApp();
    for (const hostname of ["www.example.invalid", "*.example.com"]) {
      await heroku.post("/apps/notebook/domains", { hostname, sni_endpoint: null });
    }
    await heroku.post("/apps/notebook/acm");
    expect((await domain("*.example.com")).acm_status).toBe("failed");
    clock.advance(300);
    expect((await domain("www.example.invalid")).acm_status).toBe("failing");
    clock.advance(300);
    expect(await domain("www.example.invalid")).toMatchObject({
      acm_status: "failed",
      acm_status_reason: expect.stringMatching(/DNS/),
    });
    await heroku.patch("/apps/notebook/acm", { acm_refresh: true });
    expect((await domain("www.example.invalid")).acm_status).toBe("in-progress");
  });

  it("are refused to apps with Eco dynos", async () => {
    const { heroku, sandbox } = await withApp();
    deployTo(sandbox, "notebook", { web: "run" });
    await heroku.patch("/apps/notebook/formation", { updates: [{ type: "web", quantity: 1, size: "eco" }] });
    expect((await heroku.post("/apps/notebook/acm")).status).toBe(422);
  });
});
