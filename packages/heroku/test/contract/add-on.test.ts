import { addOn } from "../../resources/add-on.ts";
import { thingContract } from "../support/thing-contract.ts";

let made = 0;

thingContract({
  thing: addOn,
  setUp: async ({ api }) => {
    const name = `contract-add-on-${++made}`;
    const { id } = await api("POST", "/apps", { name });
    return { app: id as string, name: `contract-db-${made}` };
  },
  inputs: ({ app, name }) => ({ app, plan: "heroku-postgresql:essential-0", name, attachment: "DATABASE" }),
  // A name of one's own is looked for first, and each of the two waits looks at least once.
  createRequests: 4,
  // The lists of all add-ons and all attachments.
  refreshRequests: 2,
  update: {
    inputs: ({ app, name }) => ({ app, plan: "heroku-postgresql:essential-1", name: `${name}-b`, attachment: "MAIN" }),
    diff: { plan: "update", name: "update", attachment: "update" },
    seen: async ({ api }, { app }, { id }) => {
      const { plan, name } = await api<{ plan: { name: string }; name: string }>("GET", `/addons/${id}`);
      const vars = await api("GET", `/apps/${app}/config-vars`);
      return [plan.name, name, Object.keys(vars)];
    },
    expected: ["heroku-postgresql:essential-1", "contract-db-1-b", ["MAIN_URL"]],
  },
  replace: {
    inputs: ({ app }) => ({ app, plan: "heroku-redis:mini", confirmDataLoss: true }),
    replaces: ["plan"],
  },
  outsideChange: {
    make: ({ api }, { app, name }, { id }) =>
      api("PATCH", `/apps/${app}/addons/${id}`, { plan: "heroku-postgresql:essential-0", name }),
    diff: { plan: "update", name: "update" },
  },
  outsideDelete: ({ api }, { app }, { id }) => api("DELETE", `/apps/${app}/addons/${id}`),
  importId: ({ name }) => name,
  exists: ({ api }, _context, { id }) =>
    api("GET", `/addons/${id}`).then(
      () => true,
      () => false,
    ),
});
