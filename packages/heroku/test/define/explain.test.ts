import { describe, expect, test } from "vitest";
import { didYouMean } from "../../define/explain.ts";

describe("did you mean", () => {
  test.each([
    ["standrad-1x", ["eco", "basic", "standard-1x"], '; did you mean "standard-1x"?'],
    ["uss", ["us", "eu"], '; did you mean "us"?'],
    ["zzz", ["us", "eu"], "; allowed are us, eu"],
    ["anything", [], "; remove it"],
    ["anything", undefined, "; remove it"],
  ])("%s among %j", (word, allowed, text) => {
    expect(didYouMean(word, allowed)).toBe(text);
  });
});
