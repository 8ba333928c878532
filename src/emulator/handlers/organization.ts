import type { Handler, Handlers } from "../calls/handler.js";
import { readImage } from "../conventions/images.js";
import { json, success } from "../http/responses.js";
import { newFileKey } from "../storage/files.js";
import { isObject } from "../values/values.js";

const getOrganization: Handler = (_call, { crm }) => {
  const { settings } = crm;
  const base = [...settings.list("currencies").values()].find(({ is_base }) => is_base === true);
  const home = base && { currency: base.name, currency_symbol: base.symbol, iso_code: base.iso_code };
  const org = Array.from(settings.list("org").values(), (one) => ({
    ...one,
    ...home,
    mc_status: base !== undefined,
    license_details: {
      ...(isObject(one.license_details) && one.license_details),
      users_license_purchased: String(crm.users.countActive()),
    },
  }));
  return json(200, { org });
};

/** The logo is an ordinary file: `getFile` reads it by its key, the `photo_id`. */
const uploadOrganizationPhoto: Handler = async (call, { crm }) => {
  const content = await readImage(call);
  const { files, settings } = crm;
  const photo_id = newFileKey(crm.ids);
  files.uploads.set(photo_id, content);
  for (const [id, one] of [...settings.list("org")]) {
    files.uploads.delete(String(one.photo_id));
    settings.list("org").set(id, { ...one, photo_id });
  }
  return json(200, success("photo uploaded successfully", {}));
};

export const organizationHandlers: Handlers = { getOrganization, uploadOrganizationPhoto };
