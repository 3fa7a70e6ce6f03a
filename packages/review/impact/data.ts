import { holdsData } from "@pulumi/heroku";
import type { Impact, ReviewedChange } from "../model.ts";
import { isFollower, planOf, whatOf } from "./add-on.ts";
import { appNameOf, comesWithItsApp, goesWithItsApp, isSmaller, type Scene, textOf } from "./scene.ts";

/** What becomes of data in the words of a type; undefined where a change touches none, or where its rule says what is lost. */
type Told = (change: ReviewedChange, scene: Scene, releases: number) => string | undefined;

const OTHER_CODE = "Data stays as it is; what the code that comes does to it, a review can't tell.";

const TOLD: Record<string, Told> = {
  AddOn: ofAddOn,
  AddOnAttachment: ofRemaining(ofAttachment),
  App: ({ op, before, after }) =>
    op === "update" && before?.inputs.name !== after?.inputs.name
      ? "The app stays the same one: all data stays, in it and in its add-ons."
      : undefined,
  Build: (_change, _scene, releases) => (releases > 0 ? OTHER_CODE : undefined),
  KeyValueStoreCredential: ofRemaining(({ op }) =>
    op === "delete" ? undefined : "All data in the key-value store stays: only a password changes.",
  ),
  // https://devcenter.heroku.com/articles/heroku-redis-version-upgrade
  KeyValueStoreMaintenance: ofRemaining(({ op }) =>
    op === "delete"
      ? undefined
      : "Data in the key-value store stays, but for what is written in the moment when another server takes over.",
  ),
  KeyValueStoreSettings: ofRemaining(ofPolicy),
  OneOffJob: ({ op, after }) =>
    op === "delete"
      ? undefined
      : `What "${textOf(after?.inputs.command) ?? "the command"}" does to data, a review can't tell.`,
  PostgresBackupSchedule: ofRemaining(ofBackups),
  PostgresConnectionPooling: ofRemaining(ofPooling),
  PostgresCredential: ofRemaining(ofCredential),
  PostgresLink: ofRemaining(ofLink),
  Promotion: (_change, _scene, releases) => (releases > 0 ? OTHER_CODE : undefined),
  Release: (_change, _scene, releases) => (releases > 0 ? OTHER_CODE : undefined),
  Rollback: (_change, _scene, releases) =>
    releases > 0 ? "Data stays as it is: older code comes back, older data does not." : undefined,
};

/** What becomes of data that a change touches and does not lose. */
export function ofData(change: ReviewedChange, scene: Scene, releases: number): Impact[] {
  const text = TOLD[change.type]?.(change, scene, releases);
  if (text === undefined || comesWithItsApp(change, scene) || goesWithItsApp(change, scene)) return [];
  return [{ kind: "data", app: appNameOf(change, scene), text }];
}

/**
 * That another plan keeps all data is documented for Postgres, and (unverified) for the other services that hold some:
 * https://devcenter.heroku.com/articles/updating-heroku-postgres-databases. Of the rest nobody here knows what it does.
 */
function ofAddOn(change: ReviewedChange, scene: Scene): string | undefined {
  const plan = planOf(change.before);
  if (plan === undefined) return undefined;
  const what = whatOf(change, scene);
  const isGone = change.op !== "update";
  if (isGone && isFollower(change.before))
    return `All data stays in the database that ${what} follows: only this copy goes.`;
  if (holdsData(plan)) return isGone || isSmaller(change) ? undefined : `All data in ${what} stays.`;
  if (isGone) return `What ${what} keeps, such as logs or a cache, goes with it.`;
  return planOf(change.after) === plan ? undefined : `Whether ${what} keeps its logs, cache and the like is up to it.`;
}

function ofAttachment({ op, before, after, paths }: ReviewedChange): string | undefined {
  const name = textOf((before ?? after)?.inputs.name);
  if (op === "delete")
    return `Data stays in its add-on: the app loses the address ${name}, and what still uses it fails.`;
  if (op === "create") return `Data stays in its add-on: the app only gets its address, as ${name}.`;
  const isOther = paths.some(({ path }) => path === "addOn");
  return isOther
    ? `Data stays in its add-ons: ${name} is the address of another one from then on.`
    : `Data stays in its add-on: the app gets its address anew, as ${textOf(after?.inputs.name)}.`;
}

/** That of an add-on which goes in the same `up` says nothing: what is lost is said there. */
function ofRemaining(told: Told): Told {
  return (change, scene, releases) => (scene.changes.some(takesData) ? undefined : told(change, scene, releases));
}

const takesData = ({ type, op, before }: ReviewedChange): boolean =>
  type === "AddOn" && (op === "delete" || op === "replace") && holdsData(planOf(before) ?? "") && !isFollower(before);

/** That backups which are there outlive their schedule is (unverified). */
function ofBackups({ op }: ReviewedChange): string {
  if (op === "create") return "Data stays as it is, and is backed up each day from then on.";
  if (op === "delete") return "Data stays, and so do the backups that are there; no further one is made by itself.";
  return "Data stays, and so do the backups that are there; the next ones come at another time.";
}

function ofPooling({ op, before }: ReviewedChange): string {
  if (op === "create")
    return "Data stays in its database: the app gets one more address of it, which shares connections.";
  const name = textOf(before?.inputs.name);
  if (op === "delete")
    return `Data stays in its database: the app loses the address ${name}, and what still uses it fails.`;
  return `Data stays in its database: the address ${name}, which shares connections, is made anew.`;
}

/** https://devcenter.heroku.com/articles/heroku-data-links; what a link's end takes along, Heroku's CLI says (`pg:links:destroy`). */
function ofLink({ op, before, after }: ReviewedChange): string {
  const name = textOf((before ?? after)?.inputs.name);
  if (op === "create")
    return `All data in both databases stays: the one sees the other's tables in its schema ${name}.`;
  return `All data in both databases stays: the schema ${name}, in which the one sees the other's tables, goes with the views that are in it.`;
}

/** https://devcenter.heroku.com/articles/heroku-redis#maxmemory-policy */
function ofPolicy({ before, after }: ReviewedChange): string | undefined {
  const [was, is] = [before, after].map((view) => textOf(view?.inputs.maxmemoryPolicy));
  if (was === is) return undefined;
  if (is === undefined)
    return "What is in the key-value store stays until it is full: then it does what it did before.";
  if (is === "noeviction") return "What is in the key-value store stays: once it is full, writes to it fail.";
  return `What is in the key-value store stays until it is full: then it removes keys by itself (${is}).`;
}

/** https://devcenter.heroku.com/articles/heroku-postgresql-credentials */
function ofCredential({ op, before, after }: ReviewedChange): string | undefined {
  const name = textOf((before ?? after)?.inputs.name);
  if (op === "update") return "All data in the database stays: only a password changes.";
  if (name === "default") return op === "create" ? "All data in the database stays." : undefined;
  if (op === "delete") return `All data in the database stays, also what its user ${name} owns.`;
  return `All data in the database stays: its user ${textOf(after?.inputs.name)} is new.`;
}
