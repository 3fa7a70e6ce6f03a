import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Checkpoint {
  checkpoint?: {
    latest?: {
      resources?: { urn: string }[];
      pending_operations?: { type: string; resource: { urn: string } }[];
    };
  };
}

/**
 * Pulumi keeps a note of each creation that was cut short, and warns of it at every later command until somebody drops it by
 * hand. Once its resource stands in the state, the provider has recognised or made what it speaks of: such notes go.
 * Only for a state that nobody works on, and whose files are whole. Returns the URNs of those resources.
 */
export function dropSettledCreates(state: string): string[] {
  const root = join(state, ".pulumi", "stacks");
  if (!existsSync(root)) return [];
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => dropIn(join(root, name)));
}

function dropIn(file: string): string[] {
  const text = readFileSync(file, "utf8");
  // A state may be long, and hardly ever has one.
  if (!text.includes('"pending_operations"')) return [];
  const content = JSON.parse(text) as Checkpoint;
  const latest = content.checkpoint?.latest;
  const made = new Set(latest?.resources?.map(({ urn }) => urn));
  const isSettled = ({ type, resource }: { type: string; resource: { urn: string } }) =>
    type === "creating" && made.has(resource.urn);
  const settled = latest?.pending_operations?.filter(isSettled) ?? [];
  if (!latest || settled.length === 0) return [];
  latest.pending_operations = latest.pending_operations?.filter((operation) => !isSettled(operation));
  // Whole at every moment, should we be killed as well.
  writeFileSync(`${file}.new`, `${JSON.stringify(content, undefined, 4)}\n`);
  renameSync(`${file}.new`, file);
  return settled.map(({ resource }) => resource.urn);
}
