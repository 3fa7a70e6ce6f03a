import { uuidOf } from "../ids.ts";
import { serviceOfPlan } from "./add-on-services.ts";

/**
 * Plans of add-on services and their prices in US dollars a month, as of 2025-11. Where a source is given, a public page
 * or thread that quotes https://elements.heroku.com says so; every price without one is (unverified). The names of the
 * Postgres plans are verified (https://devcenter.heroku.com/articles/heroku-postgres-plans); those of other services
 * without a source are (unverified).
 */
type Row = [slug: string, dollars: number, source?: string];

/** The first plan of a service is its default. */
const ROWS: Record<string, Row[]> = {
  "heroku-postgresql": [
    ["essential-0", 5, "elements.heroku.com/addons/heroku-postgresql, 2024-10"],
    ["essential-1", 9, "elements.heroku.com/addons/heroku-postgresql, 2024-10"],
    ["essential-2", 20],
    ["standard-0", 50, "elements.heroku.com/addons/heroku-postgresql, 2020-06"],
    ["standard-2", 200],
    ["standard-3", 400],
    ["standard-4", 750],
    ["standard-5", 1400],
    ["standard-6", 2000],
    ["standard-7", 3500],
    ["premium-0", 200],
    ["premium-2", 350],
    ["premium-3", 750],
    ["premium-4", 1200],
    ["premium-5", 2500],
    ["premium-6", 3500],
    ["premium-7", 6000],
    ["private-0", 300],
    ["private-2", 600],
    ["private-3", 1100],
    ["private-4", 1500],
    ["shield-0", 350],
    ["shield-2", 700],
  ],
  "heroku-redis": [
    ["mini", 3],
    ["premium-0", 15],
    ["premium-1", 30],
    ["premium-2", 60, "github.com/heroku/roadmap, issue 140"],
    ["premium-3", 120],
    ["premium-5", 200],
    ["premium-7", 750],
    ["private-7", 900, "github.com/heroku/roadmap, issue 140"],
  ],
  memcachier: [
    ["dev", 0],
    ["100", 15],
    ["250", 30],
    ["500", 50],
    ["1000", 80],
  ],
  newrelic: [
    ["wayne", 0],
    ["hawke", 49],
  ],
  ormongo: [
    ["2-mmap", 45],
    ["5-mmap", 85],
    ["20-mmap", 259],
  ],
  papertrail: [
    ["choklad", 0],
    ["fixa", 8],
    ["forsta", 19],
    ["volmar", 65],
  ],
  scheduler: [["standard", 0, "elements.heroku.com/addons/scheduler: free"]],
  sendgrid: [
    ["starter", 0],
    ["bronze", 9.95],
    ["silver", 79.95],
  ],
  sentry: [
    ["f1", 0],
    ["s1-50k", 29],
    ["s1-100k", 39],
  ],
};

export interface Plan {
  id: string;
  /** With its service: "heroku-redis:mini". */
  name: string;
  human_name: string;
  cents: number;
  default: boolean;
  /** Whether only apps in a private space can have it. */
  inSpace: boolean;
}

export const plans: readonly Plan[] = Object.entries(ROWS).flatMap(([service, rows]) =>
  rows.map(([slug, dollars], index) => ({
    id: uuidOf(`plan:${service}:${slug}`),
    name: `${service}:${slug}`,
    human_name: slug.replaceAll("-", " ").replace(/^[a-z]/, (letter) => letter.toUpperCase()),
    cents: Math.round(dollars * 100),
    default: index === 0,
    inSpace: /^(private|shield)-/.test(slug),
  })),
);

/** By name or id; a service's name alone stands for its default plan. */
export function findPlan(identity: string): Plan | undefined {
  return (
    plans.find(({ id, name }) => name === identity || id === identity) ??
    plans.find((plan) => plan.default && plan.name.startsWith(`${identity}:`))
  );
}

export function plansOf(service: { name: string }): Plan[] {
  return plans.filter((plan) => plan.name.startsWith(`${service.name}:`));
}

export const priceOf = ({ cents }: Plan) => ({ cents, contract: false, unit: "month" });

const SINCE = "2012-01-01T12:00:00Z";

export function serializePlan(plan: Plan) {
  const service = serviceOfPlan(plan.name);
  return {
    addon_service: { id: service.id, name: service.name },
    compliance: null,
    created_at: SINCE,
    default: plan.default,
    description: `${service.human_name} ${plan.human_name}`,
    human_name: plan.human_name,
    id: plan.id,
    // Whether plans outside the private tiers can be had in a space is (unverified); in the sandbox they can.
    installable_inside_private_network: true,
    installable_outside_private_network: !plan.inSpace,
    name: plan.name,
    price: priceOf(plan),
    space_default: false,
    state: "public",
    updated_at: SINCE,
    visible: true,
  };
}
