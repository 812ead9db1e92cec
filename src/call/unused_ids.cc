#include "iam/call/unused_ids.h"

#include "iam/store/taken_ids.h"

namespace iam::service {
namespace {

// More than anybody begins the same stream anew over what it gave.
constexpr int kTriesMax = 1'000;

template <class Make>
std::string unused(store::Session& session, Make make) {
  auto id = make();
  for (int tries = 1; tries < kTriesMax && store::is_taken(session, id); ++tries) id = make();
  return id;
}

}  // namespace

std::string UnusedIds::unique_id(std::string_view prefix, AccountId account, std::size_t length) {
  return unused(session_, [&] { return IdSource::unique_id(prefix, account, length); });
}

std::string UnusedIds::base32(std::size_t length) {
  return unused(session_, [&] { return IdSource::base32(length); });
}

std::string UnusedIds::request_id() {
  return unused(session_, [&] { return IdSource::request_id(); });
}

}  // namespace iam::service
