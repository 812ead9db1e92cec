// The identity provider for tests, under /_iam/oidc/ and /_iam/saml/, and the keys that the operator gives for others.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

#include <string_view>

namespace iam::gateway {

// Whether `path` is one of these.
bool is_identity_provider_path(std::string_view path);

// REQUIRES: is_identity_provider_path(the request's path). All but the keys of others answer 404 while it is off.
void handle_identity_provider(Environment const& environment, HttpRequest const& request, Reply reply);

}  // namespace iam::gateway
