import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Peering {
  pcx_id: string;
  status: string;
  expires: string;
}

const PATH = "/spaces/private/peerings";
const WEEK_MS = 7 * 24 * 3_600_000;

async function withSpace(stack = "heroku-24") {
  const test = testSandbox({ provisionMs: 1000 });
  await test.heroku.post("/teams", { name: "acme" });
  await test.heroku.post("/teams/apps", { name: "notebook", space: "private", team: "acme", stack });
  const { body: space } = await test.heroku.get<{ id: string }>("/spaces/private");
  const request = async (more: object = {}) => {
    const body = JSON.stringify({ space: space.id, ...more });
    const answer = await test.sandbox.fetch("http://127.0.0.1/_sandbox/peerings", { method: "POST", body });
    return { status: answer.status, body: (await answer.json()) as Peering };
  };
  const statusOf = async (pcx: string) => (await test.heroku.get<Peering>(`${PATH}/${pcx}`)).body.status;
  return { ...test, request, statusOf };
}

describe("peerings", () => {
  it("are requested by a control path, accepted in either of two ways, and destroyed", async () => {
    const { heroku, clock, request, statusOf } = await withSpace();
    const { body: one } = await request();
    const { body: two } = await request({ cidr_blocks: ["192.168.0.0/16"], aws_region: "eu-west-1" });
    expect(one).toMatchObject({
      status: "pending-acceptance",
      expires: "2026-01-12T09:00:00Z",
      aws_region: "us-east-1",
    });
    expect((await heroku.get<Peering[]>(PATH)).body).toEqual(expect.arrayContaining([one, two]));
    const { body: taken } = await heroku.post<Peering>(`${PATH}/${one.pcx_id}/actions/accept`);
    expect(taken).toEqual({ ...one, status: "provisioning" });
    await heroku.post(PATH, { pcx_id: two.pcx_id });
    clock.advance(1000);
    expect([await statusOf(one.pcx_id), await statusOf(two.pcx_id)]).toEqual(["active", "active"]);
    expect((await heroku.delete<Peering>(`${PATH}/${one.pcx_id}`)).body.status).toBe("deleted");
    expect(await statusOf(one.pcx_id)).toBe("deleted");
    clock.advance(1000);
    expect((await heroku.get(`${PATH}/${one.pcx_id}`)).status).toBe(404);
    expect((await heroku.get<Peering[]>(PATH)).body).toMatchObject([{ pcx_id: two.pcx_id }]);
  });

  it("are accepted once, and within a week", async () => {
    const { heroku, clock, request, statusOf } = await withSpace();
    const { body: one } = await request();
    const { body: late } = await request();
    const accept = (pcx: string) => heroku.post(`${PATH}/${pcx}/actions/accept`);
    expect((await accept(one.pcx_id)).status).toBe(202);
    expect((await accept(one.pcx_id)).status).toBe(422);
    expect((await accept("pcx-none")).status).toBe(404);
    clock.advance(WEEK_MS);
    expect([await statusOf(one.pcx_id), await statusOf(late.pcx_id)]).toEqual(["active", "expired"]);
    expect((await accept(late.pcx_id)).status).toBe(422);
  });

  it("fail with a network that is the space's own", async () => {
    const { heroku, clock, request, statusOf } = await withSpace();
    const { body } = await request({ cidr_blocks: ["10.0.0.0/16"] });
    await heroku.post(PATH, { pcx_id: body.pcx_id });
    clock.advance(1000);
    expect(await statusOf(body.pcx_id)).toBe("failed");
  });

  it("are not requested twice, of no space, of one of the Fir generation, or with what is no id", async () => {
    const { request } = await withSpace();
    const { body } = await request();
    expect((await request({ pcx_id: body.pcx_id })).status).toBe(409);
    expect((await request({ space: "nowhere" })).status).toBe(404);
    expect((await request({ pcx_id: "vpc-1" })).status).toBe(400);
    expect((await (await withSpace("cnb")).request()).status).toBe(422);
  });

  it("go with their space", async () => {
    const { heroku, sandbox, clock, request } = await withSpace();
    await request();
    await heroku.delete("/apps/notebook");
    await heroku.delete("/spaces/private");
    clock.advance(1000);
    await heroku.get("/spaces");
    expect(sandbox.store.dump().peerings).toEqual([]);
  });
});

describe("peering information", () => {
  it("tells the networks of a space", async () => {
    const { heroku } = await withSpace();
    expect((await heroku.get("/spaces/private/peering-info")).body).toMatchObject({
      aws_region: "us-east-1",
      vpc_cidr: "10.0.0.0/16",
      dyno_cidr_blocks: ["10.0.128.0/20", "10.0.144.0/20"],
    });
    expect((await heroku.get("/spaces/nowhere/peering-info")).status).toBe(404);
  });
});
