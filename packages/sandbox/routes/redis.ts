import { z } from "zod";
import type { Api } from "../http/api.ts";
import { databaseOf, redisInfo, waitStatus } from "../model/database.ts";
import { credentialsRotated, rotateCredentials } from "../model/key-value-store-credential.ts";
import { keyValueStoreSettings } from "../model/key-value-store-settings.ts";
import { requestUpgrade, requiredByOf, versionOf } from "../model/maintenance.ts";
import { hasWindow, windowOf } from "../model/maintenance-window.ts";

const upgrade = z.object({ version: z.string() });

/**
 * The part of the Data API behind `heroku redis:info`, `redis:wait`, `redis:credentials` and `redis:upgrade`; it has no
 * published schema.
 */
export function redisRoutes(api: Api): void {
  const database = "/redis/v0/databases/:database";
  api.get(database, (call) => {
    const addOn = databaseOf(call, "redis");
    const requiredBy = requiredByOf(call, addOn);
    const facts = {
      settings: keyValueStoreSettings.of(call, addOn),
      window: hasWindow(addOn) ? windowOf(call, addOn) : null,
      version: versionOf(call, addOn),
      maintenance: requiredBy === null ? "not required" : `required by ${requiredBy}`,
    };
    return {
      addon_id: addOn.id,
      name: addOn.name,
      plan: addOn.plan,
      created_at: addOn.created_at,
      info: redisInfo(call, addOn, facts),
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
  api.post(`${database}/upgrade`, upgrade, (call) => ({
    message: requestUpgrade(call, databaseOf(call, "redis"), call.body.version),
  }));
  api.onTask("key-value-store.rotated", credentialsRotated);
}
