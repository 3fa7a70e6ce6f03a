import type { Client } from "./client.ts";

/** A team of the client's account: it is made unless it is there. */
export async function teamFor({ get, post }: Client, name = "acme"): Promise<string> {
  const { status } = await get(`/teams/${name}`);
  if (status === 404) await post("/teams", { name });
  return name;
}
