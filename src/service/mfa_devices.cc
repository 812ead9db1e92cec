// MFA devices: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateVirtualMFADevice.html and its neighbours.
// All are virtual: AWS knows hardware by its serial numbers, and passkeys are enrolled in its console only. With loose
// strictness any serial number is one of hardware.
#include "mfa_devices.h"

#include "errors/mfa_devices.h"
#include "iam/base/arn.h"
#include "iam/base/encoding.h"
#include "iam/call/errors.h"
#include "iam/call/paging.h"
#include "iam/call/quotas.h"
#include "iam/formats/qr_code.h"
#include "iam/formats/totp.h"
#include "iam/service/handlers/mfa_devices.h"
#include "iam/store/users.h"
#include "material.h"
#include "tagging.h"
#include "users.h"

namespace iam::service {
namespace {

constexpr std::string_view kMfaKind = "mfa";
constexpr std::size_t kSeedLength = 64;

// How far a device's clock may be from ours. Resynchronizing is for devices that have drifted.
constexpr formats::totp::Step kStepsOff = 3;
constexpr formats::totp::Step kStepsOffToResync = 60;

std::string serial_number(Call const& call, store::MfaDevice const& device) {
  return device.is_hardware() ? device.resource.substr(1) : call.arn(kMfaKind, kRootPath, device.resource);
}

// The device to enable. Hardware is there when somebody holds it in the hand.
Result<store::MfaDevice> device_at_hand(Call& call, std::string_view serial) {
  auto device = find_mfa_device(call, serial);
  if (device.has_value() || !is_hardware_taken(call, serial)) return device;
  store::MfaDevice hardware{.account = call.account(),
                            .resource = store::MfaDevice::of_hardware(serial),
                            .created_at = call.now,
                            .seed = Secret(call.ids.base32(kSeedLength))};
  store::MfaDevices(call.store).insert(hardware);
  return hardware;
}

// What an authenticator reads from the picture. AWS: `otpauth://totp/<device>@<account>?secret=<seed>`.
std::string enrolment_url(Call const& call, std::string_view name, Secret const& seed) {
  return "otpauth://totp/" + percent_encode(name) + "@" + call.account().text() + "?secret=" + seed.reveal();
}

// The user called `name`; without a name the caller, which is nobody when it is root.
Result<std::optional<store::User>> named_user(Call& call, std::optional<std::string> const& name) {
  if (!name && call.caller.kind == Caller::Kind::kRoot) return std::nullopt;
  auto user = find_user_or_caller(call, name);
  if (!user) return fail(std::move(user.error()));
  return *std::move(user);
}

// The device, which must be the user's.
Result<store::MfaDevice> find_device_of(Call& call, store::User const& user, std::string_view serial) {
  auto device = find_mfa_device(call, serial);
  if (!device) return device;
  bool const is_theirs = device->assignment && device->assignment->user == user.id;
  if (!is_theirs) return fail(errors::mfa_device_is_not_of_user());
  return device;
}

// The user that has enabled the device. REQUIRES: it is assigned.
store::User holder(Call& call, store::MfaDevice const& device) {
  // INVARIANT: a user with devices cannot be deleted.
  return store::Users(call.store).find_by_id(call.account(), device.assignment->user).value();
}

std::optional<store::Assigned> wanted_assignment(std::optional<std::string> const& status) {
  if (status == "Assigned") return store::Assigned::kYes;
  if (status == "Unassigned") return store::Assigned::kNo;
  return std::nullopt;
}

}  // namespace

Result<store::MfaDevice> find_mfa_device(Call& call, std::string_view serial_number) {
  auto const prefix = call.arn(kMfaKind, kRootPath, "");
  auto const resource = serial_number.starts_with(prefix) ? std::string(serial_number.substr(prefix.size()))
                                                          : store::MfaDevice::of_hardware(serial_number);
  auto device = store::MfaDevices(call.store).find(call.account(), resource);
  if (!device.has_value()) return fail(errors::no_such_mfa_device(serial_number));
  return *std::move(device);
}

Result<api::CreateVirtualMFADeviceResponse> create_virtual_mfa_device(
    Call& call, api::CreateVirtualMFADeviceRequest const& request) {
  Tagging tagging(call, kMfaKind);
  if (auto sound = tagging.check(request.tags); !sound) return fail(sound.error());
  auto const path = request.path.value_or(std::string(kRootPath));
  store::MfaDevice device{.account = call.account(),
                          .resource = path.substr(kRootPath.size()) + request.virtual_mfa_device_name,
                          .created_at = call.now,
                          .seed = Secret(call.ids.base32(kSeedLength))};
  if (!store::MfaDevices(call.store).insert(device)) return fail(errors::mfa_device_exists());
  if (auto added = tagging.add(device.id, request.tags); !added) return fail(added.error());

  api::VirtualMFADevice shown;
  shown.serial_number = serial_number(call, device);
  shown.base32_string_seed = api::Blob{device.seed.reveal()};
  shown.qr_code_png =
      api::Blob{formats::qr_code_png(enrolment_url(call, request.virtual_mfa_device_name, device.seed))};
  shown.tags = tagging.all(device.id);
  return api::CreateVirtualMFADeviceResponse{.virtual_mfa_device = std::move(shown)};
}

Status enable_mfa_device(Call& call, api::EnableMFADeviceRequest const& request) {
  auto const user = find_user(call, request.user_name);
  if (!user) return fail(user.error());
  auto device = device_at_hand(call, request.serial_number);
  if (!device) return fail(device.error());
  if (device->assignment) return fail(errors::mfa_device_in_use());
  store::MfaDevices devices(call.store);
  auto room = check_quota(call, quotas::kMfaDevicesPerUser, devices.count_of_user(user->id) + 1);
  if (!room) return room;
  auto const ahead = steps_ahead(call, *device, request.authentication_code1, request.authentication_code2, kStepsOff);
  if (!ahead) return fail(ahead.error());
  device->assignment = {.user = user->id, .enabled_at = call.now, .steps_ahead = *ahead, .last_step = {}};
  devices.update(*device);
  return {};
}

Status resync_mfa_device(Call& call, api::ResyncMFADeviceRequest const& request) {
  auto const user = find_user(call, request.user_name);
  if (!user) return fail(user.error());
  auto device = find_device_of(call, *user, request.serial_number);
  if (!device) return fail(device.error());
  auto const ahead =
      steps_ahead(call, *device, request.authentication_code1, request.authentication_code2, kStepsOffToResync);
  if (!ahead) return fail(ahead.error());
  device->assignment->steps_ahead = *ahead;
  store::MfaDevices(call.store).update(*device);
  return {};
}

Status deactivate_mfa_device(Call& call, api::DeactivateMFADeviceRequest const& request) {
  auto const user = named_user(call, request.user_name);
  if (!user) return fail(user.error());
  auto device = find_mfa_device(call, request.serial_number);
  if (!device) return fail(device.error());
  // Root without a name means a device of its own, and this API enables devices for users only.
  bool const is_theirs = user->has_value() && device->assignment && device->assignment->user == (*user)->id;
  if (!is_theirs) return fail(errors::mfa_device_is_not_of_user());
  store::MfaDevices devices(call.store);
  device->assignment.reset();
  if (device->is_hardware()) {
    devices.remove(device->id);
  } else {
    devices.update(*device);
  }
  return {};
}

Status delete_virtual_mfa_device(Call& call, api::DeleteVirtualMFADeviceRequest const& request) {
  auto const device = find_mfa_device(call, request.serial_number);
  if (!device) return fail(device.error());
  if (device->assignment) return fail(errors::mfa_device_must_be_deactivated());
  store::MfaDevices(call.store).remove(device->id);
  return {};
}

Result<api::GetMFADeviceResponse> get_mfa_device(Call& call, api::GetMFADeviceRequest const& request) {
  auto const user = named_user(call, request.user_name);
  if (!user) return fail(user.error());
  auto const device = user->has_value() ? find_device_of(call, **user, request.serial_number)
                                        : find_mfa_device(call, request.serial_number);
  if (!device) return fail(device.error());
  // Certifications are those of passkeys.
  api::GetMFADeviceResponse response;
  response.serial_number = serial_number(call, *device);
  if (device->assignment) {
    response.user_name = holder(call, *device).name;
    response.enable_date = device->assignment->enabled_at;
  }
  return response;
}

Result<api::ListMFADevicesResponse> list_mfa_devices(Call& call, api::ListMFADevicesRequest const& request) {
  auto const user = named_user(call, request.user_name);
  if (!user) return fail(user.error());
  auto const page = PageRequest::make("ListMFADevices", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  std::vector<store::MfaDevice> devices;
  if (user->has_value()) {
    devices =
        store::MfaDevices(call.store).page_of_user(call.account(), (*user)->id, page->after(), page->fetch_limit());
  }

  api::ListMFADevicesResponse response;
  page->finish(devices, response, [](store::MfaDevice const& device) { return device.resource; });
  for (auto const& device : devices) {
    response.mfa_devices.push_back({.user_name = (*user)->name,
                                    .serial_number = serial_number(call, device),
                                    .enable_date = device.assignment->enabled_at});
  }
  return response;
}

Result<api::ListVirtualMFADevicesResponse> list_virtual_mfa_devices(Call& call,
                                                                    api::ListVirtualMFADevicesRequest const& request) {
  auto const page = PageRequest::make("ListVirtualMFADevices", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto devices =
      store::MfaDevices(call.store)
          .page(call.account(), wanted_assignment(request.assignment_status), page->after(), page->fetch_limit());

  api::ListVirtualMFADevicesResponse response;
  page->finish(devices, response, [](store::MfaDevice const& device) { return device.resource; });
  for (auto const& device : devices) {
    auto& shown = response.virtual_mfa_devices.emplace_back();
    shown.serial_number = serial_number(call, device);
    if (!device.assignment) continue;
    shown.user = user_base_fields(call, holder(call, device));
    shown.enable_date = device.assignment->enabled_at;
  }
  return response;
}

Status tag_mfa_device(Call& call, api::TagMFADeviceRequest const& request) {
  return Tagging(call, kMfaKind).tag(find_mfa_device(call, request.serial_number), request);
}

Status untag_mfa_device(Call& call, api::UntagMFADeviceRequest const& request) {
  return Tagging(call, kMfaKind).untag(find_mfa_device(call, request.serial_number), request);
}

Result<api::ListMFADeviceTagsResponse> list_mfa_device_tags(Call& call, api::ListMFADeviceTagsRequest const& request) {
  return Tagging(call, kMfaKind)
      .list<api::ListMFADeviceTagsResponse>("ListMFADeviceTags", find_mfa_device(call, request.serial_number), request);
}

}  // namespace iam::service
