import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { masked, maskedPath } from "../page/secrets.ts";
import { shown } from "../page/text.ts";
import { type TestSandbox, testSandbox } from "./support/client.ts";
import { CANARIES, fill, HOSTILE, sender } from "./support/page-world.ts";

const ORIGIN = "http://127.0.0.1";
const PAGE = "/_sandbox/page";

let world: TestSandbox;
/** Every page that a link leads to, by its path. */
let pages: Map<string, string>;

beforeAll(async () => {
  world = testSandbox({ provisionMs: 1000 });
  await fill(world.sandbox);
  world.clock.advance(60_000);
  pages = await walk();
});
afterAll(() => world.sandbox.close());

function look(path: string, init: RequestInit = {}, sandbox = world.sandbox): Promise<Response> {
  return sandbox.fetch(`${ORIGIN}${path}`, { ...init, headers: { Accept: "text/html,*/*;q=0.8", ...init.headers } });
}

function send(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return look(path, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });
}

const page = async (path: string) => (await look(path)).text();

async function walk(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const left = ["/"];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (found.has(path)) continue;
    const answer = await look(path);
    expect([path, answer.status]).toEqual([path, 200]);
    found.set(path, await answer.text());
    for (const [, link = ""] of found.get(path)?.matchAll(/<a\b[^>]* href="(\/[^"]*)"/g) ?? []) left.push(link);
  }
  return found;
}

describe("the page", () => {
  it("leads to each app and each view", () => {
    expect([...pages.keys()].toSorted()).toEqual(
      [
        "/",
        ...["hostile", "notebook", "notebook-staging", "of-another"].map((name) => `${PAGE}/apps/${name}`),
        ...["activity", "faults", "pipelines", "requests"].map((name) => `${PAGE}/${name}`),
      ].toSorted(),
    );
  });

  it("is for browsers only: at / clients of the API get what they always got", async () => {
    for (const accept of ["*/*", "application/vnd.heroku+json; version=3", "application/json", ""]) {
      const answer = await world.sandbox.fetch(`${ORIGIN}/`, { headers: { Accept: accept } });
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ id: "not_found" });
    }
    const posted = await look("/", { method: "POST" });
    expect([posted.status, posted.headers.get("Content-Type")]).toEqual([404, "application/json"]);
  });

  it("is neither counted nor limited", async () => {
    const { heroku, sandbox } = testSandbox({ rateLimit: 2 });
    for (let times = 0; times < 5; times++) await look("/", {}, sandbox);
    await look(`${PAGE}/requests`, {}, sandbox);
    await look("/nothing-of-the-page", {}, sandbox);
    expect((await heroku.get("/account")).headers.get("RateLimit-Remaining")).toBe("1");
    const requests = await (await sandbox.fetch(`${ORIGIN}/_sandbox/requests`)).json();
    expect(requests).toMatchObject([{ path: "/nothing-of-the-page" }, { path: "/account" }]);
    await sandbox.close();
  });

  it("tells who sees an empty sandbox how to fill it", async () => {
    const { sandbox } = testSandbox();
    expect(await (await look("/", {}, sandbox)).text()).toContain("<code>npm start</code>");
    await sandbox.close();
  });

  it("has nothing inline, asks for nothing elsewhere, and is framed by nobody", async () => {
    const { headers } = await look("/");
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect(policy).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
    expect(policy).not.toMatch(/unsafe|\*|http|data:/);
    for (const text of pages.values()) {
      expect(text).not.toMatch(/<style|\sstyle=|<script(?! src="\/)|<[^>]*\son\w+=|javascript:/i);
      expect(text).not.toMatch(/(src|action|href)="(?!\/|#)/);
    }
  });

  it("fits into 60 kB with its style and script", async () => {
    const parts = [...(pages.get("/") ?? "").matchAll(/(?:src|href)="(\/_sandbox\/page\/[^"]+\?v=[^"]+)"/g)];
    expect(parts).toHaveLength(3);
    let bytes = Buffer.byteLength(pages.get("/") ?? "");
    for (const [, path = ""] of parts) {
      const answer = await look(path);
      expect(answer.headers.get("Cache-Control")).toContain("immutable");
      bytes += (await answer.arrayBuffer()).byteLength;
    }
    expect(bytes).toBeLessThan(60_000);
  });

  it("answers what is not there with a page as well", async () => {
    for (const path of [
      `${PAGE}/apps/nobody`,
      `${PAGE}/nothing`,
      `${PAGE}/apps/${encodeURIComponent(HOSTILE.script)}`,
    ]) {
      const answer = await look(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("All apps");
    }
  });
});

describe("an app's page", () => {
  const text = (path: string) => (pages.get(path) ?? "").replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

  it("shows what its owner sees at Heroku", () => {
    const notebook = text(`${PAGE}/apps/notebook`);
    expect(notebook).toMatch(/web 2 Standard-1X gunicorn site\.wsgi/);
    expect(notebook).toMatch(/heroku-postgresql:essential-0 .*? provisioned DATABASE \$5/);
    expect(notebook).toMatch(/S3_SECRET DATABASE_URL by DATABASE/);
    expect(notebook).toMatch(/www\.notebook\.example \S+\.herokudns\.com cert issued until \d{4}-/);
    expect(notebook).toMatch(/Maintenance on Pipeline notebook production Region us Stack heroku-24/);
    expect(notebook).toMatch(/reader@notebook\.example collaborator/);
    expect(notebook).toMatch(/logs\.notebook\.example logs/);
    expect(notebook).toMatch(/Cost at Heroku \$55 a month/);
  });

  it("shows of each release what it changed, config vars by name", () => {
    const notebook = text(`${PAGE}/apps/notebook`);
    expect(notebook).toMatch(
      /v5 Set S3_SECRET, NEW_NAME and remove OLD_TOKEN config vars set NEW_NAME changed S3_SECRET removed OLD_TOKEN succeeded/,
    );
    expect(notebook).toMatch(/v3 Deploy \w+ code \w{8} succeeded/);
    expect(notebook).toMatch(/v6 Attach DATABASE \(\S+\) added heroku-postgresql:essential-0/);
  });

  it("counts Eco once for an account", async () => {
    const { sandbox } = testSandbox();
    const call = sender(sandbox, "key");
    for (const name of ["one", "two"]) {
      await call("POST", "/apps", { name });
      const { id: slug } = await call("POST", `/apps/${name}/slugs`, { process_types: { web: "run" } });
      await call("POST", `/apps/${name}/releases`, { slug });
      await call("PATCH", `/apps/${name}/formation`, { updates: [{ type: "web", quantity: 1, size: "Eco" }] });
    }
    expect(await (await look("/", {}, sandbox)).text()).toMatch(/At Heroku&#39;s prices<\/dt><dd>\$5 /);
    await sandbox.close();
  });
});

describe("secrets", () => {
  it("stand on no page", async () => {
    const { body: vars } = await world.as(CANARIES.key).get<Record<string, string>>("/apps/notebook/config-vars");
    const secrets = [...Object.values(CANARIES), vars.DATABASE_URL ?? "", new URL(vars.DATABASE_URL ?? "").password];
    expect(vars.S3_SECRET).toBe(CANARIES.value);
    for (const [path, text] of pages)
      expect([path, secrets.filter((secret) => text.includes(secret))]).toEqual([path, []]);
    expect(pages.get(`${PAGE}/apps/notebook`)).toContain("•••");
  });

  test.each([
    ["psql postgres://user:opensesame@db.example/x", "psql postgres://•••@db.example/x"],
    ["API_TOKEN=opensesame run --token opensesame -p 1", "API_TOKEN=••• run --token ••• -p 1"],
    ["gunicorn --bind 0.0.0.0:$PORT --password $PASSWORD", "gunicorn --bind 0.0.0.0:$PORT --password $PASSWORD"],
    ["PORT=$PORT A='open sesame' run", "PORT=$PORT A=••• run"],
    ["curl -H 'Authorization: Basic opensesame'", "curl -H 'Authorization: Basic •••"],
    ["Scaled to web@1:Basic worker@1:Basic", "Scaled to web@1:Basic worker@1:Basic"],
    ["Set S3_KEY, S3_SECRET config vars", "Set S3_KEY, S3_SECRET config vars"],
  ])("%s", (text, expected) => expect(masked(text)).toBe(expected));

  it("are masked in paths, whatever stands there", () => {
    expect(maskedPath("/apps/a/log-drains/https%3A%2F%2Fu:p@x.example")).toBe("/apps/a/log-drains/•••");
    expect(maskedPath("/apps/a/%zz")).toBe("/apps/a/%zz");
  });

  it("are looked for in texts of a megabyte without delay", () => {
    const began = performance.now();
    for (const text of ["x".repeat(1e6), "A".repeat(1e6), "a://".repeat(2e5)]) masked(text);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe("hostile names", () => {
  it("are text on every page", () => {
    for (const text of pages.values()) {
      expect(text).not.toContain(HOSTILE.script);
      expect(text).not.toContain("<img");
      expect(text).not.toMatch(/[\u202e\u2066]/);
      expect(text.length).toBeLessThan(100_000);
    }
    expect(pages.get(`${PAGE}/apps/hostile`)).toContain("&lt;script&gt;");
  });

  it("show what is not seen, and are cut", () => {
    expect(shown("a\u202Eb\u0000c\n")).toBe("a⟨U+202E⟩b⟨U+0000⟩c⟨U+000A⟩");
    expect(shown("x".repeat(500), 5)).toBe("xxxxx…");
    expect(shown("ab\u{1F600}".slice(0, 3))).toBe("ab\uFFFD");
  });
});

describe("the request log", () => {
  it("can be looked at by account and by answer", async () => {
    const all = await page(`${PAGE}/requests`);
    const accounts = [...all.matchAll(/<option value="([\da-f-]{36})">/g)].map(([, id]) => id);
    expect(accounts).toHaveLength(2);
    const rows = (text: string) => text.split('<th scope="row"').length - 1;
    expect(rows(await page(`${PAGE}/requests?account=${accounts[1]}`))).toBe(1);
    const refused = all.split('class="none">no known key<').length - 1;
    expect(refused).toBeGreaterThan(0);
    expect(rows(await page(`${PAGE}/requests?account=none&status=4`))).toBe(refused);
    expect(rows(await page(`${PAGE}/requests?status=5`))).toBe(0);
    expect(rows(all)).toBeGreaterThan(20);
  });
});

describe("the page's forms", () => {
  const armed = async () => /Set now <span class="note">(\d+)</.exec(await page(`${PAGE}/faults`))?.[1];
  const fault = { method: "GET", path: "^/account$", which: "every", kind: "status", status: "503", ms: "", msMax: "" };

  it("set a fault and clear it again, and the log tells whom it struck", async () => {
    const answer = await send(`${PAGE}/faults`, { ...fault, nth: "nonsense of no matter", rate: "" });
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `${PAGE}/faults?done=set`]);
    expect((await world.as(CANARIES.key).get("/account")).status).toBe(503);
    const struck = /<tr>(?:(?!<\/tr>).)*fault: status 503.*?<\/tr>/s.exec(await page(`${PAGE}/requests`))?.[0];
    expect(struck).toMatch(/\/account<.*account [\da-f]{8}/s);
    expect(await page(`${PAGE}/faults`)).toContain("struck 1 of 1");
    await send(`${PAGE}/faults`, { ...fault, path: "^/apps$", which: "rate", rate: "12.5", kind: "delay", ms: "5" });
    const text = await page(`${PAGE}/faults`);
    expect(text).toMatch(/12\.5 of 100<\/td><td><bdi>delay 5 ms/);
    const [, first = ""] = /name="id" value="(\d+)"/.exec(text) ?? [];
    await send(`${PAGE}/faults/clear`, { id: first });
    expect(await armed()).toBe("1");
    expect((await world.heroku.get("/account")).status).toBe(200);
    await send(`${PAGE}/faults/clear`, {});
    expect(await armed()).toBe("0");
  });

  it("tell all that is wrong, keep what was typed, and set nothing", async () => {
    const answer = await send(`${PAGE}/faults`, { ...fault, path: "(<b>", which: "rate", rate: "200", status: "200" });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    for (const field of ["path", "rate", "status"]) {
      expect(text).toContain(`<li><a href="#${field}">`);
      expect(text).toMatch(new RegExp(`id="${field}"[^>]* aria-invalid="true"`));
    }
    expect(text).toContain('value="(&lt;b&gt;"');
    expect(await armed()).toBe("0");
    expect((await send(`${PAGE}/faults`, { ...fault, kind: "delay", ms: "9", msMax: "1" })).status).toBe(422);
    expect((await send(`${PAGE}/faults`, {})).status).toBe(422);
    expect((await send(`${PAGE}/rate-limit`, { perHour: "0", left: "1" })).status).toBe(422);
  });

  it("set the rate limit", async () => {
    expect((await send(`${PAGE}/rate-limit`, { perHour: "100", left: "10" })).status).toBe(303);
    expect((await world.heroku.get("/account")).headers.get("RateLimit-Remaining")).toBe("9");
  });

  it("take nothing from other web sites", async () => {
    const elsewhere: Record<string, string>[] = [
      { Origin: "https://elsewhere.example" },
      { Origin: "null" },
      { Origin: "http://127.0.0.1:3000" },
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site", Origin: ORIGIN },
    ];
    for (const headers of elsewhere) {
      expect((await send(`${PAGE}/reset`, { sure: "yes" }, headers)).status).toBe(403);
      expect((await send("/_sandbox/reset", {}, headers)).status).toBe(403);
    }
    const rebound = await world.sandbox.fetch("http://rebound.example/", { headers: { Accept: "text/html" } });
    expect(rebound.status).toBe(403);
    expect(await page("/")).toContain("notebook-staging");
  });

  it("forget everything, if one is sure", async () => {
    const unsure = await send(`${PAGE}/reset`, {});
    expect([unsure.status, (await unsure.text()).includes("Nothing is forgotten")]).toEqual([422, true]);
    expect(await page("/")).toContain("notebook-staging");
    const headers = { Origin: ORIGIN, "Sec-Fetch-Site": "same-origin" };
    expect((await send(`${PAGE}/reset`, { sure: "yes" }, headers)).status).toBe(303);
    expect(await page("/")).not.toContain("notebook-staging");
  });
});
