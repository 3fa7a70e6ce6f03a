import fc from "fast-check";
import { expect, test } from "vitest";
import { description, settingsOf } from "../../components/settings.ts";
import { type Config, configOf, SECRET, stackFile } from "../support/stack-files.ts";

const dynos = fc.record({
  quantity: fc.integer({ min: 0, max: 10 }),
  size: fc.constantFrom("standard-1x", "standard-2x", "performance-m"),
});
const varName = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,20}_X$/);
const text = fc.string({ maxLength: 40 });
const hostname = fc.stringMatching(/^[a-z]{1,10}\.[a-z]{1,10}\.com$/);

/** A stack file of staging's kind with valid values of all sorts. */
const valid: fc.Arbitrary<Config> = fc
  .record({
    name: fc.stringMatching(/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/),
    formation: fc.record({ web: dynos, worker: dynos }, { requiredKeys: ["web"] }),
    vars: fc.dictionary(varName, text, { maxKeys: 8 }),
    domains: fc.uniqueArray(hostname, { maxLength: 5 }),
    features: fc.subarray(["preboot", "runtime-dyno-metadata"]),
    backup: fc.record({ hour: fc.integer({ min: 0, max: 23 }), timezone: fc.constantFrom("UTC", "Europe/Berlin") }),
    protectData: fc.boolean(),
  })
  .map(({ name, ...changes }) => ({ ...configOf("staging"), ...changes, app: { name } }));

const messageOf = (config: Config): string => {
  try {
    settingsOf(stackFile("staging", config));
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test("whatever is valid comes through as it is", () => {
  fc.assert(
    fc.property(valid, (config) => {
      const settings = settingsOf(stackFile("staging", config));
      const { formation, vars, domains, features, backup, protectData } = settings;
      expect({ formation, vars, domains, features, backup, protectData }).toEqual({
        formation: config.formation,
        vars: config.vars,
        domains: config.domains,
        features: config.features,
        backup: config.backup,
        protectData: config.protectData,
      });
      expect(Object.values(settings.addOns).map(({ plan }) => plan)).toEqual(Object.values(config.addOns as object));
    }),
  );
});

const known = new Set([...Object.keys(description.shape), ...Object.keys(configOf("staging"))]);
const unknownKey = fc
  .oneof(
    fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,20}$/),
    fc.constantFrom("constructor", "toString", "hasOwnProperty"),
  )
  .filter((key) => !known.has(key));
const anything = fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text), fc.dictionary(varName, text));

test("a key that is not known is always told, whatever it holds", () => {
  fc.assert(
    fc.property(valid, unknownKey, anything, (config, key, value) => {
      expect(messageOf({ ...config, [key]: value })).toMatch(
        new RegExp(`^  consumer-notebook:${key}: is not known here`, "m"),
      );
    }),
  );
});

test("so is one further down", () => {
  const parts = fc.constantFrom("app", "formation", "addOns", "backup");
  fc.assert(
    fc.property(
      valid,
      parts,
      fc.oneof(fc.stringMatching(/^x[a-z]{1,20}$/), fc.constantFrom("constructor", "toString")),
      anything,
      (config, part, key, value) => {
        const wrong = { ...config, [part]: { ...(config[part] as object), [key]: value } };
        expect(messageOf(wrong)).toContain(`  consumer-notebook:${part}.${key}: is not known here`);
      },
    ),
  );
});

test("whatever stands in a stack file, no error tells a secret", () => {
  const key = fc.constantFrom(...known);
  fc.assert(
    fc.property(valid, key, anything, key, (config, wrongKey, value, secretKey) => {
      const message = messageOf({ ...config, [wrongKey]: value, [secretKey]: { secure: "v1:…" } });
      expect(message).not.toContain(SECRET);
    }),
  );
});

test("text where anything else is due is an error, not a crash", () => {
  const key = fc.constantFrom(
    "app",
    "formation",
    "addOns",
    "backup",
    "vars",
    "domains",
    "features",
    "protectData",
    "release",
  );
  fc.assert(
    fc.property(valid, key, text, (config, wrongKey, value) => {
      const message = messageOf({ ...config, [wrongKey]: `x${value}` });
      expect(message).toContain(`  consumer-notebook:${wrongKey}: `);
    }),
  );
});
