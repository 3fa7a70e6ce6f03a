import { describe, expect, test } from "vitest";
import { addressOf, endpointOf } from "../../client/endpoint.ts";

describe("the Heroku that is spoken to", () => {
  test.each([undefined, "", " ", "https://api.heroku.com", "https://api.heroku.com/", "HTTPS://API.heroku.com:443/"])(
    "%j is the real one",
    (HEROKU_API_URL) => {
      expect(endpointOf({ HEROKU_API_URL })).toEqual({
        kind: "heroku",
        host: "api.heroku.com",
        api: "https://api.heroku.com",
        data: "https://api.data.heroku.com",
        metrics: "https://api.metrics.heroku.com",
      });
    },
  );

  test("is never called without encryption, even if asked to", () => {
    expect(endpointOf({ HEROKU_API_URL: "http://api.heroku.com" }).api).toBe("https://api.heroku.com");
  });

  test("is a sandbox at every other address", () => {
    expect(endpointOf({ HEROKU_API_URL: "http://127.0.0.1:5117/" })).toEqual({
      kind: "sandbox",
      host: "127.0.0.1",
      api: "http://127.0.0.1:5117",
      data: "http://127.0.0.1:5117",
      metrics: "http://127.0.0.1:5117",
    });
    expect(endpointOf({ HEROKU_API_URL: "https://api.heroku.com.example.com" }).kind).toBe("sandbox");
  });

  test.each(["api.heroku.com", "ftp://example.com", "http://user:hush@127.0.0.1", "http://127.0.0.1?key=hush", "hush"])(
    "%s is no address, and is not repeated",
    (HEROKU_API_URL) => {
      expect(() => endpointOf({ HEROKU_API_URL })).toThrow(
        expect.objectContaining({ code: "bad-address", message: expect.not.stringContaining(HEROKU_API_URL) }),
      );
    },
  );
});

test.each([
  ["/apps/x", "https://api.heroku.com/apps/x"],
  ["/addons", "https://api.heroku.com/addons"],
  ["/client/v11/databases/x", "https://api.data.heroku.com/client/v11/databases/x"],
  ["/postgres/v0/databases/x/config", "https://api.data.heroku.com/postgres/v0/databases/x/config"],
  ["/redis/v0/databases/x", "https://api.data.heroku.com/redis/v0/databases/x"],
  ["/data/maintenances/v1/x", "https://api.data.heroku.com/data/maintenances/v1/x"],
  ["/apps/x/formation/web/monitors", "https://api.metrics.heroku.com/apps/x/formation/web/monitors"],
  ["/apps/x/formation/web/monitors/1", "https://api.metrics.heroku.com/apps/x/formation/web/monitors/1"],
  ["/apps/x/formation/web", "https://api.heroku.com/apps/x/formation/web"],
  ["/client-apps", "https://api.heroku.com/client-apps"],
])("%s goes to %s", (path, address) => {
  expect(addressOf(endpointOf({}), path)).toBe(address);
});
