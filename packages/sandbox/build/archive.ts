import { createHash } from "node:crypto";
import { Parser, type ReadEntry } from "tar";
import type { Archive } from "../model/source.ts";

/** Files whose text a build reads. */
const READ = ["Procfile", "package.json"];

interface Entry {
  path: string;
  text: string;
}

/** Reads a gzipped tar archive. What can't be read is taken all the same, as Heroku's storage does; its build fails. */
export async function readArchive(bytes: Uint8Array): Promise<Archive> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const facts = { bytes: bytes.length, sha256 };
  let entries: Entry[];
  try {
    entries = await entriesOf(Buffer.from(bytes));
  } catch {
    return facts;
  }
  const root = withoutTopFolder(entries);
  const names = [...new Set(root.map(({ path }) => path.split("/")[0] ?? ""))].filter((name) => name !== "");
  const texts = root.filter(({ path }) => READ.includes(path)).map(({ path, text }) => [path, text]);
  return { ...facts, names: names.toSorted(), texts: Object.fromEntries(texts) };
}

/** Archives made by GitHub have one folder around everything, which Heroku takes off. */
function withoutTopFolder(entries: Entry[]): Entry[] {
  const [first, ...others] = new Set(entries.map(({ path }) => path.split("/")[0]));
  const isAround =
    first !== undefined && others.length === 0 && entries.some(({ path }) => path.startsWith(`${first}/`));
  return isAround ? entries.map(({ path, text }) => ({ path: path.slice(first.length + 1), text })) : entries;
}

function entriesOf(bytes: Buffer): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    const onReadEntry = (entry: ReadEntry) => {
      const path = entry.path.replace(/^(\.?\/)+/, "");
      const isRead = READ.includes(path.split("/").at(-1) ?? "");
      const chunks: Buffer[] = [];
      entry.on("data", (chunk) => void (isRead && chunks.push(chunk)));
      entry.on("end", () => path !== "" && entries.push({ path, text: Buffer.concat(chunks).toString("utf8") }));
    };
    const parser = new Parser({ strict: true, onReadEntry });
    parser.on("error", reject);
    parser.on("end", () => resolve(entries));
    parser.end(bytes);
  });
}
