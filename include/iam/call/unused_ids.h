// Identifiers of a source that repeats, but for those that something has already.
#pragma once

#include "iam/base/ids.h"
#include "iam/store/session.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace iam::service {

// A stream that begins anew gives ids again that it gave before. What has one of these may still be there.
class UnusedIds final : public IdSource {
 public:
  // The session outlives it.
  UnusedIds(IdSource const& ids, store::Session& session) : IdSource(ids), session_(session) {}

  std::string unique_id(std::string_view prefix, AccountId account, std::size_t length) override;
  std::string base32(std::size_t length) override;
  std::string request_id() override;

 private:
  store::Session& session_;
};

}  // namespace iam::service
