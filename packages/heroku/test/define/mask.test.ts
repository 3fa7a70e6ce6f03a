import fc from "fast-check";
import { expect, test } from "vitest";
import { createMask } from "../../define/mask.ts";
import { type Plain, secret, UNKNOWN } from "../../define/values.ts";

function mask(text: string, ...values: Plain[]): string {
  const made = createMask();
  made.learn(...values);
  return made.mask(text);
}

test("a text shows none of the secrets in it", () => {
  const inputs = {
    key: secret("hush-hush"),
    longer: [secret({ a: "hush-hush-hush" })],
    short: secret("on"),
    plain: "plainly",
  };
  expect(mask("hush-hush-hush is not hush-hush, plainly: on", inputs)).toBe("[secret] is not [secret], plainly: on");
});

test("a text stays as it is where there are none", () => {
  expect(mask("plainly $& on", { key: secret(UNKNOWN), n: secret(1234567) })).toBe("plainly $& on");
  expect(mask("plainly")).toBe("plainly");
});

/** As others write a value: Heroku and its routers, builds, and commands on dynos. */
const FORMS: Record<string, (value: string) => string> = {
  "as it is": (value) => value,
  JSON: (value) => JSON.stringify(value),
  "JSON in JSON": (value) => JSON.stringify(JSON.stringify(value)),
  "JSON in ASCII": (value) =>
    JSON.stringify(value).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "a part of an address": encodeURIComponent,
  "JSON in an address": (value) => encodeURIComponent(JSON.stringify(value).slice(1, -1)),
  "a form": (value) => new URLSearchParams({ "": value }).toString().slice(1),
  HTML: (value) => value.replace(/[&<>"']/g, (unit) => `&#${unit.charCodeAt(0)};`),
  "a shell's word": (value) => `'${value.replaceAll("'", "'\\''")}'`,
  base64: (value) => Buffer.from(value).toString("base64"),
};

test.each(Object.entries(FORMS))("a secret is found in a text written as %s", (_name, written) => {
  const text = fc
    .string({ unit: "binary", minLength: 6, maxLength: 80 })
    .filter((value) => value.isWellFormed() && value.trim().length > 5);
  fc.assert(
    fc.property(text, fc.constantFrom("", '"', "%", "$", "\n", "é\u{1f511}\\"), (value, special) => {
      const whole = `${value.slice(0, 3)}${special}${value.slice(3)}`;
      fc.pre(whole.isWellFormed());
      const masked = mask(`<${written(whole)}>`, secret(whole));
      // Angles, and the quotes of JSON in JSON.
      expect(masked.replaceAll("[secret]", "").length).toBeLessThanOrEqual(8);
    }),
  );
});

test("so is what is left of a long one that was shortened, line by line, or a part of an address", () => {
  const long = Array.from({ length: 500 }, (_, index) => index.toString(36)).join("-");
  expect(mask(`${long.slice(0, 64)}… is too long`, secret(long))).not.toContain(long.slice(0, 32));
  const key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqh\nkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n";
  expect(mask("remote: MIIEvQIBADANBgkqh", secret(key))).toBe("remote: [secret]");
  const drain = "https://somebody:hush%20hush@logs.example.com/token-0123456789?key=another-0123456789";
  expect(mask("hush hush, token-0123456789, another-0123456789 at logs.example.com", secret(drain))).toBe(
    "[secret], [secret], [secret] at logs.example.com",
  );
});

test("secrets that begin alike are found among thousands, however they overlap and follow one another", () => {
  const drain = (index: number) => `https://logs.example.com/app-${index}?token=${index}-hush`;
  const all = Array.from({ length: 3000 }, (_, index) => secret(drain(index)));
  expect(mask(`to ${drain(17)}${encodeURIComponent(drain(2999))}, and ${drain(100)}.`, all)).toBe(
    "to [secret], and [secret].",
  );
  expect(mask("one-two-three is not one-two-3", secret("one-two-"), secret("two-three"))).toBe(
    "[secret] is not [secret]3",
  );
});
