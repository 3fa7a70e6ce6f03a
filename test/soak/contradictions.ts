/** Everything that the sandbox holds, as `GET /_sandbox/state` and its store's `dump()` have it. */
export type Documents = Record<string, Record<string, unknown>[]>;

/** Collection and field that name a document of another collection, or nothing. */
const REFERENCES: [from: string, field: string, to: string][] = [
  ["apps", "release", "releases"],
  ["apps", "slug", "slugs"],
  ["add-ons", "app", "apps"],
  ["add-on-attachments", "app", "apps"],
  ["add-on-attachments", "addOn", "add-ons"],
  ["builds", "app", "apps"],
  ["builds", "release", "releases"],
  ["configs", "app", "apps"],
  ["couplings", "app", "apps"],
  ["couplings", "pipeline", "pipelines"],
  ["domains", "app", "apps"],
  ["domains", "sni_endpoint", "sni_endpoints"],
  ["dynos", "app", "apps"],
  ["feature_switches", "app", "apps"],
  ["formations", "app", "apps"],
  ["log_drains", "app", "apps"],
  ["logLines", "app", "apps"],
  ["postgres-credentials", "addOn", "add-ons"],
  ["releases", "app", "apps"],
  ["releases", "slug", "slugs"],
  ["sni_endpoints", "app", "apps"],
  ["transfer-schedules", "addOn", "add-ons"],
  ["transfers", "app", "apps"],
];

interface App {
  id: string;
  name: string;
  latest_version: number;
  release: string | null;
}

interface Release {
  id: string;
  app: string;
  version: number;
  status: string;
  vars: string[];
}

interface Config {
  app: string;
  vars: string[];
  attached: string[];
}

/** Where what the sandbox holds contradicts itself, as it would after half of a request. */
export function contradictions(documents: Documents): string[] {
  const all = <T>(collection: string) => (documents[collection] ?? []) as T[];
  return [
    ...REFERENCES.flatMap((reference) => dangling(documents, reference)),
    ...all<App>("apps").flatMap((app) => [
      ...ofReleases(
        app,
        all<Release>("releases").filter((release) => release.app === app.id),
      ),
      ...ofConfig(documents, app),
      ...ofFormation(documents, app),
    ]),
    ...all<{ id: string; app: string; state: string }>("add-ons")
      .filter(({ state }) => state !== "deprovisioned")
      .filter(({ id, app }) => !attachmentsOf(documents, app).some(({ addOn }) => addOn === id))
      .map(({ id }) => `add-on ${id} has no attachment to its app`),
  ];
}

function dangling(documents: Documents, [from, field, to]: [string, string, string]): string[] {
  const there = new Set(documents[to]?.map(({ id }) => id));
  return (documents[from] ?? [])
    .filter((document) => document[field] !== null && document[field] !== undefined && !there.has(document[field]))
    .map((document) => `${from} ${document.id}: ${field} ${document[field]} is not there`);
}

/** Numbered without a gap, the newest that succeeded in effect. */
function ofReleases({ name, latest_version, release }: App, releases: Release[]): string[] {
  const versions = releases.map(({ version }) => version).toSorted((one, other) => one - other);
  const current = releases.toReversed().find(({ status }) => status === "succeeded");
  return [
    ...versions.flatMap((version, index) =>
      version === index + 1 ? [] : [`${name}: v${version} is number ${index + 1}`],
    ),
    ...(latest_version === releases.length ? [] : [`${name}: newest is v${latest_version} of ${releases.length}`]),
    ...(release === (current?.id ?? null) ? [] : [`${name}: runs ${release}, not v${current?.version}`]),
  ];
}

/** Its own config vars are those of its release, the others those of its attachments. */
function ofConfig(documents: Documents, { id, name, release }: App): string[] {
  const config = (documents.configs as unknown as Config[]).find(({ app }) => app === id);
  const running = (documents.releases as unknown as Release[]).find((each) => each.id === release);
  const sets = (addOn: Record<string, unknown>) =>
    addOn.state === "provisioned" && (addOn.values as string[]).length > 0;
  const setting = new Set(documents["add-ons"]?.filter(sets).map((addOn) => addOn.id));
  const provisioned = attachmentsOf(documents, id).filter(({ addOn }) => setting.has(addOn));
  const attached = config?.attached ?? [];
  const isUnder = (key: string, attachment: { name: string }) => key.startsWith(`${attachment.name}_`);
  return [
    ...(sameNames(config?.vars, running?.vars) ? [] : [`${name}: config vars are not those of its release`]),
    ...attached
      .filter((key) => !provisioned.some((each) => isUnder(key, each)))
      .map((key) => `${name}: ${key} belongs to no attachment`),
    ...provisioned
      .filter((each) => !attached.some((key) => isUnder(key, each)))
      .map((each) => `${name}: attachment ${each.name} has no config var`),
  ];
}

/** As many dynos as it says. */
function ofFormation(documents: Documents, { id, name }: App): string[] {
  const formations = documents.formations as unknown as { app: string; type: string; quantity: number }[];
  const running = (type: string) =>
    (documents.dynos ?? []).filter((dyno) => dyno.app === id && dyno.type === type).length;
  return formations
    .filter(({ app, type, quantity }) => app === id && running(type) !== quantity)
    .map(({ type, quantity }) => `${name}: ${running(type)} of ${quantity} dynos of ${type}`);
}

const attachmentsOf = (documents: Documents, app: string) =>
  (documents["add-on-attachments"] as unknown as { app: string; addOn: string; name: string }[]).filter(
    (attachment) => attachment.app === app,
  );

const sameNames = (some: string[] = [], others: string[] = []) =>
  JSON.stringify(some.toSorted()) === JSON.stringify(others.toSorted());
