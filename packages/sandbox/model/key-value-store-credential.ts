import type { Platform } from "../platform.ts";
import { type AddOn, addOns } from "./add-on.ts";
import { passOn } from "./add-on-attachment.ts";
import { newPassword, withAddresses } from "./add-on-values.ts";

/**
 * A store has one credential, which can only be given another password. That it takes a while, during which `redis:wait`
 * waits, is (unverified); so is what a rotation during another one does: here there is a second one.
 */
export function rotateCredentials(platform: Platform, addOn: AddOn): void {
  addOns(platform).update(addOn.id, { available_at: platform.now() + platform.provisionMs });
  platform.later(platform.provisionMs, "key-value-store.rotated", { addOn: addOn.id });
}

/** The task `key-value-store.rotated`: the apps that it is attached to get the new password and restart. */
export function credentialsRotated(platform: Platform, payload: Record<string, string>): void {
  const addOn = addOns(platform).get(payload.addOn ?? "");
  if (!addOn) return;
  const values = withAddresses(addOn, { password: newPassword(platform) });
  passOn(platform, addOns(platform).update(addOn.id, { values }), [null]);
}
