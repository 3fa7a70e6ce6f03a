import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { exposed, holdsCredential, seal } from "../../define/secrets.ts";
import { isObject, isSecret, open, type Plain, secret } from "../../define/values.ts";
import { plain } from "./plain.ts";

const schema = z.object({
  vars: z.record(z.string(), z.string()),
  secretVars: z.record(z.string(), z.string()).default({}).meta({ secret: true }),
  drain: z.object({ url: z.string().meta({ secret: true }).optional(), token: z.string() }).optional(),
});

describe("seal", () => {
  test("marks each value of a secret map by itself, so that a diff names its keys", () => {
    expect(seal(schema, { vars: { A: "1" }, secretVars: { B: "2" } })).toEqual({
      vars: { A: "1" },
      secretVars: { B: secret("2") },
    });
  });

  test("finds the mark under optional and default, and in nested objects", () => {
    expect(seal(schema, { drain: { url: "syslog://host", token: "t" } })).toEqual({
      drain: { url: secret("syslog://host"), token: "t" },
    });
  });

  test("keeps the marks of the program, however deep they lie", () => {
    const like = { vars: { A: secret("1"), B: "2" }, drain: secret({ url: "u", token: "t" }) };
    expect(seal(schema, open(like), like)).toEqual({
      vars: { A: secret("1"), B: "2" },
      drain: secret({ url: "u", token: "t" }),
    });
  });

  test("a value that Heroku has changed stays as secret as the one that it comes from", () => {
    expect(seal(schema, { vars: { A: "new", B: "2" } }, { vars: { A: secret("old") } })).toEqual({
      vars: { A: secret("new"), B: "2" },
    });
  });

  test("leaves out what has no value, secret or not", () => {
    const value = { drain: { url: undefined, token: undefined } } as unknown as Plain;
    expect(JSON.stringify(seal(schema, value))).toBe('{"drain":{}}');
  });
});

describe("any value", () => {
  const hidden = z.object({}).meta({ secret: true });

  test("is the same after sealing and opening", () => {
    fc.assert(
      fc.property(plain, plain, (value, like) => {
        expect(open(seal(undefined, value, like))).toEqual(value);
        expect(open(seal(hidden, value))).toEqual(value);
      }),
    );
  });

  test("shows no leaf where all of it is secret", () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(leaves(seal(hidden, value))).toEqual([]);
        expect(leaves(seal(undefined, value, secret(value)))).toEqual([]);
      }),
    );
  });

  test("is opened at every depth", () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(open(secret([secret({ a: secret(value) })]))).toEqual([{ a: value }]);
      }),
    );
  });
});

/** The values that can be read without lifting a mark. */
function leaves(value: Plain): Plain[] {
  if (isSecret(value)) return [];
  if (Array.isArray(value)) return value.flatMap(leaves);
  return isObject(value) ? Object.values(value).flatMap(leaves) : [value];
}

describe("a value that becomes secret", () => {
  test("is told while an older state shows it, and only then", () => {
    const news = { vars: { A: secret("1"), B: "2", C: secret("3") }, list: [secret("4")], url: secret({ at: "5" }) };
    expect(exposed(news, { vars: { A: "1", B: "2", C: secret("3") }, list: ["4"], url: { at: "5" } })).toEqual([
      "vars.A",
      "list[0]",
      "url",
    ]);
    expect(exposed(news, news)).toEqual([]);
    expect(exposed(news, { vars: secret({ A: "1" }), url: { at: secret("5") } })).toEqual([]);
  });

  test("no state that was sealed with the same marks shows any", () => {
    fc.assert(
      fc.property(plain, plain, (value, like) => {
        const news = seal(undefined, value, like);
        expect(exposed(news, seal(undefined, open(news), news))).toEqual([]);
      }),
    );
  });
});

describe("an address that holds a credential", () => {
  test.each([
    "https://user:tok3n@github.com/example/pack.git",
    "https://tok3n@github.com/example/pack.git",
    "https://host.example.com/pack.tgz?token=tok3n",
    "https://host.example.com/pack.tgz?v=1&access_token=tok3n",
    "rediss://:tok3n@host.example.com:6379",
    "addresses: postgres://user:tok3n@host/db and others",
  ])("%s is marked in any field", (address) => {
    expect(holdsCredential(address)).toBe(true);
    expect(seal(schema, { vars: { A: address, B: "2" } })).toEqual({ vars: { A: secret(address), B: "2" } });
  });

  test.each([
    "redis://localhost",
    "https://github.com/example/pack.git#v1",
    "ssh://git@github.com/example/pack.git",
    "https://example.com/users/@jane?page=2",
    "https://example.com/?keyword=cat&monkey=1",
    "jane@example.com",
    "heroku/python",
  ])("%s is not", (address) => expect(holdsCredential(address)).toBe(false));
});

test("a credential that a program declares where policies look for it stays in their sight; what others put there does not", () => {
  const judged = z.object({ vars: z.record(z.string(), z.string()).meta({ judged: true }) });
  const declared = { vars: { MAIL_URL: "smtp://shop:canary@mail.example.com" } };
  expect(seal(judged, declared, declared)).toEqual(declared);
  const before = { vars: { MAIL_URL: "smtp://mail.example.com" } };
  expect(seal(judged, declared, before)).toEqual({ vars: { MAIL_URL: secret(declared.vars.MAIL_URL) } });
});
