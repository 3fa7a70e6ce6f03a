import { app } from "../../resources/app.ts";
import { thingContract } from "../support/thing-contract.ts";

let made = 0;

thingContract({
  thing: app,
  setUp: async () => ({ name: `contract-app-${++made}` }),
  inputs: ({ name }) => ({ name, region: "us", stack: "heroku-24", buildpacks: ["heroku/python"] }),
  createRequests: 3,
  update: {
    inputs: ({ name }) => ({
      name: `${name}-b`,
      region: "us",
      stack: "heroku-24",
      buildpacks: ["heroku/nodejs"],
      maintenance: true,
    }),
    diff: { name: "update", "buildpacks[0]": "update", maintenance: "update" },
    seen: async ({ api }, _context, { id }) => {
      const { name, maintenance } = await api("GET", `/apps/${id}`);
      return { name, maintenance };
    },
    expected: { name: "contract-app-1-b", maintenance: true },
  },
  replace: { inputs: ({ name }) => ({ name, region: "eu" }), replaces: ["region"] },
  outsideChange: {
    make: ({ api }, _context, { id }) => api("PATCH", `/apps/${id}`, { maintenance: false }),
    diff: { maintenance: "update" },
  },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", `/apps/${id}`),
  importId: ({ name }) => name,
  exists: ({ api }, _context, { id }) =>
    api("GET", `/apps/${id}`).then(
      () => true,
      () => false,
    ),
});
