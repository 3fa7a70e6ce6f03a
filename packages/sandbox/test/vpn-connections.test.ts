import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Connection {
  id: string;
  status: string;
  tunnels: { pre_shared_key: string }[];
}

const OFFICE = { name: "office", public_ip: "35.161.69.30", routable_cidrs: ["172.16.0.0/16"] };

async function withSpace() {
  const test = testSandbox({ provisionMs: 1000 });
  await test.heroku.post("/teams", { name: "acme" });
  await test.heroku.post("/teams/apps", { name: "notebook", space: "private", team: "acme" });
  const connect = (more: object = {}) =>
    test.heroku.post<Connection>("/spaces/private/vpn-connections", { ...OFFICE, ...more });
  return { ...test, connect };
}

describe("VPN connections", () => {
  it("take their time to come and to go, and have two tunnels with a key each", async () => {
    const { heroku, clock, connect } = await withSpace();
    const { status, body } = await connect();
    expect([status, body.status, body.tunnels]).toEqual([201, "pending", []]);
    clock.advance(1000);
    const { body: active } = await heroku.get<Connection>("/spaces/private/vpn-connections/office");
    expect(active).toMatchObject({ id: body.id, status: "active", space_cidr_block: "10.0.0.0/16" });
    expect(new Set(active.tunnels.map((tunnel) => tunnel.pre_shared_key)).size).toBe(2);
    const routable = { routable_cidrs: ["172.17.0.0/16"] };
    expect((await heroku.patch(`/spaces/private/vpn-connections/${body.id}`, routable)).body).toMatchObject(routable);
    const { body: going } = await heroku.delete<Connection>("/spaces/private/vpn-connections/office");
    expect(going.status).toBe("deprovisioning");
    clock.advance(1000);
    expect((await heroku.get("/spaces/private/vpn-connections")).body).toEqual([]);
    expect((await heroku.get("/spaces/private/vpn-connections/office")).status).toBe(404);
  });

  it("fail where they would route the space's own network", async () => {
    const { heroku, clock, connect } = await withSpace();
    await connect({ routable_cidrs: ["10.0.0.0/16"] });
    clock.advance(1000);
    expect((await heroku.get("/spaces/private/vpn-connections/office")).body).toMatchObject({
      status: "failed",
      status_message: "supplied CIDR block already in use",
    });
  });

  it("are refused twice, and with what is no address", async () => {
    const { connect } = await withSpace();
    await connect();
    expect((await connect()).status).toBe(422);
    expect((await connect({ name: "other", public_ip: "office" })).status).toBe(422);
    expect((await connect({ name: "other", routable_cidrs: ["172.16.0.0"] })).status).toBe(422);
  });

  it("hide their keys from the sandbox's state", async () => {
    const { heroku, sandbox, clock, connect } = await withSpace();
    await connect();
    clock.advance(1000);
    const { body } = await heroku.get<Connection>("/spaces/private/vpn-connections/office");
    const state = await (await sandbox.fetch("http://127.0.0.1/_sandbox/state")).text();
    expect(state).toContain("office");
    expect(state).not.toContain(body.tunnels[0]?.pre_shared_key ?? "?");
  });
});
