// The MFA devices of an account: virtual ones, and those that somebody says to hold in the hand.
#pragma once

#include "iam/base/account.h"
#include "iam/base/secret.h"
#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct MfaDevice {
  EntityId id = 0;  // given by insert
  AccountId account;
  std::string resource;  // what follows `mfa/` in its ARN: path and name; unique in its account. Or as of_hardware()
  Time created_at;
  Secret seed;  // base 32

  // Of a device that a user has enabled.
  struct Assignment {
    EntityId user;
    Time enabled_at;
    std::int64_t steps_ahead;               // of the device's clock
    std::optional<std::int64_t> last_step;  // by the device's clock, of the last code that was taken
  };
  std::optional<Assignment> assignment;

  // Hardware has no ARN but a serial number, behind a colon, which no name begins with and a path only with a slash
  // behind it. REQUIRES: the number has no slash.
  static std::string of_hardware(std::string_view serial_number) { return std::string(":").append(serial_number); }
  bool is_hardware() const { return resource.starts_with(':') && resource.find('/') == std::string::npos; }
};

enum class Assigned { kNo, kYes };

class MfaDevices {
 public:
  explicit MfaDevices(Session& session) : session_(session), entities_(session, "mfa") {}

  std::optional<MfaDevice> find(AccountId account, std::string_view resource);

  // Sets device.id. False, and nothing written, when the resource is taken. REQUIRES: it is not assigned.
  bool insert(MfaDevice& device);

  // Writes the assignment of the device with device.id.
  void update(MfaDevice const& device);

  void remove(EntityId id);

  std::int64_t count(AccountId account);
  std::int64_t count_of_user(EntityId user);
  std::int64_t count_assigned(AccountId account);

  // Up to `limit` virtual devices whose resource follows `after`, by resource: all, or those that are assigned or not.
  std::vector<MfaDevice> page(AccountId account, std::optional<Assigned> assigned, std::string_view after,
                              std::int64_t limit);
  std::vector<MfaDevice> page_of_user(AccountId account, EntityId user, std::string_view after, std::int64_t limit);

 private:
  Session& session_;
  Entities entities_;
};

}  // namespace iam::store
