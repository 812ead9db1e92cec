#include "aws_managed_policies.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/ids.h"

#include <zlib.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace iam::service {
namespace {

// AWS's own ids are not published. Like the older of them, these go on with a letter below Q, so that no account is
// read out of them.
constexpr std::string_view kIdBeginning = "ANPAI";
constexpr std::string_view kIdLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string unpack(PackedDocuments const& block) {
  std::string text(block.unpacked_size, '\0');
  uLongf size = text.size();
  if (uncompress(reinterpret_cast<Bytef*>(text.data()), &size, reinterpret_cast<Bytef const*>(block.packed.data()),
                 block.packed.size()) != Z_OK ||
      size != text.size()) {
    throw std::runtime_error("the catalogue of AWS-managed policies is damaged");
  }
  return text;
}

// The block that was read last.
class BlockCache {
 public:
  std::shared_ptr<std::string const> get(std::size_t block) {
    std::lock_guard lock(mutex_);
    if (text_ == nullptr || block_ != block) {
      text_ = std::make_shared<std::string const>(unpack(aws_managed_documents()[block]));
      block_ = block;
    }
    return text_;
  }

 private:
  std::mutex mutex_;
  std::size_t block_ = 0;
  std::shared_ptr<std::string const> text_;
};

BlockCache& cache() {
  static BlockCache cache;
  return cache;
}

}  // namespace

std::span<AwsManagedPolicy const> aws_managed_policies_from(std::string_view name) {
  auto const policies = aws_managed_policies();
  auto const first = std::ranges::lower_bound(policies, name, precedes_ignoring_case, &AwsManagedPolicy::name);
  return {first, policies.end()};
}

AwsManagedPolicy const* find_aws_managed_policy(std::string_view path, std::string_view name) {
  auto const policies = aws_managed_policies_from(name);
  bool const found = !policies.empty() && policies.front().name == name && policies.front().path == path;
  return found ? &policies.front() : nullptr;
}

std::string unique_id_of(AwsManagedPolicy const& policy) {
  std::string id(kIdBeginning);
  for (unsigned char const byte : sha256(policy.name).substr(0, kUniqueIdLength - id.size())) {
    id += kIdLetters[byte % kIdLetters.size()];
  }
  return id;
}

std::string document_of(AwsManagedPolicy const& policy) {
  return cache().get(policy.block)->substr(policy.offset, policy.size);
}

}  // namespace iam::service
