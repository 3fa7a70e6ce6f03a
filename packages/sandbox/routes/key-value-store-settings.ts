import { z } from "zod";
import type { Api } from "../http/api.ts";
import { databaseOf } from "../model/database.ts";
import { changeSettings, settingsOf } from "../model/key-value-store-settings.ts";

const PATH = "/redis/v0/databases/:database/config";

/**
 * The part of the Data API behind `heroku redis:maxmemory`, `redis:timeout` and `redis:keyspace-notifications`; it has no
 * published schema.
 */
export function keyValueStoreSettingsRoutes(api: Api): void {
  api.get(PATH, (call) => settingsOf(call, databaseOf(call, "redis")));
  api.patch(PATH, z.record(z.string(), z.unknown()), (call) =>
    changeSettings(call, databaseOf(call, "redis"), call.body),
  );
}
