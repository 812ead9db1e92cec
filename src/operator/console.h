// Serves the files of the console, a web page that asks this server as any other client does.
#pragma once

#include "iam/face/environment.h"
#include "iam/face/http.h"

#include <string_view>

namespace iam::gateway {

inline constexpr std::string_view kConsole = "/_iam/console";
inline constexpr std::string_view kConsoleFiles = "/_iam/console/";

// Sends on to the page: what it loads is named from the slash on.
HttpResponse console_entry(Environment const& environment, HttpRequest const& request);

// REQUIRES: the path begins with kConsoleFiles. A path of no file is one of the page's own, which finds its way by
// itself; below assets/ it is one of another build, and 404.
HttpResponse console_file(Environment const& environment, HttpRequest const& request);

}  // namespace iam::gateway
