import { collection } from "../store/collection.ts";

/** A line of the activity feed: what happened in the sandbox, for people to read. */
export interface Event {
  id: string;
  at: string;
  account: string;
  app: string | null;
  text: string;
}

export const events = collection<Event>("events", { indexes: [["account"]] });
