import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { BASE } from "./parts.ts";

const TYPES = { "icon.svg": "image/svg+xml", "script.js": "text/javascript", "style.css": "text/css" };

type Name = keyof typeof TYPES;

const assets = new Map(
  Object.entries(TYPES).map(([name, type]) => {
    const text = readFileSync(new URL(name, import.meta.url), "utf8");
    return [name, { text, type, version: createHash("sha256").update(text).digest("hex").slice(0, 12) }];
  }),
);

/** Its address has another version whenever it has changed, so that browsers may keep it. */
export const asset = (name: Name): string => `${BASE}/${name}?v=${assets.get(name)?.version}`;

export function answerAsset(name: string): Response | undefined {
  const found = assets.get(name);
  if (!found) return undefined;
  const headers = { "Content-Type": `${found.type}; charset=utf-8`, "Cache-Control": "max-age=31536000, immutable" };
  return new Response(found.text, { headers });
}
