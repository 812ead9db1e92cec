#include "iam/face/signing_keys.h"

#include "iam/sigv4/signature.h"

#include <functional>
#include <string>
#include <utility>

namespace iam::gateway {

Secret SigningKeys::key(Secret const& secret, sigv4::Credential const& scope) {
  std::string origin;
  origin.reserve(scope.date.size() + scope.region.size() + scope.service.size() + secret.reveal().size() + 3);
  // No part of a scope has a slash in it; a secret may.
  for (auto const part : {scope.date, scope.region, scope.service}) origin.append(part).append("/");
  origin += secret.reveal();
  auto& place = remembered_[std::hash<std::string>()(origin) % kPlaces];
  {
    std::lock_guard const lock(mutex_);
    if (place.origin.reveal() == origin) return place.key;
  }
  auto key = sigv4::derive_signing_key(secret, scope);
  std::lock_guard const lock(mutex_);
  place = {Secret(std::move(origin)), key};
  return key;
}

}  // namespace iam::gateway
