import { findRegion } from "../catalogue/regions.ts";
import { timestamp } from "../clock.ts";
import { conflict, invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { hexOf } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { requireAllocated, type Space, spaces } from "./space.ts";

/** A peering that a VPC at AWS has requested with a space, by the sandbox's control path. Nothing is connected. */
export interface Peering {
  id: string;
  space: string;
  pcx_id: string;
  type: "customer-managed";
  cidr_blocks: string[];
  status: "pending-acceptance" | "provisioning" | "active" | "failed" | "expired" | "deleted";
  aws_vpc_id: string;
  aws_region: string;
  aws_account_id: string;
  expires: string;
}

export const peerings = collection<Peering>("peerings", { unique: [["space", "pcx_id"]] });

/** https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html */
const EXPIRES_AFTER_MS = 7 * 24 * 3_600_000;

/** That Heroku refuses it, and its words, are (unverified). */
const NOT_PENDING = "Peering connection is not pending acceptance.";

/** What the one who requests a peering may say of themselves; the rest is made up. */
export interface WantedPeering {
  /** UUID of the space. */
  space: string;
  pcx_id?: string | undefined;
  cidr_blocks?: string[] | undefined;
  aws_vpc_id?: string | undefined;
  aws_region?: string | undefined;
  aws_account_id?: string | undefined;
}

/** As when somebody at AWS has requested it. */
export function requestPeering(platform: Platform, wanted: WantedPeering): Peering {
  const space = spaces(platform).get(wanted.space);
  if (!space) throw notFound("space");
  requireAllocated(space);
  // https://devcenter.heroku.com/articles/private-space-peering
  if (space.generation === "fir") throw invalidParams("Spaces of the Fir generation can't be peered.");
  const pcx_id = wanted.pcx_id ?? `pcx-${platform.hex(8)}`;
  if (peerings(platform).find({ space: space.id, pcx_id })) throw conflict(`${pcx_id} is there already.`);
  const made = peerings(platform).insert({
    id: platform.uuid(),
    space: space.id,
    pcx_id,
    type: "customer-managed",
    cidr_blocks: wanted.cidr_blocks ?? ["172.31.0.0/16"],
    status: "pending-acceptance",
    aws_vpc_id: wanted.aws_vpc_id ?? `vpc-${platform.hex(8)}`,
    aws_region: wanted.aws_region ?? awsRegionOf(space),
    aws_account_id: wanted.aws_account_id ?? awsAccount(pcx_id),
    expires: timestamp(platform.now() + EXPIRES_AFTER_MS),
  });
  platform.later(EXPIRES_AFTER_MS, "peering.expired", { peering: made.id });
  return made;
}

/** The one that the path, or a body, names. */
export function peeringOf(call: Call, { id: space }: Space, pcx_id = call.param("pcx")): Peering {
  const found = peerings(call).find({ space, pcx_id });
  if (!found) throw notFound("peering connection");
  return found;
}

export function acceptPeering(call: Call, { id, status }: Peering): Peering {
  if (status !== "pending-acceptance") throw invalidParams(NOT_PENDING);
  call.later(call.provisionMs, "peering.ready", { peering: id });
  return peerings(call).update(id, { status: "provisioning" });
}

/** The task `peering.ready`: it fails where the peer's network is the space's own. */
export function peeringReady(platform: Platform, { peering = "" }: Record<string, string>): void {
  const found = peerings(platform).get(peering);
  if (found?.status !== "provisioning") return;
  const cidr = spaces(platform).get(found.space)?.cidr ?? "";
  peerings(platform).update(peering, { status: found.cidr_blocks.includes(cidr) ? "failed" : "active" });
}

/** The task `peering.expired`. */
export function peeringExpired(platform: Platform, { peering = "" }: Record<string, string>): void {
  if (peerings(platform).get(peering)?.status === "pending-acceptance")
    peerings(platform).update(peering, { status: "expired" });
}

/** That it is told as deleted for a while is (unverified). */
export function destroyPeering(call: Call, { id, status }: Peering): Peering {
  if (status !== "deleted") call.later(call.provisionMs, "peering.gone", { peering: id });
  return peerings(call).update(id, { status: "deleted" });
}

export function serializePeering({ id: _id, space: _space, ...shown }: Peering) {
  return shown;
}

/** Of a space's /16 these are told; which are the dynos' alone is (unverified). */
const DYNOS = ["128", "144"];
const LOAD_BALANCERS = ["0", "16"];

export function serializePeeringInfo(space: Space) {
  const [one, two] = space.cidr.split(".");
  const blocks = (thirds: string[]) => thirds.map((third) => `${one}.${two}.${third}.0/20`);
  return {
    aws_account_id: awsAccount(space.team),
    aws_region: awsRegionOf(space),
    dyno_cidr_blocks: blocks(DYNOS),
    space_cidr_blocks: blocks([...DYNOS, ...LOAD_BALANCERS]),
    unavailable_cidr_blocks: [space.data_cidr],
    vpc_cidr: space.cidr,
    vpc_id: `vpc-${hexOf(`vpc:${space.id}`, 8)}`,
  };
}

const awsRegionOf = ({ region }: Space) => findRegion(region)?.provider.region ?? "";

/** Twelve digits that follow from a text. */
const awsAccount = (text: string) => String(Number.parseInt(hexOf(`aws:${text}`, 9), 16)).padStart(12, "0");
