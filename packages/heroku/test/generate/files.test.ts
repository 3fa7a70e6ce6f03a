import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { notCurrent, writeFiles } from "../../generate/files.ts";

const FILES = new Map([
  ["docs/errors.md", "errors\n"],
  ["docs/reference/app.md", "app\n"],
]);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "generate-"));
});
afterEach(() => rmSync(root, { recursive: true }));

test("what was written is current", () => {
  writeFiles(FILES, root);
  expect(notCurrent(FILES, root)).toEqual([]);
  expect(readFileSync(join(root, "docs/reference/app.md"), "utf8")).toBe("app\n");
});

test("what is missing, edited or left over is named", () => {
  writeFiles(FILES, root);
  rmSync(join(root, "docs/errors.md"));
  writeFileSync(join(root, "docs/reference/app.md"), "edited\n");
  writeFileSync(join(root, "docs/reference/gone.md"), "gone\n");
  expect(notCurrent(FILES, root)).toEqual(["docs/errors.md", "docs/reference/app.md", "docs/reference/gone.md"]);
});

test("writing removes the pages of what is gone, and nothing else", () => {
  mkdirSync(join(root, "docs/reference"), { recursive: true });
  writeFileSync(join(root, "docs/reference/gone.md"), "gone\n");
  writeFileSync(join(root, "docs/tutorial.md"), "kept\n");
  writeFiles(FILES, root);
  expect(notCurrent(FILES, root)).toEqual([]);
  expect(readFileSync(join(root, "docs/tutorial.md"), "utf8")).toBe("kept\n");
});
