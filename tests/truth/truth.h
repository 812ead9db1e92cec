// One truth: for the same principal, policies, organization, session and request, everything that decides here decides
// alike.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace iam::truth {

// Draws a scene and questions from the bytes, and puts each question to a server with `--auth enforce`, to one with
// `--auth soft`, to POST /_iam/authorize by key and by ARN, and to SimulatePrincipalPolicy. Nothing when all agree;
// else the scene, the question and the answers, to be read.
std::optional<std::string> disagreement(std::span<std::uint8_t const> bytes);

}  // namespace iam::truth
