import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import type { Space } from "./space.ts";

/** A VPN between a space and a network of one's own. Nothing is connected. */
export interface VpnConnection {
  id: string;
  space: string;
  name: string;
  public_ip: string;
  routable_cidrs: string[];
  status: "pending" | "active" | "deprovisioning" | "failed";
  status_message: string;
  tunnels: { ip: string; pre_shared_key: string; last_status_change: string }[];
}

export const vpnConnections = collection<VpnConnection>("vpn_connections", {
  unique: [["space", "name"]],
  hidden: ["tunnels"],
});

/** Heroku's words are (unverified), but those of a failure, which are its schema's example. */
const TAKEN = "Name has already been taken.";
const IN_USE = "supplied CIDR block already in use";

export type WantedVpn = Pick<VpnConnection, "name" | "public_ip" | "routable_cidrs">;

export function connectVpn(call: Call, space: Space, wanted: WantedVpn): VpnConnection {
  if (vpnConnections(call).find({ space: space.id, name: wanted.name })) throw invalidParams(TAKEN);
  const made = vpnConnections(call).insert({
    ...wanted,
    // Of digits, as in Heroku's schema.
    id: String(Number.parseInt(call.hex(12), 16)).padStart(12, "0"),
    space: space.id,
    status: "pending",
    status_message: "",
    tunnels: [],
  });
  call.later(call.provisionMs, "vpn-connection.ready", { connection: made.id, taken: space.cidr });
  return made;
}

/** The task `vpn-connection.ready`: it fails where it would route what is the space's own network. */
export function vpnReady(platform: Platform, { connection = "", taken = "" }: Record<string, string>): void {
  const found = vpnConnections(platform).get(connection);
  if (found?.status !== "pending") return;
  const isFailed = found.routable_cidrs.includes(taken);
  const tunnels = ["203.0.113.1", "203.0.113.2"].map((ip) => ({
    ip,
    pre_shared_key: platform.hex(32),
    last_status_change: platform.timestamp(),
  }));
  vpnConnections(platform).update(
    found.id,
    isFailed ? { status: "failed", status_message: IN_USE } : { status: "active", tunnels },
  );
}

/** It goes for as long as it came. */
export function disconnectVpn(call: Call, connection: VpnConnection): VpnConnection {
  if (connection.status === "deprovisioning") return connection;
  call.later(call.provisionMs, "vpn-connection.gone", { connection: connection.id });
  return vpnConnections(call).update(connection.id, { status: "deprovisioning" });
}

/** By id or name. */
export function vpnNamed(call: Call, space: Space, identity: string): VpnConnection {
  const found = vpnConnections(call)
    .list({ space: space.id })
    .find(({ id, name }) => [id, name].includes(identity));
  if (!found) throw notFound("VPN connection");
  return found;
}

/** A tunnel is down until the gateway at the other end answers, which none does here. */
export function serializeVpn(space: Space, connection: VpnConnection) {
  const { id, name, public_ip, routable_cidrs, status, status_message, tunnels } = connection;
  return {
    id,
    ike_version: 1,
    name,
    public_ip,
    routable_cidrs,
    space_cidr_block: space.cidr,
    status,
    status_message,
    tunnels: tunnels.map((tunnel) => ({ ...tunnel, customer_ip: public_ip, status: "DOWN", status_message: "" })),
  };
}
