import type { Sandbox } from "../../index.ts";

/** What must be seen on no page: each stands in a place of its own. */
export const CANARIES = {
  key: "canary-key-of-one",
  otherKey: "canary-key-of-another",
  value: "canary-value-now",
  earlierValue: "canary-value-before",
  removedValue: "canary-value-removed",
  option: "canary-option-of-an-add-on",
  drainPassword: "canary-password-of-a-drain",
  drainQuery: "canary-query-of-a-drain",
  processCommand: "canary-in-a-process-command",
  oneOffCommand: "canary-in-a-one-off-command",
  stageValue: "canary-value-of-a-stage",
  unknownPath: "canary-in-a-path",
};

/** Names and texts that try to be more. */
export const HOSTILE = {
  script: "<script>document.title = 'taken'</script>",
  attribute: `"><img src=x onerror="document.title='taken'">`,
  turned: "\u202Egnp.evil\u2066",
  long: "x".repeat(1_000_000 - 1000),
};

type Send = <T = { id: string }>(method: string, path: string, body?: object) => Promise<T>;

/** Requests with a key, of which each must be answered well. */
export function sender(sandbox: Pick<Sandbox, "fetch">, key: string): Send {
  return async (method, path, body) => {
    const headers = { Authorization: `Bearer ${key}`, Accept: "application/vnd.heroku+json; version=3" };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await sandbox.fetch(`http://127.0.0.1${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
}

/** Two apps of a pipeline with something of everything, one app of another account, and hostile names. */
export async function fill(sandbox: Sandbox): Promise<void> {
  const send = sender(sandbox, CANARIES.key);
  const pipeline = await send("POST", "/pipelines", { name: "notebook" });
  await send("PATCH", `/pipelines/${pipeline.id}/stage/test/config-vars`, { STAGED: CANARIES.stageValue });
  for (const [name, stage] of [["notebook-staging", "staging"] as const, ["notebook", "production"] as const]) {
    const { id: app } = await send("POST", "/apps", { name });
    await send("POST", "/pipeline-couplings", { app, pipeline: pipeline.id, stage });
    await deploy(send, name, { web: "gunicorn site.wsgi", worker: `work --password ${CANARIES.processCommand}` });
  }
  await configure(send, "notebook");
  await equip(send, "notebook");
  await beHostile(send);
  await sender(sandbox, CANARIES.otherKey)("POST", "/apps", { name: "of-another" });
  await sandbox.fetch(`http://127.0.0.1/apps/${encodeURIComponent(HOSTILE.script)}`);
}

async function deploy(send: Send, app: string, process_types: Record<string, string>, more: object = {}) {
  const { id: slug } = await send("POST", `/apps/${app}/slugs`, { process_types });
  await send("POST", `/apps/${app}/releases`, { slug, ...more });
}

async function configure(send: Send, app: string): Promise<void> {
  const path = `/apps/${app}/config-vars`;
  await send("PATCH", path, { S3_SECRET: CANARIES.earlierValue, OLD_TOKEN: CANARIES.removedValue, LEVEL: "info" });
  await send("PATCH", path, { S3_SECRET: CANARIES.value, OLD_TOKEN: null, NEW_NAME: "notebook" });
  await send("PATCH", `/apps/${app}/formation`, { updates: [{ type: "web", quantity: 2, size: "Standard-1X" }] });
}

async function equip(send: Send, app: string): Promise<void> {
  const option = { secret: CANARIES.option };
  await send("POST", `/apps/${app}/addons`, { plan: "heroku-postgresql:essential-0", config: option });
  await send("POST", `/apps/${app}/acm`);
  await send("POST", `/apps/${app}/domains`, { hostname: "www.notebook.example", sni_endpoint: null });
  await send("POST", `/apps/${app}/collaborators`, { user: "reader@notebook.example" });
  const url = `https://log:${CANARIES.drainPassword}@logs.notebook.example/x?token=${CANARIES.drainQuery}`;
  await send("POST", `/apps/${app}/log-drains`, { url });
  await send("GET", `/apps/${app}/log-drains/${encodeURIComponent(url)}`);
  const command = `PASSWORD=${CANARIES.oneOffCommand} echo ${CANARIES.value}`;
  await send("POST", `/apps/${app}/dynos`, { command, type: "run" });
  await send("PATCH", `/apps/${app}`, { maintenance: true });
  await send("POST", "/teams", { name: "team" });
  const invited = { email: "reader@team.example", role: "member" };
  await send("PUT", "/teams/team/invitations", invited).catch(() => undefined);
  await send("GET", `/teams/invitations/${CANARIES.unknownPath}`).catch(() => undefined);
}

async function beHostile(send: Send): Promise<void> {
  await send("POST", "/apps", { name: "hostile" });
  const { script, attribute, turned, long } = HOSTILE;
  const command = `${script}${attribute}`;
  await deploy(
    send,
    "hostile",
    { web: command, worker: long.slice(0, 60_000) },
    { description: `${turned}${command}` },
  );
  await send("POST", "/apps/hostile/releases", {
    slug: (await send<{ slug: { id: string } }>("GET", "/apps/hostile/releases/current")).slug.id,
    description: long,
  });
  await send("PATCH", "/apps/hostile/config-vars", { [`A${"B".repeat(30_000)}`]: "1" });
  await send("POST", "/apps/hostile/collaborators", { user: `${attribute.replaceAll(" ", "")}@x.example` });
  await send("POST", "/apps/hostile/dynos", { command: `echo ${turned}${script}`, type: "run" });
}
