import { z } from "zod";
import type { Api } from "../http/api.ts";
import { userOf } from "../model/account.ts";
import { choose, preferencesOf } from "../model/user-preferences.ts";

const dismissed = z.boolean().nullable().optional();
const change = z.object({
  timezone: z.string().nullable().optional(),
  "default-organization": z.string().nullable().optional(),
  "dismissed-github-banner": dismissed,
  "dismissed-getting-started": dismissed,
  "dismissed-org-access-controls": dismissed,
  "dismissed-org-wizard-notification": dismissed,
  "dismissed-pipelines-banner": dismissed,
  "dismissed-pipelines-github-banner": dismissed,
  "dismissed-pipelines-github-banners": z.array(z.string()).nullable().optional(),
  "dismissed-sms-banner": dismissed,
});

/** https://devcenter.heroku.com/articles/platform-api-reference#user-preferences */
export function userPreferencesRoutes(api: Api): void {
  api.get("/users/:user/preferences", (call) => preferencesOf(call, userOf(call)));
  api.patch("/users/:user/preferences", change, (call) => {
    const account = userOf(call);
    choose(call, account, call.body);
    return preferencesOf(call, account);
  });
}
