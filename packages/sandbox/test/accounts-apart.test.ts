import { beforeAll, describe, expect, it } from "vitest";
import { WWW } from "./support/certificates.ts";
import { type Estate, sourceBlob, twoEstates } from "./support/estate.ts";
import { guardedRoutes, type Route } from "./support/routes.ts";

/** Parameters that name no object of an account, and what stands for them. */
const EVERYBODYS: Record<string, string> = {
  credit: "none",
  feature: "preboot",
  generation: "fir",
  invoice: "none",
  namespace: "credential:default",
  plan: "heroku-redis:mini",
  region: "us",
  service: "heroku-redis",
  size: "basic",
  stack: "heroku-24",
  stage: "test",
};

const certificate = { certificate_chain: WWW.chain, private_key: WWW.key };

/** Bodies that are good for a route, so that nothing but the owner can be wrong with the request. */
const BODIES: Record<string, object> = {
  "POST /apps/:app/addons": { plan: "heroku-redis:mini" },
  "DELETE /apps/:app/addons/:addon": {},
  "POST /apps/:app/builds": { source_blob: sourceBlob("https://example.com/source.tgz") },
  "PUT /apps/:app/buildpack-installations": { updates: [{ buildpack: "heroku/nodejs" }] },
  "POST /apps/:app/collaborators": { user: "new@example.com" },
  "PATCH /apps/:app/config-vars": { A: "1" },
  "POST /apps/:app/domains": { hostname: "new.example.com", sni_endpoint: null },
  "PATCH /apps/:app/domains/:domain": { sni_endpoint: null },
  "POST /apps/:app/dynos": { command: "bash" },
  "PATCH /apps/:app/features/:feature": { enabled: true },
  "PATCH /apps/:app/formation": { updates: [{ type: "web", quantity: 0 }] },
  "POST /apps/:app/log-drains": { url: "https://new.example.com/" },
  "POST /apps/:app/webhooks": { url: "https://new.example.com/", level: "notify", include: ["api:release"] },
  "POST /apps/:app/slugs": { process_types: { web: "node ." } },
  "POST /apps/:app/sni-endpoints": certificate,
  "PATCH /apps/:app/sni-endpoints/:endpoint": certificate,
  "POST /client/v11/databases/:database/connection-pooling": { app: "mine-app", name: "POOL" },
  "POST /client/v11/databases/:database/links": { target: "mine-next-db", as: "new" },
  "POST /client/v11/databases/:database/transfers": {
    from_name: "ONE",
    from_url: "postgres://one.example.com/one",
    to_name: "OTHER",
    to_url: "postgres://other.example.com/other",
  },
  "POST /client/v11/databases/:database/restores": { backup_url: "https://example.com/backup" },
  "POST /client/v11/databases/:database/transfer-schedules": {
    hour: "03",
    timezone: "UTC",
    schedule_name: "DATABASE_URL",
  },
  "PATCH /oauth/authorizations/:authorization": { client: {}, description: "new" },
  "PATCH /oauth/clients/:client": { name: "new" },
  "POST /teams/:team/identity-providers": {
    certificate: WWW.chain,
    entity_id: "https://new.example.com/",
    sso_target_url: "https://new.example.com/login",
  },
  "PATCH /teams/:team/identity-providers/:provider": { entity_id: "https://new.example.com/" },
  "POST /teams/:team/allowed-addon-services": { addon_service: "heroku-redis" },
  "PATCH /teams/:team/preferences": { "addons-controls": true },
  "POST /enterprise-accounts/:enterprise/members": { user: "new@example.com", permissions: ["view"] },
  "POST /enterprise-accounts/:enterprise/teams": { name: "new" },
  "PATCH /enterprise-accounts/:enterprise/members/:colleague": { permissions: ["view"] },
  "POST /pipelines/:pipeline/review-app-config": { repo: "example/site" },
  "PATCH /spaces/:space": { name: "new" },
  "PUT /spaces/:space/inbound-ruleset": { rules: [] },
  "PATCH /spaces/:space/members/:member": { permissions: [] },
  "POST /spaces/:space/peerings": { pcx_id: "pcx-0123" },
  "POST /spaces/:space/vpn-connections": { name: "new", public_ip: "203.0.113.7", routable_cidrs: ["172.17.0.0/16"] },
  "PATCH /spaces/:space/vpn-connections/:connection": { routable_cidrs: ["172.17.0.0/16"] },
  "POST /spaces/:space/transfer": { new_owner: "new" },
  "PATCH /telemetry-drains/:telemetry": { signals: ["logs"] },
  "POST /teams/apps/:app/collaborators": { user: "new@example.com" },
  "PATCH /teams/apps/:app/collaborators/:collaborator": { permissions: ["view"] },
  "PUT /teams/:team/invitations": { email: "new@example.com", role: "member" },
  "POST /teams/:team/members": { email: "new@example.com", role: "member" },
  "PUT /teams/:team/members": { email: "new@example.com", role: "member" },
  "PATCH /teams/:team/members": { email: "new@example.com", role: "member" },
  "POST /data/maintenances/v1/:database/window": { day_of_week: "monday", time_of_day: "02:00" },
  "POST /postgres/v0/databases/:database/credentials": { name: "new" },
  "POST /redis/v0/databases/:database/upgrade": { version: "9.0" },
};

let test: Awaited<ReturnType<typeof twoEstates>>;
let held: Record<string, unknown[]>;
beforeAll(async () => {
  test = await twoEstates();
  held = test.sandbox.store.dump();
});

const parametersOf = ({ path }: Route) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
const isOwned = (name: string) => !(name in EVERYBODYS);

const routes = guardedRoutes();
const named = routes.filter((route) => parametersOf(route).some(isOwned));

/** Every path of a route in which at least one object is theirs and each other one is mine. */
function pathsOf(route: Route, mine: Estate, theirs: Estate): string[] {
  const parameters = parametersOf(route).filter(isOwned);
  const masks = Array.from({ length: 2 ** parameters.length - 1 }, (_, index) => index + 1);
  return masks.flatMap((mask) => {
    const values = parameters.map((name, place) => valuesOf(name, mask & (1 << place) ? theirs : mine));
    const most = Math.max(...values.map((each) => each.length));
    return Array.from({ length: most }, (_, index) =>
      route.path.replace(/:(\w+)/g, (_text, name: string) => {
        const own = values[parameters.indexOf(name)];
        return encodeURIComponent(own ? (own[index % own.length] as string) : (EVERYBODYS[name] as string));
      }),
    );
  });
}

function valuesOf(name: string, estate: Estate): string[] {
  const values = estate[name];
  if (!values) throw new Error(`support/estate.ts has nothing for :${name}`);
  return values;
}

/** The ids of everything that is theirs. */
const idsOf = (estate: Estate) => Object.values(estate).flatMap((values) => values.filter((each) => each.length >= 36));

describe("an account", () => {
  it.each(named.map((route) => [`${route.method} ${route.path}`, route] as const))(
    "gets nothing of another one by %s",
    async (label, route) => {
      const { mine, theirs, as } = test;
      const heroku = as("mine");
      for (const path of pathsOf(route, mine, theirs)) {
        const { status, body } =
          route.method === "GET"
            ? await heroku.get(path)
            : await heroku[route.method.toLowerCase() as "post"](path, BODIES[label]);
        // What an identifier filters is a list without it.
        if (Array.isArray(body) && body.length === 0) continue;
        expect([403, 404], `${route.method} ${path}: ${JSON.stringify(body)}`).toContain(status);
      }
    },
  );

  it("lists nothing of another one", async () => {
    const lists = routes.filter((route) => route.method === "GET" && !parametersOf(route).some(isOwned));
    const { theirs, as } = test;
    const own = ["/users/~", "/users/~/addons", "/users/~/apps", "/users/~/pipeline-couplings"];
    const teams = ["apps", "addons", "pipeline-couplings"].map((noun) => `/teams/theirs-team/${noun}`);
    const paths = lists.map(({ path }) => path.replace(/:(\w+)/g, (_text, name: string) => EVERYBODYS[name] as string));
    for (const path of [...paths, ...own, ...teams]) {
      const { body } = await as("mine").get<unknown>(path);
      for (const id of idsOf(theirs)) expect(JSON.stringify(body), path).not.toContain(id);
    }
  });

  it("can't name what belongs to another one in a body", async () => {
    const { mine, theirs, as } = test;
    const first = (estate: Estate, name: string) => valuesOf(name, estate)[0] as string;
    const [app, pipeline] = [first(theirs, "app"), first(theirs, "pipeline")];
    const own = { app: first(mine, "app"), pipeline: first(mine, "pipeline") };
    const asked: [path: string, body: object][] = [
      ["/addon-attachments", { addon: first(theirs, "addon"), app: own.app }],
      ["/addon-attachments", { addon: first(mine, "addon"), app }],
      [`/client/v11/databases/${first(mine, "database")}/connection-pooling`, { app, name: "POOL" }],
      [`/client/v11/databases/${first(mine, "database")}/links`, { target: "theirs-db", as: "new" }],
      ["/actions/addons/resolve", { addon: "theirs-db" }],
      ["/actions/addons/resolve", { addon: "DATABASE", app }],
      ["/actions/addon-attachments/resolve", { addon_attachment: first(theirs, "attachment") }],
      ["/actions/addon-attachments/resolve", { addon_attachment: "DATABASE", app: "theirs-app" }],
      ["/pipeline-couplings", { app, pipeline: own.pipeline, stage: "staging" }],
      ["/pipeline-couplings", { app: own.app, pipeline, stage: "staging" }],
      [
        "/pipeline-promotions",
        { pipeline: { id: pipeline }, source: { app: { id: app } }, targets: [{ app: { id: own.app } }] },
      ],
      ["/pipeline-transfers", { pipeline: { id: pipeline }, new_owner: { id: first(mine, "team"), type: "team" } }],
      [
        "/pipeline-transfers",
        { pipeline: { id: own.pipeline }, new_owner: { id: first(theirs, "team"), type: "team" } },
      ],
      [
        "/telemetry-drains",
        {
          owner: { id: app, type: "app" },
          signals: ["logs"],
          exporter: { type: "otlp", endpoint: "https://new.example.com/" },
        },
      ],
      [`/apps/${own.app}/releases`, { slug: first(theirs, "slug") }],
      [`/apps/${own.app}/releases`, { release: first(theirs, "release") }],
      [`/apps/${own.app}/domains`, { hostname: "x.example.com", sni_endpoint: first(theirs, "endpoint") }],
    ];
    for (const [path, body] of asked) {
      const answer = await as("mine").post(path, body);
      expect([403, 404], `${path}: ${JSON.stringify(answer.body)}`).toContain(answer.status);
    }
    const { body } = await as("mine").post<unknown[]>("/filters/apps", { in: { id: [app] } });
    expect(body).toEqual([]);
  });

  it("has changed nothing of another one by all that", () => {
    const now = test.sandbox.store.dump();
    for (const [collection, documents] of Object.entries(held)) {
      expect(now[collection], collection).toEqual(expect.arrayContaining(documents));
    }
  });
});
