#include "iam/face/environment.h"

namespace iam::gateway {

std::string_view auth_mode_name(AuthMode mode) {
  switch (mode) {
    case AuthMode::kOff:
      return "off";
    case AuthMode::kVerify:
      return "verify";
    case AuthMode::kSoft:
      return "soft";
    case AuthMode::kEnforce:
      return "enforce";
  }
  return "";
}

}  // namespace iam::gateway
