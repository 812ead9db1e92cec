// What a server that speaks TLS shows and signs with.
#pragma once

#include "iam/base/secret.h"

#include <string>

namespace iam::server {

// A certificate chain and its key, in PEM.
struct TlsPem {
  std::string chain;
  Secret key;
};

}  // namespace iam::server
