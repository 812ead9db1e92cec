#include "issuer_keys.h"

#include "iam/federation/key_set.h"
#include "iam/service/test_identity.h"
#include "iam/store/key_sets.h"
#include "text_file.h"
#include "usage_error.h"

#include <fmt/format.h>

#include <cstddef>
#include <exception>
#include <functional>
#include <utility>
#include <vector>

namespace iam::program {
namespace {

// Room for the sets of a hundred issuers and more.
constexpr std::size_t kKeySetBytesMax = 4 * 1024 * 1024;

std::vector<std::pair<std::string, std::string>> key_sets_of(std::string const& path) {
  if (path.empty()) return {};
  auto const parsed = federation::parse_issuer_key_sets(text_of_file(path, "key set file", kKeySetBytesMax));
  if (!parsed.has_value()) {
    throw UsageError(
        fmt::format(R"({} has not the form {{"https://issuer.example": {{"keys": [JSON Web Keys]}}}})", path));
  }
  std::vector<std::pair<std::string, std::string>> key_sets;
  for (auto const& [issuer, keys] : *parsed) key_sets.emplace_back(issuer, federation::to_json(keys));
  return key_sets;
}

// Throws what went wrong.
void write_now(store::Store& store, std::function<void(store::Session&)> const& work) {
  std::exception_ptr failure;
  store.write(
      [&](store::Session& session) {
        work(session);
        return store::Verdict::kCommit;
      },
      [&](std::exception_ptr broken) { failure = std::move(broken); });
  store.flush();
  if (failure != nullptr) std::rethrow_exception(failure);
}

}  // namespace

void load_issuer_keys(std::string const& path, store::Store& store) {
  auto const key_sets = key_sets_of(path);
  write_now(store, [&](store::Session& session) { store::KeySets(session).replace_issuers(key_sets); });
}

void forget_test_issuer(store::Store& store) { write_now(store, service::forget_test_key); }

}  // namespace iam::program
