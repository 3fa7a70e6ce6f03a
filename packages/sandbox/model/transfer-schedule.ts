import { collection } from "../store/collection.ts";

/** A daily backup of a database. */
export interface TransferSchedule {
  id: string;
  addOn: string;
  /** The config var that names the database: "DATABASE_URL". */
  name: string;
  hour: number;
  timezone: string;
  created_at: string;
  updated_at: string;
}

export const transferSchedules = collection<TransferSchedule>("transfer-schedules", { unique: [["addOn", "name"]] });
