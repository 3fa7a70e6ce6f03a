import { z } from "zod";
import type { Heroku } from "../define/heroku.ts";
import type { Autoscaling } from "./process.ts";

// The metrics API has no published schema: what is sent and read here is what Heroku's CLI sends and reads (unverified).

const Monitor = z.object({
  id: z.string(),
  action_type: z.string(),
  is_active: z.boolean(),
  min_quantity: z.int().nullish(),
  max_quantity: z.int().nullish(),
  value: z.number().nullish(),
  notification_channels: z.array(z.string()).nullish(),
});
type Monitor = z.output<typeof Monitor>;

const pathOf = (app: string) => `/apps/${app}/formation/web/monitors`;

/** Compares the response time of each minute; emails are a day apart at least. */
const RULE = { action_type: "scale", op: "GREATER_OR_EQUAL", period: 1, notification_period: 1440 };

/** The limits in force; undefined where Heroku does not scale the app's web dynos by itself. */
export async function readAutoscaling(heroku: Heroku, app: string): Promise<Autoscaling | undefined> {
  const monitor = await monitorOf(heroku, app);
  if (!monitor?.is_active) return undefined;
  return {
    minimum: monitor.min_quantity ?? 1,
    maximum: monitor.max_quantity ?? 1,
    responseTime: monitor.value ?? 1000,
    notify: (monitor.notification_channels ?? []).length > 0,
  };
}

/** Heroku brings the number of dynos between the limits at once. */
export async function autoscale(heroku: Heroku, app: string, wanted: Autoscaling): Promise<void> {
  const { minimum, maximum } = wanted;
  const doing = `have web scaled between ${minimum} and ${maximum} dynos`;
  const body = {
    ...{ ...RULE, is_active: true, min_quantity: minimum, max_quantity: maximum, value: wanted.responseTime },
    notification_channels: wanted.notify ? ["app"] : [],
  };
  const known = await monitorOf(heroku, app);
  if (known) {
    await heroku.patch(`${pathOf(app)}/${known.id}`, { doing, body, answer: z.unknown() });
    return;
  }
  await heroku.createOnce({
    doing,
    path: pathOf(app),
    body: { ...body, name: "LATENCY_SCALE" },
    answer: z.unknown(),
    find: () => monitorOf(heroku, app),
    proof: "same",
    importId: () => app,
  });
}

/** The dynos that run stay. */
export async function stopAutoscaling(heroku: Heroku, app: string): Promise<void> {
  const known = await monitorOf(heroku, app);
  if (!known?.is_active) return;
  const { op, period } = RULE;
  const doing = "have web scaled by hand again";
  await heroku.patch(`${pathOf(app)}/${known.id}`, {
    doing,
    body: { is_active: false, op, period },
    answer: z.unknown(),
  });
}

async function monitorOf(heroku: Heroku, app: string): Promise<Monitor | undefined> {
  const monitors = await heroku.look(pathOf(app), z.array(Monitor));
  return monitors?.find(({ action_type }) => action_type === "scale");
}
