#include "xml_signature.h"

#include "canonical_xml.h"
#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/text.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>
#include <vector>

namespace iam::federation::xml {
namespace {

constexpr std::string_view kEnveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
constexpr std::string_view kSha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
constexpr std::array<std::pair<std::string_view, Algorithm>, 2> kSignatureAlgorithms = {
    {{"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", Algorithm::kRs256},
     {"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", Algorithm::kEs256}}};

// One for each namespace that an assertion could use.
constexpr std::size_t kInclusivePrefixesMax = 32;

// The element children, when they are elements of signatures with exactly these names and nothing else stands there.
std::optional<std::vector<Element const*>> children(Element const& parent, std::vector<std::string_view> const& names) {
  auto found = parent.elements();
  bool const as_named = std::ranges::equal(
      found, names, [](Element const* child, std::string_view name) { return child->is(kSignatureNamespace, name); });
  if (!as_named || !parent.has_only_elements()) return std::nullopt;
  return found;
}

std::string_view algorithm_of(Element const& element) { return element.attribute("Algorithm").value_or(""); }

// The prefixes that an exclusive canonicalization treats as the inclusive one does; nothing when it says anything else.
std::optional<std::vector<std::string>> inclusive_prefixes(Element const& canonicalization) {
  std::vector<std::string> prefixes;
  auto const settings = canonicalization.elements();
  if (!canonicalization.has_only_elements()) return std::nullopt;
  if (settings.empty()) return prefixes;
  bool const is_known = settings.size() == 1 && settings[0]->is(kExclusiveCanonicalization, "InclusiveNamespaces");
  if (!is_known || !settings[0]->children.empty()) return std::nullopt;

  auto list = settings[0]->attribute("PrefixList").value_or("");
  while (!list.empty()) {
    auto const word = take_until(list, ' ');
    if (word.empty()) continue;
    if (prefixes.size() == kInclusivePrefixesMax) return std::nullopt;
    prefixes.emplace_back(word == "#default" ? std::string_view() : word);
  }
  return prefixes;
}

// A base64 text; nothing when it holds elements or foreign characters.
std::optional<std::string> bytes_in(Element const& element) {
  auto const text = element.text();
  return text.has_value() ? base64_decode(*text) : std::nullopt;
}

// What SignedInfo says, once it has the one form.
struct SignedInfo {
  Element const* element;
  std::vector<std::string> own_prefixes;
  Algorithm algorithm;
  std::vector<std::string> reference_prefixes;
  std::string digest;
};

using Read = tl::expected<SignedInfo, SignatureFault>;

Read read_signed_info(Element const& element, Element const& signed_element) {
  auto const malformed = tl::unexpected(SignatureFault::kMalformed);
  auto const foreign = tl::unexpected(SignatureFault::kForeignAlgorithm);
  auto const parts = children(element, {"CanonicalizationMethod", "SignatureMethod", "Reference"});
  if (!parts.has_value()) return malformed;
  auto const& [canonicalization, method, reference] = std::tie((*parts)[0], (*parts)[1], (*parts)[2]);

  auto const id = signed_element.attribute("ID").value_or("");
  if (id.empty() || reference->attribute("URI") != "#" + std::string(id)) return malformed;
  auto const reference_parts = children(*reference, {"Transforms", "DigestMethod", "DigestValue"});
  if (!reference_parts.has_value()) return malformed;
  auto const transforms = children(*(*reference_parts)[0], {"Transform", "Transform"});
  if (!transforms.has_value()) return malformed;

  auto const* const signature_algorithm =
      std::ranges::find(kSignatureAlgorithms, algorithm_of(*method), &std::pair<std::string_view, Algorithm>::first);
  bool const has_our_algorithms =
      signature_algorithm != kSignatureAlgorithms.end() &&
      algorithm_of(*canonicalization) == kExclusiveCanonicalization && algorithm_of(*(*transforms)[0]) == kEnveloped &&
      algorithm_of(*(*transforms)[1]) == kExclusiveCanonicalization && algorithm_of(*(*reference_parts)[1]) == kSha256;
  if (!has_our_algorithms) return foreign;
  // None of these takes parameters.
  for (auto const* each : {method, (*transforms)[0], (*reference_parts)[1]}) {
    if (!each->elements().empty()) return malformed;
  }
  auto own_prefixes = inclusive_prefixes(*canonicalization);
  auto reference_prefixes = inclusive_prefixes(*(*transforms)[1]);
  auto digest = bytes_in(*(*reference_parts)[2]);
  if (!own_prefixes.has_value() || !reference_prefixes.has_value() || !digest.has_value()) return malformed;
  return SignedInfo{&element, *std::move(own_prefixes), signature_algorithm->second, *std::move(reference_prefixes),
                    *std::move(digest)};
}

std::string canonical_or_throw(Element const& element) {
  auto canonical = canonicalize(element);
  if (!canonical.has_value()) throw std::length_error("a document is too long to be signed");
  return *std::move(canonical);
}

}  // namespace

tl::expected<PublicKey, SignatureFault> verify_enveloped(Element const& signature, std::span<PublicKey const> keys) {
  auto const malformed = tl::unexpected(SignatureFault::kMalformed);
  // KeyInfo may follow, Object may not: what stands in it is a place to hide what was signed.
  auto parts = children(signature, {"SignedInfo", "SignatureValue"});
  if (!parts.has_value()) parts = children(signature, {"SignedInfo", "SignatureValue", "KeyInfo"});
  if (!parts.has_value()) return malformed;
  auto const info = read_signed_info(*(*parts)[0], *signature.parent);
  if (!info.has_value()) return tl::unexpected(info.error());
  auto const value = bytes_in(*(*parts)[1]);
  auto const signed_info = canonicalize(*info->element, info->own_prefixes);
  auto const covered = canonicalize(*signature.parent, info->reference_prefixes, &signature);
  if (!value.has_value() || !signed_info.has_value() || !covered.has_value()) return malformed;

  bool const is_unchanged = sha256(*covered) == info->digest;
  auto const signer = std::ranges::find_if(
      keys, [&](PublicKey const& key) { return key.verifies(info->algorithm, *signed_info, *value); });
  if (!is_unchanged || signer == keys.end()) return tl::unexpected(SignatureFault::kWrong);
  return *signer;
}

std::string sign_enveloped(Element const& signed_element, SigningKey const& key) {
  auto const algorithm =
      std::ranges::find_if(kSignatureAlgorithms, [&](auto const& each) { return key.public_key().fits(each.second); });
  auto const id = signed_element.attribute("ID");
  if (algorithm == kSignatureAlgorithms.end() || !id.has_value()) throw std::invalid_argument("this cannot be signed");
  auto const method = [](std::string_view name, std::string_view uri) {
    return "<ds:" + std::string(name) + " Algorithm=\"" + std::string(uri) + "\"></ds:" + std::string(name) + ">";
  };
  // In its canonical form already.
  auto const info =
      "<ds:SignedInfo xmlns:ds=\"" + std::string(kSignatureNamespace) + "\">" +
      method("CanonicalizationMethod", kExclusiveCanonicalization) + method("SignatureMethod", algorithm->first) +
      "<ds:Reference URI=\"#" + escape_attribute(*id) + "\"><ds:Transforms>" + method("Transform", kEnveloped) +
      method("Transform", kExclusiveCanonicalization) + "</ds:Transforms>" + method("DigestMethod", kSha256) +
      "<ds:DigestValue>" + base64_encode(sha256(canonical_or_throw(signed_element))) +
      "</ds:DigestValue></ds:Reference></ds:SignedInfo>";
  return "<ds:Signature xmlns:ds=\"" + std::string(kSignatureNamespace) + "\">" + info + "<ds:SignatureValue>" +
         base64_encode(key.sign(algorithm->second, info)) + "</ds:SignatureValue></ds:Signature>";
}

}  // namespace iam::federation::xml
