import { uuidOf } from "../ids.ts";

/**
 * App features as of 2025-11. Verified: the names, and texts of `preboot`, `http-session-affinity` and
 * `spaces-dns-discovery` (`heroku features`), addresses of the documentation. (unverified): the other texts, ids, times,
 * and which of Heroku's states other than `general` each has.
 */
export interface AppFeature {
  id: string;
  name: string;
  display_name: string;
  description: string;
  doc_url: string;
  feedback_email: string;
  /** `general` ones are listed by `heroku features`, the others by `heroku labs`. */
  state: "general" | "public";
  created_at: string;
  updated_at: string;
}

type Row = [name: string, state: AppFeature["state"], display: string, description: string, article: string];

const ROWS: Row[] = [
  ["http-routing-2-dot-0", "general", "Router 2.0", "Route requests through Router 2.0", "heroku-router-2-0"],
  [
    "http-session-affinity",
    "general",
    "Session Affinity",
    "Enable session affinity for all requests",
    "session-affinity",
  ],
  ["preboot", "general", "Preboot", "Provide seamless web dyno deploys", "preboot"],
  ["spaces-dns-discovery", "general", "DNS Service Discovery", "Enable DNS service discovery", "dns-service-discovery"],
  [
    "log-runtime-metrics",
    "public",
    "Log Runtime Metrics",
    "Write the memory and load of each dyno to the log",
    "log-runtime-metrics",
  ],
  [
    "runtime-dyno-build-metadata",
    "public",
    "Dyno Build Metadata",
    "Give dynos config vars that tell of their build",
    "dyno-metadata",
  ],
  [
    "runtime-dyno-metadata",
    "public",
    "Dyno Metadata",
    "Give dynos config vars that tell of their app and release",
    "dyno-metadata",
  ],
  [
    "runtime-heroku-metrics",
    "public",
    "Language Runtime Metrics",
    "Collect metrics of the language's runtime",
    "language-runtime-metrics",
  ],
];

export const appFeatures: readonly AppFeature[] = ROWS.map(([name, state, display, description, article]) => ({
  id: uuidOf(`app-feature:${name}`),
  name,
  display_name: display,
  description,
  doc_url: `https://devcenter.heroku.com/articles/${article}`,
  feedback_email: "labs@sandbox.example",
  state,
  created_at: "2020-01-01T00:00:00Z",
  updated_at: "2020-01-01T00:00:00Z",
}));

export function findAppFeature(identity: string): AppFeature | undefined {
  return appFeatures.find((feature) => feature.name === identity || feature.id === identity);
}
