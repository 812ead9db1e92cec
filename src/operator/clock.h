// /_iam/clock: the server's time, which can be moved and made to stand still.
#pragma once

#include "iam/base/time.h"
#include "iam/face/http.h"

namespace iam::gateway {

// GET, PUT and DELETE.
HttpResponse handle_clock(EmulatorClock& clock, HttpRequest const& request);

}  // namespace iam::gateway
