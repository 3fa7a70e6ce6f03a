import { z } from "zod";
import type { Endpoint } from "../client/endpoint.ts";
import { check } from "../define/check.ts";
import { HerokuFailure } from "../define/errors.ts";
import { wrongLines } from "../define/explain.ts";
import type { PlainObject } from "../define/values.ts";

/** Configuration of the provider. */
export const providerConfig = z.object({
  /**
   * Environment variable that holds the API key, for an explicit provider of a second account. The key itself is no
   * input: it is never stored. `HEROKU_API_KEY` by default.
   */
  keyVariable: z
    .string()
    .regex(/^[A-Z_][A-Z0-9_]*$/, 'is not the name of an environment variable, such as "OTHER_HEROKU_API_KEY"')
    .optional(),
});

/** What CheckConfig adds, so that the state of one Heroku is never applied to another. */
export const ENDPOINT = "endpoint";

/** What the engine itself puts among a provider's inputs. */
const ENGINES_OWN = new Set(["version", "pluginDownloadURL", "__internal", ENDPOINT]);

/** The inputs that are kept in state, and everything that is wrong with them. */
export function checkConfig(
  olds: PlainObject,
  news: PlainObject,
  endpoint: Endpoint,
): { inputs: PlainObject; reasons: string[] } {
  const own = Object.fromEntries(Object.entries(news).filter(([key]) => !ENGINES_OWN.has(key)));
  const { wrong } = check(providerConfig, own);
  const reasons = wrongLines(wrong);
  const kept = olds[ENDPOINT];
  if (typeof kept === "string" && kept !== endpoint.kind) reasons.push(wrongEndpoint(kept, endpoint).message);
  return { inputs: { ...news, [ENDPOINT]: endpoint.kind }, reasons };
}

/** Refuses to go on where the state was made against another Heroku: refresh and destroy come here without a check. */
export function refuseOtherEndpoint(inputs: PlainObject, endpoint: Endpoint): void {
  const kept = inputs[ENDPOINT];
  if (typeof kept === "string" && kept !== endpoint.kind) throw wrongEndpoint(kept, endpoint);
}

const NAMES: Record<string, string> = { heroku: "the real Heroku", sandbox: "a sandbox" };

const wrongEndpoint = (kept: string, endpoint: Endpoint) =>
  new HerokuFailure(
    "wrong-endpoint",
    `This stack's state was made against ${NAMES[kept] ?? kept}, but HEROKU_API_URL now leads to ${NAMES[endpoint.kind]} (${endpoint.api})`,
  );
