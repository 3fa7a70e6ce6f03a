import { beforeAll, expect, test } from "vitest";
import { type Model, readModel } from "../../generate/model.ts";

const FIXTURE = new URL("./fixtures/wish.ts", import.meta.url);

let nouns: Model["nouns"];
beforeAll(async () => {
  ({ nouns } = await readModel());
});

test("every text that is missing is named, however deep its field lies", async () => {
  await expect(readModel([FIXTURE])).rejects.toThrow(
    ["Without text:", "  Wish: link to a page", "  Wish: @example", "  Wish.stars.name", "  Wish.words"].join("\n"),
  );
});

test("a file that exports no definition is an error", async () => {
  await expect(readModel([new URL("../../define/token.ts", import.meta.url)])).rejects.toThrow(
    /token\.ts exports no definition/,
  );
});

test("texts come from the doc comments, through defaults, lists and maps", () => {
  const formation = nouns.find(({ name }) => name === "formation")?.documented[0];
  const processes = formation?.inputs.find(({ name }) => name === "processes");
  expect(processes?.nested.map(({ name, text }) => [name, text])).toEqual([
    ["quantity", expect.stringContaining("How many dynos run")],
    ["size", expect.stringContaining("Size of each dyno")],
    ["autoscaling", expect.stringContaining("Limits between which")],
  ]);
});

test("a text says that a change replaces exactly where it does", () => {
  const things = nouns.flatMap(({ documented }) => documented.filter(({ definition }) => definition.kind === "thing"));
  const wrong = things.flatMap(({ definition, inputs }) =>
    inputs
      .filter(({ text, meta }) => text.includes("Changing this replaces") !== (meta.replaces ?? false))
      .map(({ name }) => `${definition.type}.${name}`),
  );
  expect(wrong).toEqual([]);
});
