import { expect, test } from "vitest";
import { type Schema, settingsPage } from "../settings-page.ts";

const fileOf = (config: Schema): Schema => ({
  properties: { config, encryptionsalt: { description: "Of a passphrase." } },
});

const rowsOf = (config: Schema) =>
  settingsPage(fileOf(config), "shop")
    .split("\n")
    .filter((line) => line.startsWith("| `"));

test("each key has a row, with what it may be and what it is if left out, however deep it lies", () => {
  const rows = rowsOf({
    required: ["shop:app"],
    properties: {
      "shop:app": {
        description: "The app.",
        type: "object",
        required: ["name"],
        properties: {
          name: { description: "Its name.", type: "string", minLength: 3, maxLength: 30, pattern: "^[a-z|]+$" },
        },
      },
      "shop:web": {
        type: "object",
        properties: { quantity: { description: "How many.", type: "integer", minimum: 0, maximum: 9 } },
      },
      "shop:plan": { description: "Which.", type: ["string"], enum: ["a", "b", "c"], default: "b" },
      "shop:open": { description: "Whether.", enum: [true, false, "true", "false"], default: false },
      "shop:release": { description: "Number.", anyOf: [{ type: "integer", minimum: 1 }, { type: "string" }] },
      "shop:hosts": { description: "Hosts.", type: "array", items: { type: "string" }, default: [] },
      "shop:vars": { description: "Vars.", type: "object", additionalProperties: { type: "string" } },
      "shop:jobs": {
        description: "Jobs.",
        type: "object",
        additionalProperties: { properties: { run: { description: "What.", type: "string" } }, required: ["run"] },
      },
    },
  });
  expect(rows).toEqual([
    "| `app` | what follows | required | The app. |",
    "| `app.name` | text, 3 to 30 characters like `^[a-z\\|]+$` | required | Its name. |",
    "| `web.quantity` | whole number, 0 to 9 | none | How many. |",
    '| `plan` | `a`, `b` or `c` | `"b"` | Which. |',
    "| `open` | `true` or `false` | `false` | Whether. |",
    "| `release` | whole number, 1 or more | none | Number. |",
    "| `hosts` | list of text | `[]` | Hosts. |",
    "| `vars` | for each NAME: text | none | Vars. |",
    "| `jobs` | for each NAME: what follows | none | Jobs. |",
    "| `jobs.NAME.run` | text | required | What. |",
    "| `encryptionsalt` | Of a passphrase. |",
  ]);
});

test("a key without a text is an error", () => {
  const config: Schema = { properties: { "shop:app": { type: "object", properties: { name: { type: "string" } } } } };
  expect(() => rowsOf(config)).toThrow("Settings without a text: shop:app.name");
});
