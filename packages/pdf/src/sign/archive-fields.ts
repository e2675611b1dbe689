const MOST = 9;

/**
 * The names of the fields that archive time-stamps bring with them later. The seal locks every field but these
 * (`/Lock << /Type /SigFieldLock /Action /Exclude /Fields … >>` of the field `authority`): a lock of all would make the
 * first archive time-stamp look like a forbidden change to readers that hold a lock against new fields as well.
 */
export const ARCHIVE_FIELDS: readonly string[] = Array.from({ length: MOST }, (_, index) => `timestamp${index + 1}`);
