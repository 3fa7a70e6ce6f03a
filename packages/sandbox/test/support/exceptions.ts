/** Where the sandbox knowingly leaves Heroku's published schema, each with the reason. */
export interface Exception {
  /** The definition of the schema. */
  definition: string;
  /** A field that is answered beyond the schema. */
  extraField?: string;
  /** A property's definition whose `format` is not held: "hostname". */
  anyFormat?: string;
  /** A value that is answered beyond the `enum` of a property's definition. */
  furtherValue?: { of: string; value: string };
  /** A link whose requests are not held to the schema: "PATCH /apps/{app}/formation". */
  request?: string;
  /** A link that answers one item though the schema calls it a list: "GET /teams/invitations/{team-invitation}". */
  one?: string;
  /** The provider's own requests leave it too, not only those of clients that we did not write. */
  isOurs?: boolean;
  reason: string;
}

export const exceptions: Exception[] = [
  {
    definition: "domain",
    anyFormat: "hostname",
    reason: "The schema calls it a URI; Heroku takes and answers hostnames, as its own example shows.",
  },
  {
    definition: "app",
    extraField: "process_tier",
    reason: "Heroku answers it though the schema lacks it, and its CLI reads it (`ps`).",
  },
  {
    definition: "formation",
    request: "PATCH /apps/{app}/formation",
    reason:
      "Heroku's CLI sends `size` and quantities as strings (`ps:scale`); both work at Heroku, the schema has neither.",
  },
  {
    definition: "formation",
    request: "PATCH /apps/{app}/formation/{formation}",
    reason: "As for the batch update.",
  },
  {
    definition: "oauth-authorization",
    request: "PATCH /oauth/authorizations/{oauth-authorization}",
    isOurs: true,
    reason: "The schema wants a client too; Heroku's CLI sends a description alone (`authorizations:update`).",
  },
  {
    definition: "team",
    furtherValue: { of: "role", value: "viewer" },
    reason: "Members are given the role by the schema's own requests; that answers say it too is (unverified).",
  },
  {
    definition: "team-invitation",
    one: "GET /teams/invitations/{team-invitation}",
    reason: 'Its description says "an invitation"; that the schema\'s `instances` is a slip is (unverified).',
  },
  {
    definition: "release",
    request: "POST /apps/{app}/releases",
    isOurs: true,
    reason: "The schema wants a slug beside `oci_image` too, and no app of Fir has one (unverified).",
  },
];
