import { expect, test } from "vitest";
import type { ReviewedChange } from "../../model.ts";
import { brief, create, judged, remove, replace, update, view } from "./changes.ts";

const peering = (pcxId = "pcx-1") => view("PeeringAccepter", { space: "space", pcxId });

const TOLD: [what: string, change: ReviewedChange, told: string[]][] = [
  ["one that goes", remove(peering()), ["downtime: pcx-1"]],
  ["one that is replaced", replace(peering(), peering("pcx-2")), ["downtime: pcx-1"]],
  ["a new one", create(peering()), []],
  ["one that is still waited for", update(peering(), peering(), "pcxId"), []],
];

test.each(TOLD)("%s", (_what, change, told) => {
  expect(brief(judged([change]).impacts)).toEqual(told);
});
