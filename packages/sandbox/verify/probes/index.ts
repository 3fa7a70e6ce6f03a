import type { Probe } from "../probe.ts";
import { accountProbes } from "./account.ts";
import { appProbes } from "./app.ts";
import { belongingProbes } from "./belongings.ts";
import { catalogueProbes } from "./catalogue.ts";
import { protocolProbes } from "./protocol.ts";

/** All of them, those that make least first. None costs anything. */
export const probes: readonly Probe[] = [
  ...protocolProbes,
  ...catalogueProbes,
  ...appProbes,
  ...belongingProbes,
  ...accountProbes,
];
