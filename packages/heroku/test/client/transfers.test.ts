import { expect, test } from "vitest";
import { operateOn } from "./operation.ts";

test("an upload is repeated where storage fails, with the same bytes", async () => {
  const { heroku, address, seen } = await operateOn((response) =>
    response.writeHead(seen.length === 1 ? 503 : 200).end(),
  );
  await heroku.upload(`${address}/put`, new TextEncoder().encode("archive"));
  expect(seen.map(({ body }) => body)).toEqual(["archive", "archive"]);
});

test("an upload that is refused is not repeated", async () => {
  const { heroku, address, seen } = await operateOn((response) => response.writeHead(413).end());
  await expect(heroku.upload(`${address}/put`, new Uint8Array(3))).rejects.toMatchObject({ code: "failed" });
  expect(seen).toHaveLength(1);
});

test("an upload that is cancelled ends", async () => {
  const { heroku, client, address } = await operateOn(() => client.cancel());
  await expect(heroku.upload(`${address}/put`, new Uint8Array(3))).rejects.toMatchObject({ code: "interrupted" });
});

test("a text that goes on is left when it has been read far enough, or for long enough", async () => {
  const { heroku, address } = await operateOn((response) => response.write("one\ntwo\n"));
  const seen: string[] = [];
  await heroku.follow(`${address}/log`, (line) => seen.push(line), { isEnough: () => seen.includes("two") });
  await heroku.follow(`${address}/log`, (line) => seen.push(line), { forMs: 100 });
  expect(seen).toEqual(["one", "two", "one", "two"]);
});
