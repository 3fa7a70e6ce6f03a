import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEPLOYED_FOLDER } from "./deployed.ts";

/** What the tests of a run share, and what is removed after it. */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "consumer-notebook-deployed-"));
  process.env[DEPLOYED_FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
