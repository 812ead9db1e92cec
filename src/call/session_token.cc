#include "iam/call/session_token.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"

#include <algorithm>
#include <cstdint>
#include <type_traits>

namespace iam::service {
namespace {

// Four characters of base64 that tell whose token this is, then base64 of what was sealed.
constexpr std::string_view kMark = "IAML";

// Of 128 bits.
constexpr std::size_t kDigestLength = 22;

// No list in a token is longer than 50 tags; a text is bounded by the token.
constexpr std::uint64_t kListMax = 1000;

// Texts with their length in front, numbers seven bits a byte, lists with their size in front.
class Writer {
 public:
  void operator()(std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) bytes_ += static_cast<char>(number | 0x80);
    bytes_ += static_cast<char>(number);
  }
  void operator()(std::string const& text) {
    (*this)(std::uint64_t{text.size()});
    bytes_ += text;
  }
  std::size_t list(std::size_t size) {
    (*this)(std::uint64_t{size});
    return size;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads the same. After the first fault everything reads as nothing.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  void operator()(std::uint64_t& number) {
    number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) return fail();
      auto const byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return;
    }
    fail();
  }
  void operator()(std::string& text) {
    std::uint64_t size = 0;
    (*this)(size);
    if (size > rest_.size()) return fail();
    text = rest_.substr(0, size);
    rest_.remove_prefix(size);
  }
  std::size_t list(std::size_t) {
    std::uint64_t size = 0;
    (*this)(size);
    if (size <= kListMax) return size;
    fail();
    return 0;
  }
  bool is_done() const { return !failed_ && rest_.empty(); }

 private:
  void fail() {
    failed_ = true;
    rest_ = {};
  }

  std::string_view rest_;
  bool failed_ = false;
};

// A token's fields are described once, for reading and for writing.
template <class Archive>
class Fields {
 public:
  explicit Fields(Archive& archive) : archive_(archive) {}

  template <class Token>
  void token(Token& token) {
    auto account = token.account.number();
    archive_(account);
    if constexpr (kReads) token.account = AccountId(account % 1'000'000'000'000);
    archive_(token.epoch);
    archive_(token.access_key_id);
    auto secret = token.secret.reveal();
    archive_(secret);
    if constexpr (kReads) token.secret = Secret(std::move(secret));
    as_number(token.is_of_user);  // once the number of the user's row
    context(token.context);
  }

 private:
  static constexpr bool kReads = std::is_same_v<Archive, Reader>;

  template <class Context>
  void context(Context& context) {
    as_number(context.kind);
    archive_(context.issuer.unique_id);
    archive_(context.issuer.name);
    archive_(context.name);
    time(context.issued_at);
    time(context.expires_at);
    optional(context.mfa_at, [&](auto& at) { time(at); });
    policies(context.policies);
    list(context.tags, [&](auto& tag) { archive_(tag.key), archive_(tag.value); });
    list(context.transitive_tag_keys, [&](auto& key) { archive_(key); });
    optional(context.source_identity, [&](auto& identity) { archive_(identity); });
    optional(context.federated_provider, [&](auto& provider) { archive_(provider); });
    list(context.provider_keys, [&](auto& key) {
      archive_(key.name);
      list(key.values, [&](auto& value) { archive_(value); });
    });
    // Tokens of programs that did not know what follows end here, or before what came last.
    if constexpr (kReads) {
      if (archive_.is_done()) return;
    }
    list(context.scope_down_policies, [&](auto& document) { archive_(document); });
    propagated(context.propagated);
    if constexpr (kReads) {
      if (archive_.is_done()) return;
    }
    list(context.outer_policies, [&](auto& outer) { policies(outer); });
  }

  template <class Policies>
  void policies(Policies& policies) {
    optional(policies.document, [&](auto& document) { archive_(document); });
    list(policies.arns, [&](auto& arn) { archive_(arn); });
  }

  template <class Identity>
  void propagated(Identity& identity) {
    for (auto* part : {&identity.subject, &identity.subject_type, &identity.issuer, &identity.federated_provider_arn}) {
      optional(*part, [&](auto& text) { archive_(text); });
    }
    list(identity.transaction, [&](auto& claim) { archive_(claim.key), archive_(claim.value); });
  }

  template <class T>
  void as_number(T& value) {
    auto number = static_cast<std::uint64_t>(value);
    archive_(number);
    if constexpr (kReads) value = static_cast<T>(number);
  }

  template <class T>
  void time(T& time) {
    auto milliseconds = static_cast<std::uint64_t>(time.time_since_epoch().count());
    archive_(milliseconds);
    if constexpr (kReads) time = T(std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds)));
  }

  template <class Optional, class Each>
  void optional(Optional& value, Each const& each) {
    if (archive_.list(value.has_value() ? 1 : 0) == 0) return;
    if constexpr (kReads) value.emplace();
    each(*value);
  }

  template <class List, class Each>
  void list(List& values, Each const& each) {
    auto const size = archive_.list(values.size());
    if constexpr (kReads) values.resize(size);
    for (auto& value : values) each(value);
  }

  Archive& archive_;
};

// How many bytes make a token of at least that size: base64 makes four characters of every three that are begun.
std::size_t bytes_within(std::size_t token_size) {
  auto const characters = token_size - std::min(token_size, kMark.size());
  return characters == 0 ? 0 : (characters + 3) / 4 * 3 - 2;
}

}  // namespace

std::string sealed_token(Seal const& seal, SessionToken const& token, IdSource& ids, std::size_t size_min) {
  Writer writer;
  Fields(writer).token(token);
  auto const bytes = seal.close(Sealed::kSession, writer.take(), ids, bytes_within(size_min));
  return std::string(kMark) + base64_encode(bytes);
}

std::string digest_of(SessionToken token) {
  token.epoch.clear();
  Writer writer;
  Fields(writer).token(token);
  return base64_encode(sha256(writer.take())).substr(0, kDigestLength);
}

std::optional<SessionToken> opened_token(Seal const& seal, std::string_view text) {
  if (!looks_like_token(text)) return std::nullopt;
  text.remove_prefix(kMark.size());
  auto const bytes = base64_decode(text);
  // Base64 has many spellings of the same bytes, and only one of them is the token.
  if (!bytes.has_value() || base64_encode(*bytes) != text) return std::nullopt;
  auto const opened = seal.open(Sealed::kSession, *bytes);
  if (!opened.has_value()) return std::nullopt;
  SessionToken token;
  Reader reader(*opened);
  Fields(reader).token(token);
  if (!reader.is_done()) return std::nullopt;
  return token;
}

bool looks_like_token(std::string_view text) { return text.starts_with(kMark); }

}  // namespace iam::service
