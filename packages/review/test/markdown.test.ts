import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comment, MOST_CHARACTERS } from "../markdown/comment.ts";
import { code, prose } from "../markdown/escape.ts";
import { label } from "../markdown/picture.ts";
import { SECRET } from "../model.ts";
import { HOSTILE } from "./support/hostile.ts";
import { fakeReview } from "./support/preview.ts";

/** Text that tries to be more than text. */
const wild = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom(
      "`",
      "|",
      "<",
      ">",
      "\n",
      "\r",
      "@",
      "#",
      "[",
      "](",
      "*",
      "_",
      "\\",
      '"',
      "&",
      "a",
      " ",
      "%%{",
      "\u202e",
    ),
  }),
  fc.constantFrom(...HOSTILE),
);

describe("escaping, whatever is given", () => {
  test("a value as code stays one cell and one line, and is no tag", () => {
    fc.assert(
      fc.property(wild, (text) => {
        expect(code(text)).toMatch(/^(\(empty\)|`[\w .:/+,=%-]+`|<code>(?:[\p{L}\p{N} ]|(?:<wbr>)?&#\d+;)+<\/code>)$/u);
      }),
    );
  });

  test("a sentence has no tag, cell, link, code, mention or heading", () => {
    fc.assert(
      fc.property(wild, (text) => {
        const escaped = prose(text);
        expect(escaped).not.toMatch(/[<>|`*_~[\]\\!\n\r]|@|#(?!\d+;)|:\/\/|www\.|^\s*[-+=]\s/i);
        expect(escaped).not.toMatch(/&(?!#\d+;)/);
      }),
    );
  });

  test("a label of the picture has nothing but letters, digits and codes", () => {
    fc.assert(
      fc.property(wild, (text) => {
        expect(label(text)).toMatch(/^(?:[\p{L}\p{N} .-]|#\d+;)*$/u);
      }),
    );
  });

  test("a whole comment has the same lines with any names and values as with harmless ones", () => {
    const shape = (text: string) =>
      comment([
        fakeReview(
          {
            op: "update",
            type: "ConfigVars",
            name: text,
            before: { vars: { [text]: "a" } },
            after: { vars: { [text]: text } },
            diff: { vars: "update" },
          },
          { op: "create", type: "AddOn", name: `${text}2`, after: { plan: text } },
        ),
        { stack: text, errors: [text] },
      ])
        .split("\n")
        .map((line) => [line.match(/^(\||#+| *- |```|<\/?details>| {2}n\d+)?/)?.[0], line.split("|").length]);
    const harmless = JSON.stringify(shape("harmless"));
    fc.assert(
      fc.property(wild, (text) => {
        expect(JSON.stringify(shape(text))).toBe(harmless);
      }),
      { numRuns: 60 },
    );
  });
});

test("a change reads like this", () => {
  const review = fakeReview(
    {
      op: "update",
      type: "AddOn",
      name: "site-cache",
      before: { plan: "memcachier:dev" },
      outputs: { addOnName: "curved-1", monthlyCents: 0 },
      after: { plan: "memcachier:100" },
      diff: { plan: "update" },
      plan: { state: { monthlyCents: 1500 } },
    },
    {
      op: "update",
      type: "ConfigVars",
      name: "site",
      before: { secretVars: { KEY: SECRET } },
      after: { secretVars: { KEY: SECRET } },
      diff: { "secretVars.KEY": "update" },
    },
    {
      op: "replace",
      type: "App",
      name: "site",
      before: { name: "shop", region: "us" },
      after: { name: "shop", region: "eu" },
      diff: { region: "update-replace" },
      protect: true,
    },
  );
  const text = comment([review]);
  expect(text).toMatch(/^## staging: 2 to change, 1 to replace, \+\$15\.00 a month/);
  expect(text).toContain(
    "- **change** add-on `cache` (at Heroku: `curved-1`)\n  - `plan`: `memcachier:dev` → `memcachier:100`\n",
  );
  expect(text).toContain("- **change** config vars\n  - `KEY`: secret, changed\n");
  expect(text).toContain(
    "- **replace** app `shop` (protected from deletion)\n  - `region`: `us` → `eu` (this is why it is replaced)\n",
  );
  expect(text).toContain("| `cache` | $0.00 → $15.00 | +$15.00 |");
  expect(text).toContain('["changed add-on<br/>cache<br/>memcachier#58;#8203;100"]:::changed');
  expect(text).toContain(`npm run apply -- --stack staging --reviewed ${review.fingerprint}`);
});

test("nothing to change is one line", () => {
  expect(comment([fakeReview()])).toBe("## staging: nothing to change\n");
});

test("what is refused stands first, and a failed preview says why", () => {
  const text = comment([{ stack: "staging", errors: ["error: web is <odd>"] }], ["staging: downtime: Web stops."]);
  expect(text).toMatch(/^\*\*Refused:\*\* staging: downtime: Web stops\.\n\n## staging: the preview failed\n/);
  expect(text).toContain("- error: web is &#60;odd&#62;");
});

test.each([300, 1_000])("%i changes with long values fit into a comment, which says how much is left out", (count) => {
  const steps = Array.from({ length: count }, (_, index) => {
    const vars = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`VAR_${at}`, "é|".repeat(500)]));
    return { op: "create", type: "ConfigVars", name: `site-${index}`, after: { vars } };
  });
  const review = fakeReview(...steps);
  const text = comment([review, review]);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_CHARACTERS);
  expect(text).toMatch(/\d+ more resources left out here/);
  expect(text).toContain(review.fingerprint);
});

test("a promotion shows which code stands behind its number", () => {
  const [one, other] = ["9f8e7d6c".repeat(8), "60883d9e8947a57e04dc9124f25df004866a2051"];
  const text = comment([
    fakeReview({
      op: "replace",
      type: "Promotion",
      name: "site",
      before: { version: 20, source: "id" },
      outputs: { commit: one },
      after: { version: 21, source: "id" },
      diff: { version: "update-replace" },
      plan: { state: { commit: other, sourceName: "shop-staging" } },
    }),
  ]);
  expect(text).toContain(
    "- **run** promotion of a release `site`\n  - `version`: `20` → `21`\n  - code: `source 9f8e7d6c` → `commit 60883d9e`\n",
  );
  expect(text).toContain(
    "- **Releases:** Runs v21 of shop-staging (commit 60883d9e) instead of v20 (source 9f8e7d6c).\n",
  );
});

test("something that happens once more is not called a replacement", () => {
  const text = comment([
    fakeReview({
      op: "replace",
      type: "Promotion",
      name: "site",
      before: { version: 20 },
      after: { version: 21 },
      diff: { version: "update-replace" },
    }),
  ]);
  expect(text).toMatch(/^## staging: 1 to run/);
  expect(text).toContain("- **run** promotion of a release `site`\n  - `version`: `20` → `21`\n");
});

const scaled = { op: "update", type: "Formation", name: "site", diff: { "processes.web.quantity": "update" } };
const dynos = (quantity: number) => ({ processes: { web: { quantity, size: "basic" } } });
const scale = { ...scaled, before: dynos(1), after: dynos(2) };
const backup = {
  op: "update",
  type: "PostgresBackupSchedule",
  name: "site-database",
  before: { hour: 1 },
  after: { hour: 2 },
};

test("what makes the changes happen is said at once, and by whom: the command, or else a workflow", () => {
  const review = fakeReview(scale);
  const begin = (text: string) => text.split("\n\n")[1];
  expect(begin(comment([review]))).toMatch(
    /^Nothing has happened yet, and nothing does until somebody runs the command/,
  );
  const byWorkflow = comment([review], [], { byWorkflow: true });
  expect(byWorkflow).not.toMatch(/until somebody runs/);
  expect(byWorkflow).toMatch(/^By hand, this command applies exactly these changes/m);
});

test("a review with --refresh ends with a command that has it", () => {
  const review = fakeReview(scale);
  expect(comment([review], [], { refresh: true })).toContain(`--reviewed ${review.fingerprint} --refresh\n`);
  expect(comment([review])).toContain(`--reviewed ${review.fingerprint}\n`);
});

test("whether data is touched is always said", () => {
  expect(comment([fakeReview(scale)])).toContain("- Nothing restarts or stops, and no data is touched.\n");
  const vars = { op: "create", type: "ConfigVars", name: "site", after: { vars: { A: "1" } } };
  expect(comment([fakeReview(vars)])).toContain("- **Data:** No data is touched.\n");
  const kept = comment([fakeReview({ ...backup, diff: { hour: "update" } })]);
  expect(kept).toMatch(/^- \*\*Data:\*\* Data stays/m);
  expect(kept).not.toContain("No data is touched");
});

describe("a thing has one name in the whole comment", () => {
  const app = (name: string) => ({
    op: "same",
    type: "App",
    name,
    before: { name: `my-${name}` },
    after: { name: `my-${name}` },
  });
  const redis = {
    op: "update",
    type: "AddOn",
    name: "site-redis",
    before: { plan: "heroku-redis:mini" },
    outputs: { addOnName: "redis-flat-1", monthlyCents: 300 },
    after: { plan: "heroku-redis:premium-0" },
    diff: { plan: "update" },
    plan: { state: { monthlyCents: 1500 } },
  };

  test("which is the stack file's, with Heroku's once", () => {
    const text = comment([fakeReview(app("site"), redis, scale)]);
    expect(text).toContain("- **change** add-on `redis` (at Heroku: `redis-flat-1`)\n");
    expect(text).toContain('The site can\'t reach the Redis store "redis" for some minutes');
    expect(text).toContain("| `redis` | $3.00 → $15.00 |");
    expect(text).toContain("add-on<br/>redis<br/>");
    expect(text).toContain("- **change** dynos\n  - `web.quantity`: `1` → `2`");
    expect(text.match(/redis-flat-1/g)).toHaveLength(1);
    expect(text).not.toMatch(/site-|`site`/);
  });

  test("and the program's, where the stack has several apps", () => {
    const text = comment([fakeReview(app("site"), app("shop"), redis, scale)]);
    expect(text).toContain("- **change** add-on `site-redis` (at Heroku: `redis-flat-1`)\n");
    expect(text).toContain('the Redis store "site-redis"');
    expect(text).toContain("| `site-redis` | $3.00 → $15.00 |");
    expect(text).toContain("- **change** dynos `site`\n");
    expect(text).toContain('["app<br/>shop"]');
  });
});

test("a var that becomes secret is told apart from itself", () => {
  const moved = {
    op: "update",
    type: "ConfigVars",
    name: "site",
    before: { vars: { A: "1" } },
    after: { secretVars: { A: SECRET } },
    diff: { "vars.A": "delete", "secretVars.A": "add" },
  };
  expect(comment([fakeReview(moved)])).toContain("  - `secretVars.A`: new, secret\n  - `vars.A`: removed, was `1`");
});
