import type { Json } from "@openlading/core";

/** Keys in files, the only choice that needs no hardware. Peers do not start without this being said. */
export const SOFTWARE_KEYS: Json = { Default: "SW", SW: { Hash: "SHA2", Security: 256 } };
