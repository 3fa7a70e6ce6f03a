import { requestPeering } from "../../model/peering.ts";
import { teamInvitations } from "../../model/team-invitation.ts";
import { WWW } from "./certificates.ts";
import { type TestSandbox, testSandbox } from "./client.ts";
import { deployTo } from "./deploy.ts";

/** What an account has of each kind, by the name that paths have for it: ids, and names where they are taken too. */
export type Estate = Record<string, string[]>;

interface Made {
  id: string;
  uuid: string;
  name: string;
  token: string;
  hostname: string;
  email: string;
  num: number;
}

/** Two accounts with objects of every kind. */
export async function twoEstates(): Promise<TestSandbox & { mine: Estate; theirs: Estate }> {
  const test = testSandbox();
  const [mine, theirs] = [await settle(test, "mine"), await settle(test, "theirs")];
  return { ...test, mine, theirs };
}

export const sourceBlob = (url: string) => ({ url, version: "1", version_description: null, checksum: null });

async function settle({ as, sandbox, clock }: TestSandbox, key: string): Promise<Estate> {
  const heroku = as(key);
  const make = async (path: string, body?: unknown): Promise<Made> => {
    const { status, body: made } = await heroku.post<Made>(path, body);
    if (status >= 300) throw new Error(`POST ${path}: ${status} ${JSON.stringify(made)}`);
    return made;
  };
  const account = (await heroku.get<Made>("/account")).body;
  const [name, other] = [`${key}-app`, `${key}-other`];
  const app = await make("/apps", { name });
  const team = await make("/teams", { name: `${key}-team` });
  const next = await make("/teams/apps", { name: other, team: `${key}-team` });
  deployTo(sandbox, name, { web: "node ." });
  deployTo(sandbox, other, { web: "node ." });
  const monitor = await make(`/apps/${name}/formation/web/monitors`, { name: "LATENCY" });
  const database = await make(`/apps/${name}/addons`, { plan: "heroku-postgresql:standard-0", name: `${key}-db` });
  await make(`/apps/${name}/addons`, { plan: "heroku-postgresql:standard-0", name: `${key}-next-db` });
  const redis = await make(`/apps/${name}/addons`, { plan: "heroku-redis:mini", name: `${key}-redis` });
  clock.advance(10_000);
  const attachment = await make("/addon-attachments", { addon: database.id, app: app.id, name: "SECOND" });
  const { source_blob } = (await make("/sources")) as unknown as { source_blob: { get_url: string } };
  const build = await make(`/apps/${name}/builds`, { source_blob: sourceBlob(source_blob.get_url) });
  const domain = await make(`/apps/${name}/domains`, { hostname: `${key}.example.com`, sni_endpoint: null });
  const drain = await make(`/apps/${name}/log-drains`, { url: `https://${key}.example.com/` });
  const dyno = await make(`/apps/${name}/dynos`, { command: "bash" });
  const slug = await make(`/apps/${name}/slugs`, { process_types: { web: "node ." } });
  const certificate = { certificate_chain: WWW.chain, private_key: WWW.key };
  const endpoint = await make(`/apps/${name}/sni-endpoints`, certificate);
  const pipeline = await make("/pipelines", { name: `${key}-pipeline` });
  const coupling = await make("/pipeline-couplings", { app: app.id, pipeline: pipeline.id, stage: "staging" });
  await make("/pipeline-couplings", { app: next.id, pipeline: pipeline.id, stage: "production" });
  const promotion = await make("/pipeline-promotions", {
    pipeline: { id: pipeline.id },
    source: { app: { id: app.id } },
    targets: [{ app: { id: next.id } }],
  });
  const collaborator = await make(`/apps/${name}/collaborators`, { user: `${key}@example.com` });
  await make(`/teams/apps/${other}/collaborators`, { user: `${key}@example.com` });
  const hook = { url: `https://${key}.example.com/`, level: "notify", include: ["api:release"] };
  const webhook = await make(`/apps/${name}/webhooks`, hook);
  const { body: member } = await heroku.put<Made>(`/teams/${key}-team/members`, {
    email: `${key}@example.com`,
    role: "member",
  });
  const { body: invitation } = await heroku.put<Made>(`/teams/${key}-team/invitations`, {
    email: `${key}-guest@example.com`,
    role: "member",
  });
  const { token } = sandbox.transact((platform) => teamInvitations(platform).get(invitation.id)) ?? { token: "" };
  const space = await make("/spaces", { name: `${key}-space`, team: `${key}-team` });
  clock.advance(10_000);
  sandbox.transact((platform) => requestPeering(platform, { space: space.id, pcx_id: `pcx-${key}` }));
  const office = { name: `${key}-vpn`, public_ip: "203.0.113.7", routable_cidrs: ["172.16.0.0/16"] };
  const connection = await make(`/spaces/${space.id}/vpn-connections`, office);
  const { body: ruleset } = await heroku.put<Made>(`/spaces/${space.id}/inbound-ruleset`, { rules: [] });
  const fir = { name: `${key}-fir`, team: `${key}-team`, space: `${key}-fir-space`, stack: "cnb" };
  const telemetry = await make("/telemetry-drains", {
    owner: { id: (await make("/teams/apps", fir)).id, type: "app" },
    signals: ["traces"],
    exporter: { type: "otlphttp", endpoint: `https://${key}.example.com/` },
  });
  const transfer = await make(`/client/v11/databases/${database.id}/backups`);
  const daily = { hour: "02", timezone: "UTC", schedule_name: "DATABASE_URL" };
  const schedule = await make(`/client/v11/databases/${database.id}/transfer-schedules`, daily);
  const link = await make(`/client/v11/databases/${database.id}/links`, {
    target: `${key}-next-db`,
    as: `${key}_link`,
  });
  await make(`/postgres/v0/databases/${database.id}/credentials`, { name: `${key}-credential` });
  const authorization = await make("/oauth/authorizations", { description: key, scope: ["global"] });
  const client = await make("/oauth/clients", { name: key, redirect_uri: `https://${key}.example.com/` });
  const provider = await make(`/teams/${key}-team/identity-providers`, {
    certificate: WWW.chain,
    entity_id: `https://${key}.example.com/`,
    sso_target_url: `https://${key}.example.com/login`,
  });
  await make(`/teams/${key}-team/allowed-addon-services`, { addon_service: "heroku-redis" });
  const enterprise = (await heroku.get<Made>(`/enterprise-accounts/${key}-enterprise`)).body;
  const colleague = await make(`/enterprise-accounts/${enterprise.id}/members`, {
    user: `${key}@example.com`,
    permissions: ["view"],
  });
  const contents = Buffer.from(key).toString("base64");
  const publicKey = await make("/account/keys", { public_key: `ssh-rsa ${contents} ${key}@example.com` });
  clock.advance(10_000);
  const [release] = (await heroku.get<Made[]>(`/apps/${name}/releases`)).body;
  const [formation] = (await heroku.get<Made[]>(`/apps/${name}/formation`)).body;
  return {
    app: [app.id, name],
    addon: [database.id, `${key}-db`],
    attachment: [attachment.id],
    authorization: [authorization.id],
    build: [build.id],
    client: [client.id],
    collaborator: [collaborator.id],
    colleague: [colleague.id],
    connection: [connection.id, `${key}-vpn`],
    coupling: [coupling.id],
    credential: [`${key}-credential`],
    database: [database.id, `${key}-db`, redis.id, `${key}-redis`],
    domain: [domain.id, `${key}.example.com`],
    drain: [drain.id, drain.token],
    dyno: [dyno.id, dyno.name],
    endpoint: [endpoint.id],
    enterprise: [enterprise.id],
    image: [slug.id],
    invitation: [invitation.id],
    key: [publicKey.id],
    link: [link.name],
    member: [member.id],
    monitor: [monitor.id],
    pcx: [`pcx-${key}`],
    pipeline: [pipeline.id, `${key}-pipeline`],
    promotion: [promotion.id],
    provider: [provider.id],
    release: [release?.id ?? ""],
    ruleset: [ruleset.id],
    schedule: [schedule.uuid],
    slug: [slug.id],
    space: [space.id, `${key}-space`],
    team: [team.id],
    telemetry: [telemetry.id],
    token: [token],
    transfer: [transfer.uuid],
    type: [formation?.id ?? ""],
    webhook: [webhook.id],
    id: [webhook.id],
    user: [account.id, account.email],
  };
}
