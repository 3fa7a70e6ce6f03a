import { expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Slug {
  id: string;
  size: number | null;
  blob: { method: string; url: string };
}

it("take an archive at a signed address, and tell its size", async () => {
  const { heroku, sandbox } = testSandbox({ limits: { slugBytes: 10 } });
  await heroku.post("/apps", { name: "notebook" });
  const { body: made } = await heroku.post<Slug>("/apps/notebook/slugs", { process_types: { web: "run" } });
  expect(made).toMatchObject({ size: null, blob: { method: "put" } });
  const put = async (url: string, body: string) => (await sandbox.fetch(url, { method: "PUT", body })).status;
  expect(await put(made.blob.url, "x".repeat(11))).toBe(413);
  expect(await put(made.blob.url.replace(/signature=./, "signature=x"), "x")).toBe(403);
  expect(await put(made.blob.url.replace(/\?.*/, ""), "x")).toBe(403);
  expect(await put(made.blob.url, "xyz")).toBe(200);
  const { body: found } = await heroku.get<Slug>(`/apps/notebook/slugs/${made.id}`);
  expect(found).toMatchObject({ size: 3, blob: { method: "get" } });
  expect(JSON.stringify(found)).not.toContain("signature");
});
