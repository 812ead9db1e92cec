// Exclusive XML Canonicalization 1.0, without comments: the bytes of an element that a signature is over.
// https://www.w3.org/TR/xml-exc-c14n/
#pragma once

#include "xml.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace iam::federation::xml {

inline constexpr std::string_view kExclusiveCanonicalization = "http://www.w3.org/2001/10/xml-exc-c14n#";

// Each element may repeat the long namespace of its prefix: a document can grow a hundredfold. Honest ones do not.
inline constexpr std::size_t kCanonicalBytesMax = 4 * 1024 * 1024;

// The canonical form of `apex` and what is in it, but for `omitted`, which may be null. `inclusive_prefixes` are those
// of the transform's InclusiveNamespaces element, with "" for #default. Nothing when it would be too long.
std::optional<std::string> canonicalize(Element const& apex, std::span<std::string const> inclusive_prefixes = {},
                                        Element const* omitted = nullptr);

// Text as it stands in canonical XML, between tags and in attributes.
std::string escape_text(std::string_view text);
std::string escape_attribute(std::string_view text);

}  // namespace iam::federation::xml
