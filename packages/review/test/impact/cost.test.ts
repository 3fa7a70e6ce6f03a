import { describe, expect, test } from "vitest";
import { costOf } from "../../impact/index.ts";
import { change, create, remove, update, view } from "./changes.ts";

const addOn = (key: string, monthlyCents?: unknown, app = "site") =>
  view("AddOn", { plan: "x:y" }, { monthlyCents }, `${app}-${key}`);
const dynos = (monthlyCents: number) => view("Formation", { processes: {} }, { monthlyCents });
const same = (one: ReturnType<typeof view>) => change("same", one, one);

describe("the monthly cost", () => {
  test("is that of every add-on and of the dynos, before and after, whether they change or not", () => {
    const every = [
      same(view("App", {})),
      same(addOn("cache", 1_500)),
      update(addOn("database", 500), addOn("database", 5_000), "plan"),
      create(addOn("mail", 995)),
      remove(addOn("logs", 800)),
      update(dynos(1_400), dynos(5_000), "processes"),
      same(view("Domain", { hostname: "a.example.com" })),
    ];
    expect(costOf(every)).toEqual({
      beforeCents: 4_200,
      afterCents: 12_495,
      lines: [
        { line: "cache", beforeCents: 1_500, afterCents: 1_500 },
        { line: "database", beforeCents: 500, afterCents: 5_000 },
        { line: "mail", afterCents: 995 },
        { line: "logs", beforeCents: 800 },
        { line: "dynos", beforeCents: 1_400, afterCents: 5_000 },
      ],
    });
  });

  test("of what is taken over is what it was, and what is not known counts nothing", () => {
    const imported = change("import", undefined, addOn("cache", 1_500));
    expect(costOf([imported, create(addOn("mail", "[known after the change]"))])).toEqual({
      beforeCents: 1_500,
      afterCents: 1_500,
      lines: [{ line: "site-cache", beforeCents: 1_500, afterCents: 1_500 }, { line: "site-mail" }],
    });
  });

  test("with several apps has lines with the apps' names", () => {
    const every = [
      same(view("App", {})),
      same(view("App", {}, {}, "shop")),
      same(dynos(700)),
      same(addOn("db", 1, "shop")),
    ];
    expect(costOf(every).lines.map(({ line }) => line)).toEqual(["site dynos", "shop-db"]);
  });
});
