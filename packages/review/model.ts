import type { Broken } from "@consumer-notebook/policy";

/** Stands where a secret value would. */
export const SECRET = "[secret]";
/** Stands where only `up` will know the value. */
export const UNKNOWN = "[known after the change]";

export interface ChangedPath {
  /** As Pulumi names it: `processes.web.quantity`, `vars["A.B"]`. */
  path: string;
  kind: "add" | "delete" | "update";
  /** This path is what makes it a replacement. */
  replaces: boolean;
  secret: boolean;
  before?: unknown;
  after?: unknown;
  /** Only `up` will know the new value. */
  unknown: boolean;
}

/** A resource as far as a reviewer may see it: secrets are SECRET, what is not known yet is UNKNOWN. */
export interface ResourceView {
  urn: string;
  /** The last part of its type: "AddOn". */
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/**
 * "import" takes over what exists already: nothing happens to it. "state" changes only Pulumi's state: another name or provider,
 * protection, or what is dropped from it and stays at Heroku.
 */
export const OPERATIONS = ["create", "update", "replace", "delete", "import", "state", "same"] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface ReviewedChange {
  urn: string;
  type: string;
  name: string;
  op: Operation;
  protect: boolean;
  paths: ChangedPath[];
  /** The URN that it has had so far, where only its name changes, or where it is in the program. */
  from?: string;
  /** The URN of a resource with the same inputs that is deleted: this may be that one under a new name. */
  resembles?: string;
  /** Stands for the new secrets of the resource, if it has some: other secrets, another text. */
  secrets?: string;
  before?: ResourceView;
  after?: ResourceView;
}

export const IMPACT_KINDS = [
  "restarts",
  "downtime",
  "data-loss",
  "data",
  "dns-target",
  "access",
  "protection",
  "slow",
  "irreversible",
  "releases",
  "cost",
] as const;

export type ImpactKind = (typeof IMPACT_KINDS)[number];

export interface Impact {
  kind: ImpactKind;
  app?: string;
  /** A plain sentence. */
  text: string;
  /** The process types that restart, and the like. */
  details?: string[];
}

export interface CostLine {
  line: string;
  beforeCents?: number;
  afterCents?: number;
}

export interface StackReview {
  stack: string;
  changes: ReviewedChange[];
  impacts: { urn: string; impacts: Impact[] }[];
  cost: { beforeCents: number; afterCents: number; lines: CostLine[] };
  /** What somebody changed outside of this program; found with `--refresh` only. */
  drift: ReviewedChange[];
  fingerprint: string;
  /** Which guard rails it would break; left out where the project has none. */
  guardRails?: Broken[];
  /** Every resource of the stack as it will be, or as it was where it goes. */
  all: ResourceView[];
}
