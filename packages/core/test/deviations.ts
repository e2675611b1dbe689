/** What a vector does here, where its own label does not settle it, and why. */
export interface Reading {
  readonly code: string;
  readonly reason: string;
}

/** JSONTestSuite `y_` files: valid JSON that is refused. */
export const PARSING_REFUSED_THOUGH_VALID: Readonly<Record<string, Reading>> = {
  "y_number_minus_zero.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "-0 is written 0 by RFC 8785, so it does not survive",
  },
  "y_number_negative_zero.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "-0 is written 0 by RFC 8785, so it does not survive",
  },
  "y_object_duplicated_key.json": {
    code: "ERR_CORE_JSON_DUPLICATE",
    reason: "two members of one name mean different things to different readers",
  },
  "y_object_duplicated_key_and_value.json": {
    code: "ERR_CORE_JSON_DUPLICATE",
    reason: "two members of one name mean different things to different readers",
  },
};

/** JSONTestSuite `i_` files: the suite leaves them open; all are refused. */
export const PARSING_EITHER: Readonly<Record<string, Reading>> = {
  "i_number_double_huge_neg_exp.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "a number that is not zero would become zero",
  },
  "i_number_huge_exp.json": { code: "ERR_CORE_JSON_NUMBER", reason: "the number is beyond the range of a double" },
  "i_number_neg_int_huge_exp.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "the number is beyond the range of a double",
  },
  "i_number_pos_double_huge_exp.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "the number is beyond the range of a double",
  },
  "i_number_real_neg_overflow.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "the number is beyond the range of a double",
  },
  "i_number_real_pos_overflow.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "the number is beyond the range of a double",
  },
  "i_number_real_underflow.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "a number that is not zero would become zero",
  },
  "i_number_too_big_neg_int.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "a plain integer beyond 2^53-1 is not held exactly",
  },
  "i_number_too_big_pos_int.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "a plain integer beyond 2^53-1 is not held exactly",
  },
  "i_number_very_big_negative_int.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "a plain integer beyond 2^53-1 is not held exactly",
  },
  "i_object_key_lone_2nd_surrogate.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "i_string_1st_surrogate_but_2nd_missing.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "i_string_1st_valid_surrogate_2nd_invalid.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "i_string_UTF-16LE_with_BOM.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "no byte order mark is accepted, and UTF-8 is the only encoding",
  },
  "i_string_UTF-8_invalid_sequence.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_string_UTF8_surrogate_U+D800.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_string_incomplete_surrogate_and_escape_valid.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "i_string_incomplete_surrogate_pair.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "i_string_incomplete_surrogates_escape_valid.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "i_string_invalid_lonely_surrogate.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "i_string_invalid_surrogate.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "i_string_invalid_utf-8.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_string_inverted_surrogates_U+1D11E.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "i_string_iso_latin_1.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_string_lone_second_surrogate.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "i_string_lone_utf8_continuation_byte.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_string_not_in_unicode_range.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_string_overlong_sequence_2_bytes.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_string_overlong_sequence_6_bytes.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_string_overlong_sequence_6_bytes_null.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_string_truncated-utf-8.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_string_utf16BE_no_BOM.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_string_utf16LE_no_BOM.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "i_structure_500_nested_arrays.json": { code: "ERR_CORE_JSON_LIMIT", reason: "deeper than 64 levels" },
  "i_structure_UTF-8_BOM_empty_object.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "no byte order mark is accepted, and UTF-8 is the only encoding",
  },
};

/** JSONTestSuite `n_` files that meet another refusal before a syntax fault. */
export const PARSING_REFUSED_BEFORE_SYNTAX: Readonly<Record<string, Reading>> = {
  "n_array_a_invalid_utf8.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "n_array_invalid_utf8.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "n_number_invalid-utf-8-in-bigger-int.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "n_number_invalid-utf-8-in-exponent.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "n_number_invalid-utf-8-in-int.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "n_number_real_with_invalid_utf8_after_e.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "n_object_lone_continuation_byte_in_key_and_trailing_comma.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "n_string_invalid-utf-8-in-escape.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "n_string_invalid_utf8_after_escape.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "n_structure_100000_opening_arrays.json": { code: "ERR_CORE_JSON_LIMIT", reason: "deeper than 64 levels" },
  "n_structure_UTF8_BOM_no_data.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "no byte order mark is accepted, and UTF-8 is the only encoding",
  },
  "n_structure_incomplete_UTF8_BOM.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "no byte order mark is accepted, and UTF-8 is the only encoding",
  },
  "n_structure_lone-invalid-utf-8.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "n_structure_open_array_object.json": { code: "ERR_CORE_JSON_LIMIT", reason: "deeper than 64 levels" },
  "n_structure_single_eacute.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
};

/** JSONTestSuite transform files that are refused; the others parse. */
export const TRANSFORM_REFUSED: Readonly<Record<string, Reading>> = {
  "number_-9223372036854775808.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "a plain integer beyond 2^53-1 is not held exactly",
  },
  "number_-9223372036854775809.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "a plain integer beyond 2^53-1 is not held exactly",
  },
  "number_10000000000000000999.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "a plain integer beyond 2^53-1 is not held exactly",
  },
  "number_1e-999.json": { code: "ERR_CORE_JSON_NUMBER", reason: "a number that is not zero would become zero" },
  "number_9223372036854775807.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "a plain integer beyond 2^53-1 is not held exactly",
  },
  "number_9223372036854775808.json": {
    code: "ERR_CORE_JSON_NUMBER",
    reason: "a plain integer beyond 2^53-1 is not held exactly",
  },
  "object_same_key_different_values.json": {
    code: "ERR_CORE_JSON_DUPLICATE",
    reason: "two members of one name mean different things to different readers",
  },
  "object_same_key_same_value.json": {
    code: "ERR_CORE_JSON_DUPLICATE",
    reason: "two members of one name mean different things to different readers",
  },
  "object_same_key_unclear_values.json": {
    code: "ERR_CORE_JSON_DUPLICATE",
    reason: "two members of one name mean different things to different readers",
  },
  "string_1_escaped_invalid_codepoint.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "string_1_invalid_codepoint.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "string_2_escaped_invalid_codepoints.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "string_2_invalid_codepoints.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
  "string_3_escaped_invalid_codepoints.json": {
    code: "ERR_CORE_JSON_SURROGATE",
    reason: "half a surrogate pair has no UTF-8 form, so it cannot be hashed",
  },
  "string_3_invalid_codepoints.json": {
    code: "ERR_CORE_JSON_ENCODING",
    reason: "bytes that are not well-formed UTF-8 are never repaired",
  },
};

/** JSON-Schema-Test-Suite date-time texts: valid there, refused here. */
export const DATE_TIME_REFUSED_THOUGH_VALID: Readonly<Record<string, string>> = {
  "a valid date-time with a leap second, UTC": "second 60 is refused: it has no place on a millisecond time line",
  "a valid date-time with a leap second, with minus offset":
    "second 60 is refused: it has no place on a millisecond time line",
  "a second fraction of fifteen nines is valid": "at most nine digits of a second are accepted",
};
