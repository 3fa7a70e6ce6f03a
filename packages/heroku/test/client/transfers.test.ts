import { expect, test } from "vitest";
import { operateOn } from "./operation.ts";

test.each([503, 429])("an upload that storage answers with %i is repeated, with the same bytes", async (status) => {
  const { heroku, address, seen } = await operateOn((response) =>
    response.writeHead(seen.length === 1 ? status : 200).end(),
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
  await heroku.follow(`${address}/log`, (line) => seen.push(line), { forMs: 1000 });
  expect(seen).toEqual(["one", "two", "one", "two"]);
});

test("an upload follows no redirect", async () => {
  const other = await operateOn((response) => response.end());
  const { heroku, address } = await operateOn((response) =>
    response.writeHead(307, { location: `${other.address}/taken` }).end(),
  );
  await expect(heroku.upload(`${address}/put`, new Uint8Array(3))).rejects.toMatchObject({ code: "failed" });
  expect(other.seen).toEqual([]);
});

test.each(["file:///etc/passwd", "no address", ""])("%j is no address to send to or to read from", async (address) => {
  const { heroku } = await operateOn(() => undefined);
  const bad = { code: "bad-answer", message: expect.not.stringContaining("etc") };
  await expect(heroku.upload(address, new Uint8Array(3))).rejects.toMatchObject(bad);
  await expect(heroku.follow(address, () => undefined)).rejects.toMatchObject(bad);
});

test("a line without end is cut, and what follows it is read", async () => {
  const { heroku, address } = await operateOn((response) => response.end(`${"x".repeat(1 << 20)}\r\ntwo\r\n\u00fc`));
  const lines: string[] = [];
  await heroku.follow(`${address}/log`, (line) => lines.push(line));
  expect(lines).toEqual(["x".repeat(10_000), "two", "\u00fc"]);
});

test("a text without end is given up", async () => {
  const { heroku, address } = await operateOn((response) => {
    const more = () => {
      if (!response.destroyed) response.write("x".repeat(1 << 20), () => setImmediate(more));
    };
    more();
  });
  await expect(heroku.follow(`${address}/log`, () => undefined)).rejects.toMatchObject({
    code: "bad-answer",
    message: expect.stringContaining("longer than 64 MiB"),
  });
});
