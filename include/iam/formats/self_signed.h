// A certificate for a TLS server that nobody else has to issue. OpenSSL draws the keys.
#pragma once

#include "iam/base/secret.h"
#include "iam/base/time.h"

#include <string>
#include <vector>

namespace iam::formats {

// All in PEM. The authority's key is gone: who trusts the authority trusts this one certificate.
//
// Two certificates rather than one that signs itself: there are clients that take no authority for a server (rustls),
// and others that take nothing else for an authority.
struct SelfSigned {
  std::string authority;    // what clients are told to trust
  std::string certificate;  // of the server, signed by the authority
  Secret key;               // of the server
};

// For servers called `names`: host names, such as *.example.com, or numeric addresses. Valid for a year from `now`, and
// since a day, as clocks differ. Throws
// std::runtime_error when OpenSSL fails.
SelfSigned self_signed(std::vector<std::string> const& names, Time now);

}  // namespace iam::formats
