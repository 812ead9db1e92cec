// From the tree of a document to its meaning, for those who have to look at the tree first.
#pragma once

#include "iam/policy/document.h"
#include "json.h"

namespace iam::policy {

Parsed document_of(json::Value const& root);

}  // namespace iam::policy
