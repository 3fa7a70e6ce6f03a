import { z } from "zod";
import type { Api } from "../http/api.ts";
import { databaseOf } from "../model/database.ts";
import { changeSettings, settingsOf } from "../model/postgres-settings.ts";

const PATH = "/postgres/v0/databases/:database/config";

/** The part of the Data API behind `heroku pg:settings`; it has no published schema. */
export function postgresSettingsRoutes(api: Api): void {
  api.get(PATH, (call) => settingsOf(call, databaseOf(call, "postgres")));
  api.patch(PATH, z.record(z.string(), z.unknown()), (call) =>
    changeSettings(call, databaseOf(call, "postgres"), call.body),
  );
}
