import { expect, test } from "vitest";
import { forgetSecrets } from "../secrets/forget.ts";

const secret = (ciphertext: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext,
});

test("a state without its secrets has all else as it was, and nothing that was encrypted", () => {
  const resource = { urn: "urn:1", id: "1", protect: true, outputs: { list: [1, null, "x"] } };
  const exported = {
    version: 3,
    deployment: {
      secrets_providers: { type: "passphrase", state: { salt: "v1:salt" } },
      resources: [{ ...resource, inputs: { url: secret("v1:a"), vars: secret("v1:b"), app: "1" } }],
    },
  };
  const { state, forgotten } = forgetSecrets(JSON.stringify(exported));
  expect(forgotten).toBe(2);
  expect(JSON.parse(state)).toEqual({
    version: 3,
    deployment: { resources: [{ ...resource, inputs: { url: "", vars: "", app: "1" } }] },
  });
});
