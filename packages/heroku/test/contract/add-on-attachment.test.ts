import { addOnAttachment } from "../../resources/add-on-attachment.ts";
import { thingContract } from "../support/thing-contract.ts";

let made = 0;

thingContract({
  thing: addOnAttachment,
  setUp: async ({ api }) => {
    const names = [`contract-owner-${++made}`, `contract-user-${made}`];
    const [owner, user] = await Promise.all(names.map((name) => api<{ id: string }>("POST", "/apps", { name })));
    const cache = await api<{ id: string }>("POST", `/apps/${owner?.id}/addons`, { plan: "memcachier:dev" });
    return { app: user?.id ?? "", appName: names[1] ?? "", addOn: cache.id };
  },
  inputs: ({ app, addOn }) => ({ app, addOn, name: "CACHE" }),
  // The names of its config vars take a look at the add-on and at its other attachments.
  createRequests: 4,
  // The lists of all attachments and all add-ons.
  refreshRequests: 2,
  replace: { inputs: ({ app, addOn }) => ({ app, addOn, name: "CACHE_2" }), replaces: ["name"] },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", `/addon-attachments/${id}`),
  importId: ({ appName }) => `${appName}/CACHE`,
  exists: ({ api }, _context, { id }) =>
    api("GET", `/addon-attachments/${id}`).then(
      () => true,
      () => false,
    ),
});
