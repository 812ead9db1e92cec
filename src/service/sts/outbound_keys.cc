#include "iam/service/outbound_keys.h"

#include "sts/server_signing_keys.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace iam::service {
namespace {

using Kind = federation::SigningKey::Kind;

struct Row {
  std::string_view algorithm;
  std::string_view id;    // as AWS calls them
  std::string_view name;  // in the store
  Kind kind;
};

constexpr std::array<Row, 2> kRows = {{{"RS256", "RSA_0", "outbound-federation-RSA_0", Kind::kRsa},
                                       {"ES384", "EC384_0", "outbound-federation-EC384_0", Kind::kP384}}};

OutboundKey outbound_key(store::Session& session, Row const& row) {
  auto key = find_signing_key(session, row.name);
  if (!key.has_value()) throw std::runtime_error("there is an issuer of tokens and no key to sign them");
  return {row.id, federation::find_algorithm(row.algorithm).value(), *std::move(key)};
}

}  // namespace

void make_outbound_keys(store::Session& session) {
  for (auto const& row : kRows) {
    if (!find_signing_key(session, row.name).has_value()) make_signing_key(session, row.name, row.kind);
  }
}

bool is_outbound_algorithm(std::string_view name) {
  return std::ranges::find(kRows, name, &Row::algorithm) != kRows.end();
}

OutboundKey outbound_key(store::Session& session, std::string_view algorithm) {
  return outbound_key(session, *std::ranges::find(kRows, algorithm, &Row::algorithm));
}

federation::KeySet outbound_key_set(store::Session& session) {
  federation::KeySet keys;
  for (auto const& row : kRows) {
    auto const [id, algorithm, key] = outbound_key(session, row);
    keys.push_back({std::string(id), algorithm, key.public_key()});
  }
  return keys;
}

}  // namespace iam::service
