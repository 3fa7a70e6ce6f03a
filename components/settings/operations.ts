import {
  addOnAttachmentDefinition,
  formationDefinition,
  oneOffJobDefinition,
  postgresCredentialDefinition,
} from "@pulumi/heroku/checks";
import { z } from "zod";

// What a stack file says of everyday operations, whichever program reads it.

const job = z.strictObject({
  command: oneOffJobDefinition.inputs.shape.command,
  size: formationDefinition.inputs.shape.processes.valueType.shape.size.optional(),
  /** Once for each value of this; left out, once for each release of new code. */
  run: z.string().min(1).optional(),
});

const credential = z.strictObject({
  rotation: postgresCredentialDefinition.inputs.shape.rotation,
  attachment: addOnAttachmentDefinition.inputs.shape.name.optional(),
});

/** Jobs by a name of yours. */
export const jobs = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, "is not a name such as migrate"), job);

/** Credentials of a database by name. */
export const credentials = z.record(postgresCredentialDefinition.inputs.shape.name, credential);
