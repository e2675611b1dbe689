/** Characters that show nothing, or change how others are shown: no honest name holds them, no print or code carries them. */
export const IS_INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;
