// Huawei Cloud's signature, SDK-HMAC-SHA256: simpler than AWS's, of which it is made. No scope, no derived key, and a
// slash behind every path.
// https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html
#pragma once

#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/sigv4/request.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::sigv4 {

// `SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…`, taken apart; the views point into the text it was read
// from.
struct SdkAuthorization {
  std::string_view access_key_id;
  std::string_view signed_headers;  // names joined by semicolons
  std::string_view signature;
};

// Nothing for anything else.
std::optional<SdkAuthorization> parse_sdk_authorization(std::string_view header);

// How a segment of the path was encoded for signing. It matters where one has anything but letters, digits and -._~:
// the Node client encodes what is encoded already, the others decode it first.
enum class SegmentEncoding { kOnce, kTwice };

// What is hashed and signed; nothing when a signed header is missing.
std::optional<std::string> sdk_canonical_request(Request const& request, std::string_view signed_headers,
                                                 SegmentEncoding encoding);

// Whether the holder of the secret signed the request, X-Sdk-Date among its headers, and did so within kSkewMax of
// `now`, which is commonly stated of Huawei's gateway too. Takes the same time wherever the two signatures differ.
bool is_signed(Request const& request, SdkAuthorization const& authorization, Secret const& secret, Time now);

}  // namespace iam::sigv4
