// The identity provider for tests, under /_iam/oidc/ and /_iam/saml/.
// REQUIRES: environment.test_identity_provider; the routes see to that.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

namespace iam::gateway {

void handle_oidc_discovery(Environment const& environment, HttpRequest const& request, Reply reply);
void handle_oidc_key_set(Environment const& environment, HttpRequest const& request, Reply reply);
// A token with the claims of the query, as CI runners ask for theirs, or of the body.
void handle_oidc_token(Environment const& environment, HttpRequest const& request, Reply reply);
void handle_saml_metadata(Environment const& environment, HttpRequest const& request, Reply reply);
void handle_saml_assertion(Environment const& environment, HttpRequest const& request, Reply reply);

}  // namespace iam::gateway
