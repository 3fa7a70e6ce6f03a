import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MOST_CHARACTERS } from "../markdown/comment.ts";
import { visible } from "../markdown/escape.ts";
import { canShow, type GitHub, MAJORS, openGitHub, type Seen } from "./support/github.ts";
import { HOSTILE } from "./support/hostile.ts";
import { COMMENTS } from "./support/reviews.ts";

const MINUTE_MS = 60_000;
/** Phones, and a desktop. */
const WIDTHS_PX = [320, 390, 1280];
/** Height of a phone's screen. */
const SCREEN_PX = 844;
const MOST_LINES = 5;
/** What a person with good eyes reads on a phone. */
const LEAST_LETTERS_PX: Record<number, number> = { 320: 9, 390: 11, 1280: 14 };
/** https://www.w3.org/TR/WCAG22/#contrast-minimum */
const LEAST_CONTRAST = 4.5;
const THEMES = ["light", "dark"] as const;
/** What GitHub makes a link of. */
const MENTION_OR_ISSUE = /(?<!\w)@[a-z\d]|(?<!\w)#\d/i;
/** All that our own Markdown makes. */
const OURS = "br code details h2 h3 li p pre strong summary table tbody td th thead tr ul".split(" ");

describe.skipIf(!canShow)("a comment as GitHub shows it", { timeout: MINUTE_MS }, () => {
  let github: GitHub;
  beforeAll(async () => {
    github = await openGitHub();
  }, 5 * MINUTE_MS);
  afterAll(() => github?.close());

  describe.each(Object.entries(COMMENTS))("%s", (_, { reviews, text }) => {
    const seen: Seen[] = [];
    beforeAll(async () => {
      await github.show(text);
      await github.open();
      for (const width of WIDTHS_PX) seen.push(await github.at(width));
    }, MINUTE_MS);

    test("nothing reaches out of the page, and no headline fills the screen of a phone", () => {
      for (const { width, outside, sticksOut, headlines } of seen) {
        expect([width, outside, sticksOut]).toEqual([width, 0, []]);
        expect(Math.max(0, ...headlines)).toBeLessThanOrEqual(MOST_LINES);
      }
    });

    test("what a table says is seen without scrolling, and no word in it is broken", () => {
      for (const { width, tables } of seen)
        for (const { visible, columns, broken } of tables) {
          expect(visible, `columns at ${width} px`).toBeGreaterThanOrEqual(width < 390 ? 2 : columns);
          expect(broken).toEqual([]);
        }
    });

    test("it has nothing but what is ours, and asks for nothing", () => {
      for (const { elements, prose } of seen) {
        expect(elements.filter((element) => !OURS.includes(element))).toEqual([]);
        expect(prose).not.toMatch(MENTION_OR_ISSUE);
      }
      expect(github.requests).toEqual([]);
    });

    test("the command that applies it stands whole in a box of its own", () => {
      const commands = reviews.map(
        ({ stack, fingerprint }) => `npm run apply -- --stack ${stack} --reviewed ${fingerprint}\n`,
      );
      for (const { fences } of seen) expect(fences).toEqual(commands);
    });

    test("its pictures show every node, in letters that can be read", () => {
      for (const { width, pictures } of seen) {
        expect(pictures.map(({ error, nodes }) => error ?? nodes.toSorted())).toEqual(nodesIn(text));
        for (const { letters } of pictures)
          expect(letters, `letters at ${width} px`).toBeGreaterThanOrEqual(LEAST_LETTERS_PX[width] ?? 0);
      }
    });
  });

  test.each(MAJORS.flatMap((major) => THEMES.map((theme) => [major, theme] as const)))(
    "mermaid %i draws letters that stand out of their boxes, %s",
    async (major, theme) => {
      for (const name of ["everything created", "a replacement that loses data"] as const) {
        const { text } = COMMENTS[name];
        await github.show(text, theme, major);
        await github.open();
        const { pictures } = await github.at(390);
        expect(pictures.map(({ error, nodes }) => error ?? nodes.toSorted())).toEqual(nodesIn(text));
        for (const { contrast, letters } of pictures) {
          expect(contrast).toBeGreaterThanOrEqual(LEAST_CONTRAST);
          expect(letters).toBeGreaterThanOrEqual(LEAST_LETTERS_PX[390] ?? 0);
        }
      }
    },
  );

  test("a small change stands on the first screen of a phone, its picture only once it is asked for", async () => {
    await github.show(COMMENTS["a small change"].text);
    const closed = await github.at(390);
    expect(closed.sections.find(({ title }) => title === "Cost")?.top).toBeLessThan(SCREEN_PX);
    expect(closed.pictures).toMatchObject([{ isSeen: false }]);
    await github.open();
    expect((await github.at(390)).pictures).toMatchObject([{ isSeen: true }]);
  });

  test("hostile names and values are shown, not followed", async () => {
    await github.show(COMMENTS["hostile names and values"].text);
    const { codes } = await github.at(390);
    expect(codes).toEqual(expect.arrayContaining(HOSTILE.map(visible)));
  });

  test("the biggest is hardly less than GitHub takes", () => {
    const { text } = COMMENTS["the biggest that fits"];
    expect(Buffer.byteLength(text)).toBeGreaterThan(0.85 * MOST_CHARACTERS);
    expect(text).not.toMatch(/left out here|more characters/);
  });
});

/** The text of each node of each picture, sorted. */
function nodesIn(markdown: string): string[][] {
  return [...markdown.matchAll(/^```mermaid$(.*?)^```$/gms)].map(([, picture = ""]) =>
    [...picture.matchAll(/^ {2}\w+\["(.*)"\]/gm)]
      .map(([, label = ""]) =>
        label.replaceAll("<br/>", "").replaceAll(/#(\d+);/g, (_, code) => character(Number(code))),
      )
      .toSorted(),
  );
}

/** Spaces without width are taken out, as they are of what is seen. */
const character = (code: number) => (code === 0x200b ? "" : String.fromCodePoint(code));
