import { expect, test } from "vitest";
import { countRequests, kindOf } from "../requests.ts";

const request = (text: string, status = 200) => {
  const [method = "", path = ""] = text.split(" ");
  return { method, path, status };
};

test.each([
  ["GET /apps", "GET /apps"],
  ["GET /apps/b1946ac9-2f6e-4d1c-a1f0-3f1f9a2c7c11/config-vars", "GET /apps/{}/config-vars"],
  ["DELETE /apps/consumer-notebook/addons/postgresql-curved-12345", "DELETE /apps/{}/addons/{}"],
  ["GET /account/features", "GET /account/features"],
  ["GET /client/v11/databases/one/transfer-schedules", "GET /client/v11/databases/{}/transfer-schedules"],
])("%s is of the kind %s", (text, kind) => {
  expect(kindOf(request(text))).toBe(kind);
});

test("a path that Heroku does not have stays as it is", () => {
  expect(kindOf(request("GET /no/such/path", 404))).toBe("GET /no/such/path");
});

test("requests are counted by kind, apart from looks at what was made and may not be ready", () => {
  const requests = [
    request("POST /apps/one/builds", 201),
    request("GET /apps/one/builds/2"),
    request("GET /apps/two/builds/3"),
    request("GET /apps/one"),
    request("GET /apps/two"),
    // Nothing is there: a look whether to make it.
    request("GET /addons/three", 404),
  ];
  expect(countRequests(requests)).toEqual({
    kinds: { "GET /addons/{}": 1, "GET /apps/{}": 2, "POST /apps/{}/builds": 1 },
    waiting: 2,
  });
});
