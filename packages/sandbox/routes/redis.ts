import type { Api } from "../http/api.ts";
import { databaseOf, redisInfo, waitStatus } from "../model/database.ts";
import { credentialsRotated, rotateCredentials } from "../model/key-value-store-credential.ts";
import { settingsOf } from "../model/key-value-store-settings.ts";
import { hasWindow, windowOf } from "../model/maintenance-window.ts";

/** The part of the Data API behind `heroku redis:info`, `redis:wait` and `redis:credentials`; it has no published schema. */
export function redisRoutes(api: Api): void {
  const database = "/redis/v0/databases/:database";
  api.get(database, (call) => {
    const addOn = databaseOf(call, "redis");
    return {
      addon_id: addOn.id,
      name: addOn.name,
      plan: addOn.plan,
      created_at: addOn.created_at,
      info: redisInfo(call, addOn, settingsOf(call, addOn), hasWindow(addOn) ? windowOf(call, addOn) : null),
      resource_url: addOn.values.URL,
      formation: { id: addOn.id, primary: null },
      metaas_source: null,
      port: 6380,
    };
  });
  api.get(`${database}/wait`, (call) => waitStatus(call, databaseOf(call, "redis")));
  api.post(`${database}/credentials_rotation`, (call) => {
    rotateCredentials(call, databaseOf(call, "redis"));
    return { message: "The credentials are being rotated." };
  });
  api.onTask("key-value-store.rotated", credentialsRotated);
}
