import { describe, expect, test } from "vitest";
import { brief, create, judged, remove, replace, update, view, WEB_AND_WORKER } from "./changes.ts";

const domain = (hostname: string, inputs: object = {}) =>
  view("Domain", { hostname, ...inputs }, {}, `site-${hostname}`);
const automatic = view("AutomaticCertificates", {});

describe("a domain", () => {
  test("that is added waits for its DNS record", () => {
    const { impacts } = judged([create(domain("a.example.com"))]);
    expect(brief(impacts)).toEqual(["dns-target: a.example.com"]);
  });

  test("that goes leads nowhere, and has another target when it comes back", () => {
    const { impacts } = judged([remove(domain("a.example.com"))]);
    expect(brief(impacts)).toEqual(["downtime: a.example.com", "dns-target: a.example.com"]);
  });

  test("that is replaced does both", () => {
    const { impacts } = judged([replace(domain("a.example.com"), domain("b.example.com"))]);
    expect(brief(impacts)).toEqual([
      "downtime: a.example.com",
      "dns-target: a.example.com",
      "dns-target: b.example.com",
    ]);
  });
});

describe("certificates that go", () => {
  const stack = [view("App", {}), WEB_AND_WORKER, domain("a.example.com"), domain("b.example.com")];

  test("leave the domains that stay without https", () => {
    const { impacts } = judged([remove(automatic), remove(domain("a.example.com"))], stack);
    expect(impacts).toMatchObject([
      {
        kind: "downtime",
        text: "b.example.com loses the certificate: browsers warn visitors off until there is another.",
      },
    ]);
  });

  test("harm nobody where no domain stays", () => {
    expect(judged([remove(automatic)]).impacts).toEqual([]);
    expect(judged([create(automatic)], stack).impacts).toEqual([]);
  });

  test("of one's own leave those domains that name one", () => {
    const named = domain("c.example.com", { sniEndpoint: "1" });
    expect(brief(judged([remove(view("SniEndpoint", {}))], [...stack, named]).impacts)).toEqual([
      "downtime: c.example.com",
    ]);
  });
});

describe("preboot", () => {
  const preboot = (enabled: boolean, enabledBefore = false) =>
    view("AppFeature", { name: "preboot", enabled }, { enabledBefore }, "site-preboot");

  test("that goes gives web a gap at each release", () => {
    expect(brief(judged([remove(preboot(true))]).impacts)).toEqual(["downtime: web"]);
    expect(brief(judged([update(preboot(true), preboot(false), "enabled")]).impacts)).toEqual(["downtime: web"]);
  });

  test("that stays on, or comes, gives none; nor does another feature", () => {
    expect(judged([remove(preboot(true, true))]).impacts).toEqual([]);
    expect(judged([update(preboot(false), preboot(true), "enabled")]).impacts).toEqual([]);
    expect(judged([create(preboot(true))]).impacts).toEqual([]);
    expect(judged([remove(view("AppFeature", { name: "runtime-dyno-metadata" }))]).impacts).toEqual([]);
  });
});
