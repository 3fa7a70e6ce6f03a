import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { neutral } from "../neutral.ts";

const APART = "\u200b";
const visible = (text: string) => text.replaceAll(APART, "");

describe("what would act is taken apart", () => {
  test.each([
    ["a mention", "@octocat and @shop/admins", /@\w/],
    ["a mention by its number", "&#64;octocat &#064;octocat", /&#0*64;\w/],
    ["a mention by its name", "&commat;octocat &#x40;octocat", /&(commat|#x40);/],
    ["a mention half by number", "@&#111;ctocat", /@&/],
    ["a mention in code that is none", "` @octocat", /@\w/],
    ["HTML", '<img src=x onerror="x"><script>', /<[a-z]/i],
    ["a tag with an attribute", '<details open onclick="x">', /<d/],
    ["a comment, and our mark", "<!-- consumer-notebook: review -->", /<!/],
    ["an autolink in angle brackets", "<https://evil.example>", /<h/],
    ["a link", "[approve](https://evil.example)", /\]\(/],
    ["a picture", "![x](https://evil.example/x.png)", /\]\(/],
    ["a definition of a link", "[x]\n\n[x]: https://evil.example", /\]:/],
    ["a reference to an issue", "closes #12, shop/x#3, GH-4", /#\d|GH-\d/],
    ["a change of direction", "safe\u202eelif\u202c", /[\u202a-\u202e]/],
    ["a control character", "a\u0000b\u001b[31m", /\p{Cc}/u],
  ])("%s", (_what, text, acts) => {
    expect(text).toMatch(acts);
    expect(neutral(text)).not.toMatch(acts);
  });
});

test("a review's own layout stays as it is", () => {
  const layout = [
    "### production: 3 to change",
    "| what | before | after |\n|---|---|---|\n| `processes.web.quantity` | 1 | 2 |",
    "<details><summary>All of it</summary>\n\ntext<br>more\n\n</details>",
    '```mermaid\nflowchart LR\n  a["site"]:::changed --> b[("database")]\n  classDef changed fill:#1f883d\n```',
    '  n1["Add-on a#58;b"]\n  classDef new fill:#dafbe1,color:#000',
    "- **change** dynos `site`\n  - <code>processes&#91;&#34;web&#34;&#93;<wbr>a</code>: `1` → `2`",
    "https://www.consumernotebook.com",
  ].join("\n\n");
  expect(neutral(layout)).toBe(layout);
});

test("whatever the text, nothing acts, nothing visible is lost, and twice is once", () => {
  const pieces = fc.constantFrom(
    "@",
    "<",
    "a",
    "]",
    "(",
    ":",
    "[",
    "#",
    "1",
    "`",
    "\n",
    "!",
    "/",
    "details>",
    "GH-",
    "&",
    "#64;",
    "&#35;",
    ";",
    APART,
  );
  fc.assert(
    fc.property(
      fc.array(pieces).map((parts) => parts.join("")),
      (text) => {
        const safe = neutral(text);
        expect(safe).not.toMatch(/@[\w&]|&#0*(35|64);(?!\u200b)|\]\(|\]:(?!::)|<(?!\/?details>)[a-z!/?]/);
        expect(visible(safe)).toBe(visible(text));
        expect(neutral(safe)).toBe(safe);
      },
    ),
  );
});
