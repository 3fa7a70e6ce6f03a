import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { requireAllocated, spaceOf } from "../model/space.ts";
import {
  connectVpn,
  disconnectVpn,
  serializeVpn,
  vpnConnections,
  vpnNamed,
  vpnReady,
} from "../model/vpn-connection.ts";

const cidrs = z.array(z.cidrv4()).min(1);
const newConnection = z.object({ name: z.string().min(1), public_ip: z.ipv4(), routable_cidrs: cidrs });

/** https://devcenter.heroku.com/articles/platform-api-reference#vpn-connection */
export function vpnConnectionRoutes(api: Api): void {
  api.onTask("vpn-connection.ready", vpnReady);
  api.onTask("vpn-connection.gone", (platform, { connection = "" }) => vpnConnections(platform).delete(connection));
  api.get("/spaces/:space/vpn-connections", (call) => {
    const space = spaceOf(call);
    const all = vpnConnections(call).list({ space: space.id });
    return paged(
      call,
      all.map((each) => serializeVpn(space, each)),
    );
  });
  api.post("/spaces/:space/vpn-connections", newConnection, (call) => {
    const space = requireAllocated(spaceOf(call));
    return created(serializeVpn(space, connectVpn(call, space, call.body)));
  });
  api.get("/spaces/:space/vpn-connections/:connection", (call) => serializeVpn(...of(call)));
  api.patch("/spaces/:space/vpn-connections/:connection", z.object({ routable_cidrs: cidrs }), (call) => {
    const [space, { id }] = of(call);
    return serializeVpn(space, vpnConnections(call).update(id, call.body));
  });
  api.delete("/spaces/:space/vpn-connections/:connection", (call) => {
    const [space, connection] = of(call);
    return serializeVpn(space, disconnectVpn(call, connection));
  });
}

function of(call: Call) {
  const space = spaceOf(call);
  return [space, vpnNamed(call, space, call.param("connection"))] as const;
}
