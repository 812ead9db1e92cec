// /_iam/random: ids, keys and secrets that come again.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

#include <boost/json.hpp>

namespace iam::gateway {

// The seeds there are, as the endpoint and health tell them.
boost::json::object random_state(Environment const& environment);

// GET, PUT and DELETE.
HttpResponse handle_random(Environment const& environment, HttpRequest const& request);

// /moto-api/seed?a=42, as moto's users seed it: GET and POST. All accounts at once.
HttpResponse handle_moto_seed(Environment const& environment, HttpRequest const& request);

}  // namespace iam::gateway
