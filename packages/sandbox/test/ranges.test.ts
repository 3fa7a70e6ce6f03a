import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Page, page } from "../http/ranges.ts";
import { testSandbox } from "./support/client.ts";

const items = [3, 1, 2].map((version) => ({ id: `id-${version}`, version }));
const versions = (header: string | null) => {
  const { items: shown, status, headers } = page(items, ["id", "version"], header);
  return { versions: shown.map((item) => item.version), status, next: headers["Next-Range"] };
};

describe("ranges", () => {
  it.each([
    [null, [1, 2, 3]],
    ["", [1, 2, 3]],
    ["version ..", [1, 2, 3]],
    ["version 2..", [2, 3]],
    ["version ]2..", [3]],
    ["version ..2", [1, 2]],
    ["version 2..3[", [2]],
    ["id id-2..", [2, 3]],
    ["version ..; order=desc", [3, 2, 1]],
    ["version ]3..; order=desc", [2, 1]],
    ["version ..; max=5, order=desc", [3, 2, 1]],
  ])("%s shows %j", (header, expected) => {
    expect(versions(header)).toEqual({ versions: expected, status: 200, next: undefined });
  });

  it("answer 206 with the next range while there is more", () => {
    expect(versions("version ..; max=2")).toEqual({ versions: [1, 2], status: 206, next: "version ]2..; max=2" });
    expect(versions("version ..; order=desc,max=1")).toMatchObject({ next: "version ]3..; max=1, order=desc" });
  });

  it.each(["bytes=0-1", "version", "version 1", "version ..; max=x", "version ..; max=0", "version ..; sort=up"])(
    "%s is malformed",
    (header) => {
      expect(() => versions(header)).toThrow(expect.objectContaining({ status: 400, id: "bad_request" }));
    },
  );

  it("by a field that can't be sorted by can't be satisfied", () => {
    expect(() => versions("color ..")).toThrow(expect.objectContaining({ status: 416 }));
  });

  it("followed to the end show every item once, in order", () => {
    const list = fc.uniqueArray(fc.nat(500), { maxLength: 60 });
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 20 }), fc.constantFrom("asc", "desc"), (numbers, max, order) => {
        const all = numbers.map((version) => ({ id: String(version), version }));
        const seen: number[] = [];
        let header: string | undefined = `version ..; max=${max}, order=${order}`;
        while (header !== undefined) {
          const { items: shown, headers }: Page<{ version: number }> = page(all, ["version"], header);
          seen.push(...shown.map((item) => item.version));
          header = headers["Next-Range"];
        }
        expect(seen).toEqual(numbers.toSorted((a, b) => (order === "asc" ? a - b : b - a)));
      }),
    );
  });

  it("hold for lists of the API: 200 a page, 1000 at most", async () => {
    const { heroku } = testSandbox({ limits: { appsPerAccount: 2000 } });
    for (let index = 0; index < 201; index += 1) await heroku.post("/apps", { name: `app-${1000 + index}` });
    const first = await heroku.get<{ name: string }[]>("/apps", { Range: "name .." });
    expect([first.status, first.body.length]).toEqual([206, 200]);
    expect(first.headers.get("Content-Range")).toBe("name app-1000..app-1199; max=200");
    const next = await heroku.get<{ name: string }[]>("/apps", { Range: first.headers.get("Next-Range") ?? "" });
    expect([next.status, next.body.map(({ name }) => name)]).toEqual([200, ["app-1200"]]);
    const whole = await heroku.get<{ name: string }[]>("/apps", { Range: "id ..; max=5000" });
    expect([whole.status, whole.body.length]).toEqual([200, 201]);
    expect((await heroku.get("/apps", { Range: "nonsense" })).status).toBe(400);
  });
});
