import type { StackReview } from "../model.ts";
import { prose } from "./escape.ts";
import { limited, type Room } from "./room.ts";

const LEVEL = { mandatory: "Must be mended", advisory: "Remark" } as const;

/** The guard rails that would be broken, each with the way out. */
export function guardRailsSection({ guardRails = [] }: StackReview, room: Room): string[] {
  if (guardRails.length === 0) return [];
  const lines = guardRails.map(
    ({ level, rule, message }) => `- **${LEVEL[level]}:** ${prose(message, room.value * 4)} (\`${rule}\`)`,
  );
  const { shown, rest } = limited(lines, Math.max(room.rows, 1), "guard rail");
  const isRefused = guardRails.some(({ level }) => level === "mandatory");
  const way = isRefused
    ? [
        "As long as one must be mended, `npm run apply` refuses. What is right as it is becomes an exception in policy.yaml.",
      ]
    : [];
  return ["### Guard rails", [...shown, ...rest.map((line) => `- ${line}`)].join("\n"), ...way];
}
