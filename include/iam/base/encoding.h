// Text encodings of the protocol. Pure functions; none of them throws.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace iam {

// RFC 3986: everything but A–Z a–z 0–9 - _ . ~ becomes %XX, upper case. AWS returns policy documents so.
std::string percent_encode(std::string_view text);
// The same, appended to `out`.
void percent_encode(std::string_view text, std::string& out);

enum class PlusSign { kLiteral, kSpace };

// Decodes %XX (and `+` as a blank in form data), appending to `out`. False on a malformed escape; `out`
// then holds what was decoded before it.
bool percent_decode(std::string_view text, PlusSign plus, std::string& out);

inline constexpr std::string_view kBase64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64_encode(std::string_view bytes);
// Standard alphabet; white space is skipped, padding may be missing. Nothing when a character is foreign.
std::optional<std::string> base64_decode(std::string_view text);
// The alphabet of RFC 4648 section 5, without padding: fit for markers and tokens.
std::string base64url_encode(std::string_view bytes);
std::optional<std::string> base64url_decode(std::string_view text);

// The alphabet of RFC 4648 section 6, in either case and without padding. Nothing when a character is foreign.
std::optional<std::string> base32_decode(std::string_view text);

std::string hex_encode(std::string_view bytes);

// True when `text` is well-formed UTF-8 (no surrogates, no overlong forms, nothing above U+10FFFF).
bool is_utf8(std::string_view text);

// Unicode code points in `text`, which is how AWS counts lengths. Malformed bytes count one each.
std::size_t count_code_points(std::string_view text);

}  // namespace iam
