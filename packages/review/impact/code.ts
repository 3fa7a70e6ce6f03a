import { type ResourceView, UNKNOWN } from "../model.ts";
import { isRecord } from "../preview/values.ts";
import { numberOf, textOf } from "./scene.ts";

const GIT_COMMIT = /^[\da-f]{40}$/;
const HASH = /^[\da-f]{40,}$/;
/** As many as Heroku shows of them in the description of a release. */
const DIGITS = 8;

/** What the code of a promotion or rollback was built from, if Heroku was told: `commit 1a2b3c4d`, `source 9f8e7d6c`. */
export function codeOf(view: ResourceView | undefined): string | undefined {
  const commit = textOf(view?.outputs.commit);
  if (commit === undefined || commit === UNKNOWN) return undefined;
  const kind = GIT_COMMIT.test(commit) ? "commit" : "source";
  return `${kind} ${HASH.test(commit) ? commit.slice(0, DIGITS) : commit}`;
}

/** `v12 (commit 1a2b3c4d)`, `v12 of shop-staging (commit 1a2b3c4d)`. */
export function versionInWords(view: ResourceView | undefined, app?: string): string {
  const code = codeOf(view);
  return `v${versionOf(view)}${app ? ` of ${app}` : ""}${code ? ` (${code})` : ""}`;
}

export const versionOf = (view: ResourceView | undefined): number | undefined => numberOf(view?.inputs.version);

export interface Deployment {
  version: number;
  description: string;
}

/** The releases of a promotion's source that brought code, oldest first, as far as the promotion tells them. */
export function deploymentsOf({ outputs }: ResourceView): Deployment[] {
  return Array.isArray(outputs.deployments) ? outputs.deployments.filter(isDeployment) : [];
}

const isDeployment = (value: unknown): value is Deployment =>
  isRecord(value) && typeof value.version === "number" && typeof value.description === "string";
