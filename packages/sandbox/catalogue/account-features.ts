import { uuidOf } from "../ids.ts";

/** Features of an account; the names and texts are (unverified), the forms are Heroku's. */
export const accountFeatures = [
  feature("metrics-request-volume", "Shows the number of requests by status in an app's metrics"),
  feature("team-internal-routing", "Lets teams make apps that only their own space reaches"),
] as const;

function feature(name: string, description: string) {
  return {
    id: uuidOf(`account-feature:${name}`),
    name,
    description,
    display_name: name,
    doc_url: "https://devcenter.heroku.com/categories/labs",
    feedback_email: "feedback@sandbox.example",
    // Those of the state `general` are no labs to Heroku's CLI.
    state: "public",
    created_at: "2020-01-01T00:00:00Z",
    updated_at: "2020-01-01T00:00:00Z",
  };
}
