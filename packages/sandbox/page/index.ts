import { Hono } from "hono";
import { html } from "hono/html";
import { HerokuError } from "../errors.ts";
import type { Env } from "../http/api.ts";
import type { Controlled } from "../middleware/control.ts";
import { apps } from "../model/app.ts";
import type { Platform } from "../platform.ts";
import { actions } from "./actions.ts";
import { activityPage } from "./activity.ts";
import { appPage } from "./app/index.ts";
import { answerAsset } from "./assets.ts";
import { faultsPage } from "./faults.ts";
import { home } from "./home.ts";
import { layout, type Page } from "./layout.ts";
import { news } from "./news.ts";
import { BASE } from "./parts.ts";
import { pipelinesPage } from "./pipelines.ts";
import { requestsPage } from "./requests.ts";
import { shown } from "./text.ts";

/** Nothing but what the sandbox itself serves; no other page may frame it. */
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; " +
    "base-uri 'none'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
};

/** What the sandbox holds, for people in a browser: at `/`, and below `/_sandbox/page`. It works without JavaScript. */
export function createPage(controlled: Controlled): Hono<Env> {
  const { faults, requests, transact } = controlled;
  const show = (view: (platform: Platform) => Page): Response => {
    const page = transact(view);
    return new Response(layout(page, faults.list().length).toString(), {
      status: page.status ?? 200,
      headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
    });
  };
  const pages = new Hono<Env>();
  pages.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value);
  });
  pages.get("/", ({ req }) =>
    show((platform) => home(platform, { q: req.query("q") ?? "", page: pageNumber(req.query("page")) })),
  );
  pages.get(`${BASE}/apps/:name`, ({ req }) =>
    show((platform) => {
      const name = req.param("name");
      const app = apps(platform).find({ name });
      if (app) return appPage(platform, app);
      return message(404, "No such app", `There is no app ${shown(name)}; it may have been deleted.`);
    }),
  );
  pages.get(`${BASE}/pipelines`, () => show(pipelinesPage));
  pages.get(`${BASE}/activity`, () => show(activityPage));
  pages.get(`${BASE}/requests`, ({ req }) => {
    const filter = { account: req.query("account") ?? "", status: req.query("status") ?? "" };
    return show((platform) => requestsPage(platform, requests, filter));
  });
  pages.get(`${BASE}/faults`, ({ req }) =>
    show((platform) => faultsPage(platform, controlled, { done: req.query("done") })),
  );
  pages.route(
    BASE,
    actions(controlled, (outcome) =>
      show((platform) => ({ ...faultsPage(platform, controlled, outcome), status: 422 })),
    ),
  );
  pages.get(`${BASE}/news`, (context) => news(context, controlled));
  pages.get(`${BASE}/:asset`, (context) => answerAsset(context.req.param("asset")) ?? context.notFound());
  pages.notFound(() => show(() => message(404, "Nothing here", "The sandbox has no such page.")));
  pages.onError((error) => {
    if (error instanceof HerokuError) return show(() => message(error.status, "That can't be done", error.message));
    console.error("sandbox: its page:", error);
    return show(() => message(500, "The page failed", "The sandbox's standard error says why."));
  });
  return pages;
}

const pageNumber = (text: string | undefined): number => Math.max(1, Math.trunc(Number(text)) || 1);

const message = (status: number, title: string, text: string): Page => ({
  status,
  title,
  content: html`<h1>${title}</h1>
<p>${text}</p>
<p><a href="/">All apps</a></p>
`,
});
