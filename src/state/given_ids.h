// The identifiers that a state document gives, where a call would make up its own.
#pragma once

#include "iam/base/ids.h"
#include "iam/state/plan.h"

namespace iam::state {

class GivenIds final : public IdSource {
 public:
  // `given` outlives this.
  GivenIds(IdSource const& others, Given const& given) : IdSource(others), given_(given) {}

  std::string unique_id(std::string_view prefix, AccountId account, std::size_t length) override {
    auto const found = given_.ids.find(prefix);
    return found == given_.ids.end() ? IdSource::unique_id(prefix, account, length) : found->second;
  }
  std::string base32(std::size_t length) override {
    return given_.base32.has_value() ? given_.base32->reveal() : IdSource::base32(length);
  }
  std::string secret(std::size_t length) override {
    return given_.secret.has_value() ? given_.secret->reveal() : IdSource::secret(length);
  }

 private:
  Given const& given_;
};

}  // namespace iam::state
