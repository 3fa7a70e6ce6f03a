import { cpSync, globSync, mkdtempSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { extract } from "tar";
import { describe, expect, test } from "vitest";
import { newProject } from "../support/project.ts";
import { reviewed } from "../support/reviewed.ts";

/** What `npm start` of earlier versions left; see test/support/earlier/write.ts. */
const ARCHIVES = globSync(fileURLToPath(new URL("../support/earlier/*.tar.gz", import.meta.url)));

/** The account that `npm start` uses on its sandbox. */
const KEY = "sandbox";

const LONGEST_MS = 6 * 60_000;

test("the state of an earlier version is kept", () => {
  expect(ARCHIVES).not.toEqual([]);
});

describe.each(ARCHIVES.map((file) => [basename(file, ".tar.gz"), file]))(
  "state and sandbox as written by %s",
  (_, file) => {
    test("preview empty under this version, with a refresh and without", { timeout: LONGEST_MS }, async () => {
      const project = await newProject({ keeps: true });
      try {
        project.env.HEROKU_API_KEY = KEY;
        const kept = mkdtempSync(join(project.folder, "kept-"));
        await extract({ file, cwd: kept });
        cpSync(join(kept, "examples"), join(project.folder, "examples"), { recursive: true });
        await project.bring({ folder: kept });
        for (const stack of ["staging", "production"]) {
          const { changes, drift, all } = await reviewed(project, stack);
          expect({ changes, drift }).toEqual({ changes: [], drift: [] });
          expect(all.length).toBeGreaterThan(15);
          await project.ok("preview", "--stack", stack, "--expect-no-changes", "--diff", "--refresh");
        }
      } finally {
        await project.close();
      }
    });
  },
);
