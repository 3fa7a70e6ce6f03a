import type { Api } from "../http/api.ts";
import { databaseOf, redisInfo, waitStatus } from "../model/database.ts";

/** The part of the Data API behind `heroku redis:info` and `redis:wait`; it has no published schema. */
export function redisRoutes(api: Api): void {
  api.get("/redis/v0/databases/:database", (call) => {
    const addOn = databaseOf(call, "redis");
    return {
      addon_id: addOn.id,
      name: addOn.name,
      plan: addOn.plan,
      created_at: addOn.created_at,
      info: redisInfo(call, addOn),
      resource_url: addOn.values.URL,
      formation: { id: addOn.id, primary: null },
      metaas_source: null,
      port: 6380,
    };
  });
  api.get("/redis/v0/databases/:database/wait", (call) => waitStatus(call, databaseOf(call, "redis")));
}
