/** A JSON value as RFC 8259 defines it; nothing in it is changed in place. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A JSON object. Those made by {@link parseStrictJson} have no prototype. */
export type JsonObject = { readonly [name: string]: Json };

/** A sentence in the two languages every report is given in. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}
