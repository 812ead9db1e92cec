// How what callers upload is read.
#pragma once

#include <string_view>

namespace iam::service {

enum class Strictness {
  kStrict,  // as AWS does
  kLoose,   // not at all, as the fixtures of tests written for other emulators need it: see service/material.h
};

constexpr std::string_view strictness_name(Strictness strictness) {
  return strictness == Strictness::kLoose ? "loose" : "strict";
}

}  // namespace iam::service
