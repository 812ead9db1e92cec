#include "iam/authorization/denial_links.h"

namespace iam::service {
namespace {

constexpr std::string_view kConsole =
    "https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/";
constexpr std::string_view kOperator = "/_iam/denials?id=";

std::string_view scheme_of(Origin const& origin) { return origin.is_secure ? "https://" : "http://"; }

}  // namespace

std::string denial_link(DenialLinks links, Origin const& origin, std::string_view authorization_id) {
  if (links == DenialLinks::kOff) return {};
  std::string link(". Go to ");
  if (links == DenialLinks::kLocal) {
    link.append(scheme_of(origin)).append(origin.host).append(kOperator);
  } else {
    link.append(kConsole);
  }
  return link.append(authorization_id)
      .append(
          " for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: ")
      .append(authorization_id);
}

}  // namespace iam::service
