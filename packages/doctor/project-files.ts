import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";

/** A stack file, as far as it can be read. */
export interface StackFile {
  /** `Pulumi.staging.yaml` */
  file: string;
  stack: string;
  /** Why it is no YAML. */
  unreadable?: string;
  /** What it holds; nothing where it can't be read. */
  content: { encryptionsalt?: unknown; secretsprovider?: unknown; config?: Record<string, unknown> };
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The stack files of a project. */
export function stackFiles(root: string): StackFile[] {
  return globSync("Pulumi.*.yaml", { cwd: root })
    .toSorted()
    .map((file) => {
      const stack = file.replace(/^Pulumi\.(.*)\.yaml$/, "$1");
      // Without the lines that the errors stand in: they may hold a secret that was pasted there.
      const document = parseDocument(readFileSync(join(root, file), "utf8"), { prettyErrors: false });
      const [error] = document.errors;
      if (error) return { file, stack, unreadable: `${error.message} (character ${error.pos[0]})`, content: {} };
      const content: unknown = document.toJS();
      if (!isRecord(content)) return { file, stack, unreadable: "it holds no keys", content: {} };
      return { file, stack, content: { ...content, config: isRecord(content.config) ? content.config : {} } };
    });
}

/** The encrypted text of a key that holds one secret, as the stack files have them. */
export function encryptedIn(value: unknown): string | undefined {
  return isRecord(value) && typeof value.secure === "string" ? value.secure : undefined;
}

export function projectName(root: string): string {
  const name: unknown = parseDocument(readFileSync(join(root, "Pulumi.yaml"), "utf8")).get("name");
  if (typeof name !== "string" || name === "") throw new Error("Pulumi.yaml has no name");
  return name;
}
