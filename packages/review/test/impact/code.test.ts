import { describe, expect, test } from "vitest";
import { type ResourceView, type ReviewedChange, UNKNOWN } from "../../model.ts";
import { create, judged, remove, replace, update, view } from "./changes.ts";

// Which code runs instead of which.

const COMMIT = "60883d9e8947a57e04dc9124f25df004866a2051";
const hash = (digits: string) => digits.repeat(8);
const deployed = (...versions: number[]) =>
  versions.map((version) => ({ version, description: `Deploy ${version}${version}` }));

const promotion = (version: unknown, outputs: Record<string, unknown> = {}, source = "staging") =>
  view("Promotion", { version, source }, { sourceName: "shop-staging", slug: `slug of ${version}`, ...outputs });

const told = (change: ReviewedChange) =>
  judged([change]).impacts.filter(({ kind, text }) => kind === "releases" && !text.startsWith("Makes "));

const text = (change: ReviewedChange) => told(change).map((impact) => impact.text);

const twelve = promotion(12, { commit: hash("9f8e7d6c"), deployments: deployed(9, 12), running: true });
const fourteen = promotion(14, { commit: COMMIT, deployments: deployed(9, 12, 13, 14), running: true });

const CHANGES: [what: string, change: ReviewedChange, text: string][] = [
  ["the first promotion", create(fourteen), "Runs v14 of shop-staging (commit 60883d9e)."],
  [
    "a newer release",
    replace(twelve, fourteen),
    "Runs v14 of shop-staging (commit 60883d9e) instead of v12 (source 9f8e7d6c). In between: v13 (Deploy 1313).",
  ],
  [
    "an older release",
    replace(fourteen, twelve),
    "Goes back to v12 of shop-staging (source 9f8e7d6c) from v14 (commit 60883d9e). In between: v13 (Deploy 1313).",
  ],
  [
    "a release with nothing in between",
    replace(twelve, promotion(13, { commit: COMMIT, deployments: deployed(9, 12, 13) })),
    "Runs v13 of shop-staging (commit 60883d9e) instead of v12 (source 9f8e7d6c).",
  ],
  [
    "a release so much newer that not all are known",
    replace(twelve, promotion(30, { deployments: deployed(28, 29, 30) })),
    "Runs v30 of shop-staging instead of v12 (source 9f8e7d6c). In between, among others: v28 (Deploy 2828), v29 (Deploy 2929).",
  ],
  [
    "what an earlier version of the provider promoted",
    replace(view("Promotion", { version: 12, source: "staging" }, { slug: "one", running: true }), fourteen),
    "Runs v14 of shop-staging (commit 60883d9e) instead of v12. In between: v13 (Deploy 1313).",
  ],
  [
    "going back from what an earlier version of the provider promoted",
    replace(view("Promotion", { version: 14, source: "staging" }, { slug: "one", running: true }), twelve),
    "Goes back to v12 of shop-staging (source 9f8e7d6c) from v14.",
  ],
  [
    "a release of the same code",
    replace(fourteen, promotion(15, { slug: "slug of 14", deployments: deployed(12, 13, 14) })),
    "Runs v15 of shop-staging, which is the same code as v14.",
  ],
  [
    "a release where other code runs meanwhile",
    replace({ ...twelve, outputs: { ...twelve.outputs, running: false } }, fourteen),
    "Runs v14 of shop-staging (commit 60883d9e). Promoted last was v12 (source 9f8e7d6c), which does not run any more.",
  ],
  [
    "a release of another app",
    replace(twelve, promotion(3, { sourceName: "shop-next", commit: "1.3.0" }, "next")),
    "Runs v3 of shop-next (source 1.3.0) instead of v12 of shop-staging (source 9f8e7d6c).",
  ],
  [
    "a promotion that was interrupted",
    update(promotion(14, { commit: undefined, sourceName: undefined }), fourteen),
    "Runs v14 of shop-staging (commit 60883d9e).",
  ],
  [
    "what is not known before it is done",
    create(promotion(14, { commit: UNKNOWN, sourceName: UNKNOWN, deployments: UNKNOWN })),
    "Runs v14 of the source app.",
  ],
  ["a rollback", create(view("Rollback", { version: 12 }, { commit: COMMIT })), "Goes back to v12 (commit 60883d9e)."],
  ["a rollback to nobody knows what", create(view("Rollback", { version: 12 })), "Goes back to v12."],
];

describe("the code that runs", () => {
  test.each(CHANGES)("%s", (_what, change, expected) => {
    expect(text(change)).toEqual([expected]);
    expect(told(change)).toMatchObject([{ app: "shop", details: [] }]);
  });

  test.each<[what: string, view: ResourceView]>([
    ["a promotion", fourteen],
    ["a rollback", view("Rollback", { version: 12 })],
  ])("%s that is forgotten, or whose version is not known yet, says nothing", (_what, each) => {
    expect(text(remove(each))).toEqual([]);
    expect(text(create({ ...each, inputs: { ...each.inputs, version: UNKNOWN } }))).toEqual([]);
  });
});
