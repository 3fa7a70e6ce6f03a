import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { BASE } from "./parts.ts";

/** What the pages load, and which files of `assets/` it is made of. */
const ASSETS = {
  "icon.svg": { type: "image/svg+xml", files: ["icon.svg"] },
  "script.js": { type: "text/javascript", files: ["script.js"] },
  "style.css": {
    type: "text/css",
    files: ["base.css", "frame.css", "parts.css", "tables.css", "words.css", "lists.css", "forms.css", "print.css"],
  },
};

const assets = new Map(
  Object.entries(ASSETS).map(([name, { type, files }]) => {
    const text = files.map((file) => readFileSync(new URL(`assets/${file}`, import.meta.url), "utf8")).join("");
    return [name, { text, type, version: createHash("sha256").update(text).digest("hex").slice(0, 12) }];
  }),
);

/** Its address has another version whenever it has changed, so that browsers may keep it. */
export const asset = (name: keyof typeof ASSETS): string => `${BASE}/${name}?v=${assets.get(name)?.version}`;

export function answerAsset(name: string): Response | undefined {
  const found = assets.get(name);
  if (!found) return undefined;
  const headers = { "Content-Type": `${found.type}; charset=utf-8`, "Cache-Control": "max-age=31536000, immutable" };
  return new Response(found.text, { headers });
}
