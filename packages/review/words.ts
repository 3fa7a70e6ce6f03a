import type { ImpactKind, Operation, ReviewedChange, StackReview } from "./model.ts";
import { parsePath } from "./preview/paths.ts";

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

/** `5000` → `$50.00`. */
export const inDollars = (cents: number): string => dollars.format(cents / 100);

/** `5000` → `+$50.00`, `-5000` → `-$50.00`. */
export const difference = (cents: number): string => (cents > 0 ? `+${inDollars(cents)}` : inDollars(cents));

/** Resources that happen rather than exist: "replacing" one means that it happens once more, and nothing goes. */
const EVENTS = new Set([
  "Build",
  "KeyValueStoreCredential",
  "KeyValueStoreMaintenance",
  "OneOffJob",
  "PostgresBackup",
  "Promotion",
  "Release",
  "Rollback",
  "Slug",
]);

/** Whether something happens once more, for inputs that it has not happened for yet. */
export const happensAnew = ({ type, op }: Pick<ReviewedChange, "type" | "op">): boolean =>
  op === "replace" && EVENTS.has(type);

/** What happens to a resource, in the words of a headline. */
const COUNTED: [(change: ReviewedChange) => boolean, string][] = [
  [({ op }) => op === "create", "to create"],
  [({ op }) => op === "update", "to change"],
  [(change) => change.op === "replace" && !happensAnew(change), "to replace"],
  [happensAnew, "to run"],
  [({ op }) => op === "delete", "to remove"],
  [({ op }) => op === "import", "to take over"],
  [({ op }) => op === "state", "in Pulumi's state only"],
];

/** The same for one resource. */
export const OPERATION: Record<Operation, string> = {
  create: "new",
  update: "change",
  replace: "replace",
  delete: "remove",
  import: "take over",
  state: "state only",
  same: "same",
};

/** And where it has happened already. */
export const HAPPENED: Record<Operation, string> = {
  ...OPERATION,
  update: "changed",
  replace: "replaced",
  delete: "removed",
};

/** Names of types where the words of the type would not be understood. */
const TYPES: Record<string, string> = {
  AddOn: "add-on",
  AddOnAttachment: "add-on attachment",
  AllowedAddOnService: "add-on service that a team allows",
  AppFeature: "app feature",
  Build: "build of the code",
  ConfigVars: "config vars",
  Formation: "dynos",
  OauthAuthorization: "API token",
  OauthClient: "OAuth client",
  InboundRules: "rules of who may connect",
  KeyValueStoreCredential: "password of a key-value store",
  KeyValueStoreMaintenance: "maintenance of a key-value store",
  KeyValueStoreMaintenanceWindow: "maintenance window of a key-value store",
  KeyValueStoreSettings: "settings of a key-value store",
  OneOffJob: "one-off job",
  PeeringAccepter: "peering with a VPC at AWS",
  PipelineConfigVars: "config vars of a pipeline's stage",
  PipelineCoupling: "place in a pipeline",
  PostgresBackupSchedule: "daily backup",
  PostgresConnectionPooling: "pooled connections to a database",
  PostgresCredential: "database credential",
  Promotion: "promotion of a release",
  PostgresBackup: "backup of a database",
  PostgresLink: "link to another database",
  PostgresMaintenanceWindow: "maintenance window of a database",
  PostgresSettings: "database settings",
  Release: "release of built code",
  Slug: "slug",
  ReviewAppConfig: "review apps",
  SniEndpoint: "certificate",
  Space: "private space",
  SpaceAccess: "access to a private space",
  VpnConnection: "VPN connection",
};

/** `LogDrain` → `log drain`. */
export const typeInWords = (type: string): string =>
  TYPES[type] ?? type.replace(/(?<=[a-z\d])(?=[A-Z])/g, " ").toLowerCase();

/** What every path of a type begins with, and a reader need not know. */
const BEGINNINGS: Record<string, readonly string[]> = {
  ConfigVars: ["vars", "secretVars"],
  Formation: ["processes"],
  PipelineConfigVars: ["vars", "secretVars"],
};

/** `processes.web.quantity` of dynos → `web.quantity`, `vars.LOG_LEVEL` of config vars → `LOG_LEVEL`. */
export function pathInWords(type: string, path: string): string {
  const [first, ...rest] = parsePath(path);
  return rest.length > 0 && BEGINNINGS[type]?.includes(String(first)) ? rest.join(".") : path;
}

export const IMPACT: Record<ImpactKind, string> = {
  "data-loss": "Loses data",
  protection: "Protection",
  data: "Data",
  downtime: "Downtime",
  irreversible: "Can't be undone",
  "dns-target": "DNS",
  access: "Access",
  restarts: "Restarts",
  slow: "Takes long",
  releases: "Releases",
  cost: "Cost",
};

/** `production: 3 to change, 1 to replace, +$50.00 a month, restarts web`. */
export function headline({ stack, changes, impacts, cost, drift, guardRails = [] }: StackReview): string {
  const counts = COUNTED.flatMap(([counts, words]) => {
    const count = changes.filter(counts).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  const kinds = impacts.flatMap((of) => of.impacts);
  const has = (kind: ImpactKind) => kinds.some((impact) => impact.kind === kind);
  const restarted = kinds.flatMap(({ kind, details }) => (kind === "restarts" ? (details ?? []) : []));
  const more = cost.afterCents - cost.beforeCents;
  const broken = new Set(guardRails.flatMap(({ rule, level }) => (level === "mandatory" ? [rule] : []))).size;
  const facts = [
    ...(counts.length > 0 ? counts : ["nothing to change"]),
    ...(broken > 0 ? [`breaks ${broken} guard rail${broken === 1 ? "" : "s"}`] : []),
    ...(more !== 0 ? [`${difference(more)} a month`] : []),
    ...(has("restarts") ? [`restarts ${[...new Set(restarted)].toSorted().join(" and ") || "the app"}`] : []),
    ...(has("data-loss") ? ["loses data"] : []),
    ...(has("downtime") ? ["downtime"] : []),
    ...(has("dns-target") ? ["changes DNS targets"] : []),
    ...(drift.length > 0 ? [`${drift.length} changed outside`] : []),
  ];
  return `${stack}: ${facts.join(", ")}`;
}
