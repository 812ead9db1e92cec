// Which requests a web page made, and whether it may: a browser sends whatever any page asks it to, also to servers
// that only this machine can reach.
#pragma once

#include "iam/base/result.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::gateway {

// Pages of this machine may use the server, and those of the origins that it was given. What no browser sent passes:
// the fields that are looked at are set by browsers, and pages cannot change them.
// https://fetch.spec.whatwg.org/#origin-header
// https://www.w3.org/TR/fetch-metadata/
//
// Where only this machine can connect, the server also answers only to names that no stranger can point to it. A page
// of a name that first leads to its own server and then to this one (DNS rebinding) has an origin of its own, which a
// browser does not mention.
//
// The console's page is the server's own: it may use the server by any name that no stranger can point to it. Whoever
// follows a link of another site to it sees the page.
class BrowserRules {
 public:
  explicit BrowserRules(BrowserAccess const& access);

  // Why nothing may be done for whoever sent this, with a sentence that names the setting; nothing when it may.
  std::optional<Error> refusal(HttpRequest const& request) const;

  // What the answer says in `access-control-allow-origin` once the request was not refused; empty where no page asked.
  std::string readable_by(HttpRequest const& request) const;

 private:
  bool is_known_origin(std::string_view origin) const;
  bool is_known_host(std::string_view host) const;

  BrowserAccess const& access_;
  bool const takes_any_origin_;
  bool const checks_hosts_;
};

}  // namespace iam::gateway
