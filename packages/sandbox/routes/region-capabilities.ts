import {
  type AddOnService,
  addOnServices,
  findAddOnService,
  serializeAddOnService,
} from "../catalogue/add-on-services.ts";
import { findRegion, type Region, regions } from "../catalogue/regions.ts";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { uuidOf } from "../ids.ts";

/** Where add-ons of a service can be made: here all of them everywhere (unverified). */
export function regionCapabilityRoutes(api: Api): void {
  api.get("/addon-region-capabilities", (call) => paged(call, capabilities(addOnServices, regions)));
  api.get("/addon-services/:service/region-capabilities", (call) => {
    const service = findAddOnService(call.param("service"));
    if (!service) throw notFound("add-on service");
    return paged(call, capabilities([service], regions));
  });
  api.get("/regions/:region/addon-region-capabilities", (call) => {
    const region = findRegion(call.param("region"));
    if (!region) throw notFound("region");
    return paged(call, capabilities(addOnServices, [region]));
  });
}

function capabilities(services: readonly AddOnService[], where: readonly Region[]) {
  return services.flatMap((service) =>
    where.map((region) => ({
      id: uuidOf(`capability:${service.name}:${region.name}`),
      supports_private_networking: region.private_capable,
      addon_service: serializeAddOnService(service),
      region,
    })),
  );
}
