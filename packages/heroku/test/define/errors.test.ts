import { describe, expect, test } from "vitest";
import { errorCatalogue, existsAlready, isGone, Refused, UnknownOutcome, WrongInputs } from "../../define/errors.ts";

describe("an error of ours", () => {
  test.each([
    new Refused('create app "x"', 422, "invalid_params", "Name is already taken.", "0a1b"),
    new UnknownOutcome("create app", "other side closed"),
    new WrongInputs([{ path: ["plan"], reason: '"x" is not a plan' }]),
    existsAlready("create app", "App", "urn:pulumi:staging::project::heroku:index:App::web", "example"),
  ])("$name ends with a code that the catalogue explains", ({ message, code }) => {
    expect(message.endsWith(`[heroku:${code}]`)).toBe(true);
    expect(errorCatalogue).toHaveProperty(code);
  });

  test("a refusal has one form", () => {
    expect(new Refused('create app "x"', 422, "invalid_params", "Name is already taken. ", "0a1b").message).toBe(
      'Heroku refused to create app "x": Name is already taken (422 invalid_params, request id 0a1b) [heroku:refused]',
    );
  });

  test("what is there already comes with the command that adopts it", () => {
    const urn = "urn:pulumi:staging::project::heroku:index:App::web";
    expect(existsAlready('create app "x"', "App", urn, "x").message).toContain("pulumi import heroku:index:App web x");
  });
});

test.each([
  [404, true],
  [410, true],
  [403, false],
  [422, false],
  [500, false],
])("after %i the object is gone: %s", (status, gone) => {
  expect(isGone(new Refused("show it", status, "id", "message", undefined))).toBe(gone);
});

test("a failed connection never means that something is gone", () => {
  expect(isGone(new UnknownOutcome("show it", "closed"))).toBe(false);
  expect(isGone(new Error("not found"))).toBe(false);
});
