// The files that are made of what the program takes.
#pragma once

#include "program.h"

#include <string>
#include <string_view>
#include <vector>

namespace iam::manual {

std::string bash_completion(std::vector<Command> const& commands);
std::string zsh_completion(std::vector<Command> const& commands);
std::string fish_completion(std::vector<Command> const& commands);

// For troff, with the macros of man(7). `date` is as 2026-11-29.
std::string man_page(std::vector<Command> const& commands, std::string_view version, std::string_view date);

}  // namespace iam::manual
