import { expect, test, vi } from "vitest";
import { createCache } from "../../client/cache.ts";

test("an answer is shared by all who ask, at once and later", async () => {
  const cache = createCache();
  const read = vi.fn(async () => ["an app"]);
  const answers = await Promise.all([cache.share("/apps", read), cache.share("/apps", read)]);
  answers.push(await cache.share("/apps", read));
  expect(answers).toEqual([["an app"], ["an app"], ["an app"]]);
  expect(read).toHaveBeenCalledTimes(1);
});

test("a failure is shared by those who asked meanwhile, and kept for nobody else", async () => {
  const cache = createCache();
  const read = vi.fn(async () => "fine").mockRejectedValueOnce(new Error("down"));
  const asked = [cache.share("/apps", read), cache.share("/apps", read)];
  await Promise.all(asked.map((each) => expect(each).rejects.toThrow("down")));
  await expect(cache.share("/apps", read)).resolves.toBe("fine");
});

test("a write drops everything but Heroku's own catalogues", async () => {
  const cache = createCache();
  const read = vi.fn(async () => "answer");
  const paths = ["/apps", "/apps/x/regions", "/regions", "/addon-services/x/plans", "/dyno-sizes"];
  for (const path of paths) await cache.share(path, read);
  cache.drop();
  read.mockClear();
  for (const path of paths) await cache.share(path, read);
  expect(read).toHaveBeenCalledTimes(2);
});

test("a failure that arrives after a write does not drop what was read since", async () => {
  const cache = createCache();
  const slow = Promise.withResolvers<string>();
  const asked = cache.share("/apps", () => slow.promise);
  cache.drop();
  await cache.share("/apps", async () => "new");
  slow.reject(new Error("down"));
  await expect(asked).rejects.toThrow("down");
  await expect(cache.share("/apps", async () => "newer")).resolves.toBe("new");
});
