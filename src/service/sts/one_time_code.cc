#include "sts/one_time_code.h"

#include "errors/sts.h"
#include "iam/formats/totp.h"
#include "mfa_devices.h"
#include "users.h"

namespace iam::service {
namespace {

// Codes are taken up to two periods early or late, as AWS was seen to do: typing takes time.
// https://github.com/radkawar/stackd, testdata/aws/iam/mfa_verification.json.
constexpr formats::totp::Step kStepsOff = 2;

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
                                                std::optional<std::string> const& code) {
  if (!serial_number && !code) return std::nullopt;
  if (!serial_number || !code) return fail(errors::one_time_code_incomplete());
  auto device = find_own_device(call, *serial_number);
  if (!device.has_value()) return fail(errors::one_time_code_device_unknown());
  // AWS says the same of a device that is tried too often as of one that is not there.
  if (!call.code_attempts.admit(device->account, device->resource, call.now)) {
    return fail(errors::one_time_code_device_unknown());
  }
  auto const shown_now = formats::totp::step_at(call.now) + device->assignment->steps_ahead;
  auto const step = formats::totp::find(device->seed, *code, shown_now, kStepsOff);
  // "You can use each code only once": RFC 6238, 5.2, and AWS's guide, which tells to wait for the next one.
  if (!step || *step <= device->assignment->last_step.value_or(*step - 1)) return fail(errors::one_time_code_wrong());
  device->assignment->last_step = *step;
  store::MfaDevices(call.store).update(*device);
  return call.now;
}

}  // namespace iam::service
