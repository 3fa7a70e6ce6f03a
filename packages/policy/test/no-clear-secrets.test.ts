import { type BinaryToTextEncoding, createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noClearSecrets } from "../rules/no-clear-secrets.ts";
import { production, resource } from "./sound-stack.ts";

const found = (vars: Record<string, unknown>) =>
  noClearSecrets.check([resource("ConfigVars shop", { props: { vars } })], production);

describe("a secret's name", () => {
  test.each([
    "DJANGO_SECRET_KEY",
    "S3_KEY",
    "S3_SECRET",
    "DB_PASSWORD",
    "GITHUB_TOKEN",
    "STRIPE_APIKEY",
    "SENTRY_DSN",
    "smtp_pass",
    "DBPASSWORD",
    "AUTHTOKEN",
    "CLIENTSECRET",
    "GPGPASSPHRASE",
    "PGPASSWORD",
    "MAPSAPIKEY",
    "ftppasswd",
  ])("%s", (name) => {
    expect(found({ [name]: "x" })).toHaveLength(1);
  });
});

describe("a secret's value", () => {
  test.each([
    ["an address with a password in it", "postgres://user:hunter2@db.example.com/shop"],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nMII"],
    ["a signed token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"],
    ["an AWS access key", `AKIA${"ABCDEFGH12345678"}`],
    ["a GitHub token", `ghp_${"a1B2c3D4e5".repeat(3)}`],
    ["a Google API key", `AIza${"Sy0-b_cD3".repeat(3)}SyAbCdEf`],
    ["a Google OAuth secret", `GOCSPX-${"aB3-xY7_".repeat(3)}aB3x`],
    ["a Google OAuth token", `ya29.${"a0AfB_by".repeat(4)}`],
    ["a GitLab token", `glpat-${"x1Y2z3".repeat(4)}`],
    ["an npm token", `npm_${"aB3dE6".repeat(6)}`],
    ["a Slack webhook", `https://hooks.slack.com/services/T00000000/B00000000/${"abcd".repeat(6)}`],
    ["an address with a secret in its query", "https://example.com/hook?a=1&token=hunter2"],
    ["an address with a secret in its query", "https://example.com/hook?api_key=hunter2"],
    ["a random key", "aaaabbbbccccddddeeee" + "ffff00001111"],
    ["a random key", "0123456789ABCDEF".repeat(4)],
    ["a random key", "9F2c41d07B6ae85310f4" + "d8C92e7b6a1z"],
    ["a random key", "9f2c41d07b6ae85310f4" + "d8c92e7b6a15"],
  ])("%s", (kind, value) => {
    const [violation] = found({ HARMLESS: value });
    expect(violation?.message).toContain(`value looks like ${kind}`);
  });
});

describe("no secret", () => {
  test.each([
    ["LOG_LEVEL", "info"],
    ["DJANGO_SETTINGS_MODULE", "consumernotebook.settings.production"],
    ["ALLOWED_HOSTS", "www.consumernotebook.com,consumernotebook.com,admin.consumernotebook.com"],
    ["SITE_URL", "https://www.example.com:8443/path?x=1"],
    ["PASSWORD_MIN_LENGTH", "12"],
    ["TOKEN_LIFETIME", "3600"],
    ["RECAPTCHA_SITE_KEY", "6Lc"],
    ["STRIPE_PUBLISHABLE_KEY", "pk_live_x"],
    ["MONKEY", "banana"],
    ["TENANT_ID", "0f8fad5b-d9cb-469f-a165-70867728950e"],
    ["API_KEY", ""],
    ["FLAGS", "new_checkout_flow_with_3_steps_and_no_login"],
    ["HANDLER", "shop.checkout/handlers/OrderPlacedHandlerVersion2"],
    ["RELEASED", "20261231T000000Z"],
    ["TOKENIZER", "bert"],
    ["SEARCH_URL", "https://example.com/find?tokens=3&page=2"],
    ["BYPASS", "on"],
    ["NPM_PACKAGE", "npm_run_all"],
    ["COMMIT", "9f2c41d0"],
    ["DOCS_URL", "https://hooks.slack.com/docs"],
  ])("%s = %s", (name, value) => {
    expect(found({ [name]: value })).toEqual([]);
  });
});

const inCommand = (command: string) =>
  noClearSecrets.check([resource("OneOffJob migrate", { props: { command } })], production);

describe("a secret in a job's command", () => {
  test.each([
    ["the name of a variable", "ADMIN_PASSWORD=hunter2 python manage.py createadmin", "name is that of a secret"],
    ["the name of a flag", "python manage.py createadmin --password=hunter2", "name is that of a secret"],
    [
      "a flag and the word after it",
      "python manage.py createadmin --api-key hunter2 --noinput",
      "name is that of a secret",
    ],
    [
      "an address",
      "pg_restore --dbname postgres://user:hunter2@db.example.com/shop",
      "an address with a password in it",
    ],
    ["a part of a text in quotes", `curl -H "Authorization: token ghp_${"a1B2c3D4e5".repeat(3)}" x`, "a GitHub token"],
  ])("%s", (_what, command, why) => {
    const [violation, ...others] = inCommand(command);
    expect(others).toEqual([]);
    expect(violation?.subject).toBe("OneOffJob migrate command");
    expect(violation?.message).toContain(why);
    expect(violation?.message).not.toMatch(/hunter2|ghp_/);
  });
});

test.each([
  "python manage.py migrate --noinput --database default",
  `ADMIN_PASSWORD=$FIRST_PASSWORD python manage.py createadmin --token \${TOKEN} --username admin`,
  'python manage.py createadmin --password "$(cat secret)" --username admin && echo done',
  "pg_restore --no-password shop.dump --dbname postgres://user:$PW@db.example.com/shop",
  "python manage.py changepassword --password-file=/etc/shop",
  "bin/rails db:migrate:up VERSION=20261130120000 RAILS_ENV=production",
])("no secret in a job's command: %s", (command) => {
  expect(inCommand(command)).toEqual([]);
});

test("random keys of 32 bytes are found in every usual writing", () => {
  const writing = fc.constantFrom("hex" as const, "base64" as const, "base64url" as const);
  const key = (from: number, as: BinaryToTextEncoding) => createHash("sha256").update(String(from)).digest(as);
  const isFound = (from: number, as: BinaryToTextEncoding) => found({ HARMLESS: key(from, as) }).length === 1;
  fc.assert(fc.property(fc.nat(), writing, isFound), { seed: 2012, numRuns: 500 });
});

test("no message tells a value", () => {
  const vars = { API_KEY: "canary-91b2-plain", ADDRESS: "https://canary:91b2@example.com", ODD: 91 };
  expect(found(vars)).toHaveLength(2);
  expect(JSON.stringify(found(vars).map(({ subject, message }) => subject + message))).not.toMatch(/canary|91b2/);
});
