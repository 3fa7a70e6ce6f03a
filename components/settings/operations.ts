import {
  addOnAttachmentDefinition,
  formationDefinition,
  oneOffJobDefinition,
  postgresCredentialDefinition,
} from "@pulumi/heroku/checks";
import { z } from "zod";

// What a stack file says of everyday operations, whichever program reads it.

const job = z.strictObject({
  /** What a shell runs, with the app's code and config vars: no place for a secret. */
  command: oneOffJobDefinition.inputs.shape.command,
  /** Size of the dyno, such as `standard-2x`; Heroku's default for the app where it is left out. */
  size: formationDefinition.inputs.shape.processes.valueType.shape.size.optional(),
  /** Once for each value of this; left out, once for each release of new code. */
  run: z.string().min(1).optional(),
});

const credential = z.strictObject({
  /** Any text, such as `2026-11`; another one rotates the credential, and restarts the app. */
  rotation: postgresCredentialDefinition.inputs.shape.rotation,
  /** What the app's config var with its address begins with, such as `DATABASE_READONLY`; none where it is left out. */
  attachment: addOnAttachmentDefinition.inputs.shape.name.optional(),
});

/** Jobs by a name of yours. */
export const jobs = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, "is not a name such as migrate"), job);

/** Credentials of a database by name. */
export const credentials = z.record(postgresCredentialDefinition.inputs.shape.name, credential);
