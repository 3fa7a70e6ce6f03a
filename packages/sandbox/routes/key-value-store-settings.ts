import { z } from "zod";
import type { Api } from "../http/api.ts";
import { databaseOf } from "../model/database.ts";
import { keyValueStoreSettings } from "../model/key-value-store-settings.ts";

const PATH = "/redis/v0/databases/:database/config";

/**
 * The part of the Data API behind `heroku redis:maxmemory`, `redis:timeout` and `redis:keyspace-notifications`; it has no
 * published schema.
 */
export function keyValueStoreSettingsRoutes(api: Api): void {
  api.get(PATH, (call) => keyValueStoreSettings.of(call, databaseOf(call, "redis")));
  api.patch(PATH, z.record(z.string(), z.unknown()), (call) =>
    keyValueStoreSettings.change(call, databaseOf(call, "redis"), call.body),
  );
}
