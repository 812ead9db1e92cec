#include "sts/one_time_code.h"

#include "errors/sts.h"
#include "material.h"
#include "mfa_devices.h"
#include "users.h"

namespace iam::service {
namespace {

// The device, which must be the caller's.
std::optional<store::MfaDevice> find_own_device(Call& call, std::string_view serial_number) {
  if (call.caller.kind != Caller::Kind::kUser) return std::nullopt;
  auto const user = find_user(call, call.caller.user_name);
  auto device = find_mfa_device(call, serial_number);
  if (!user || !device || !device->assignment || device->assignment->user != user->id) return std::nullopt;
  return *std::move(device);
}

}  // namespace

Result<std::optional<Time>> check_one_time_code(Call& call, std::optional<std::string> const& serial_number,
                                                std::optional<Secret> const& code) {
  if (!serial_number && !code) return std::nullopt;
  if (!serial_number || !code) return fail(errors::one_time_code_incomplete());
  auto device = find_own_device(call, *serial_number);
  if (!device.has_value()) return fail(errors::one_time_code_device_unknown());
  if (auto used = use_one_time_code(call, *device, *code); !used) return fail(used.error());
  return call.now;
}

}  // namespace iam::service
