// The table on standard output.
#pragma once

#include "measure.h"

#include <span>
#include <string>
#include <string_view>

namespace iam::bench {

void print_load_heading();
void print_loads(std::span<Contender const> contenders);
void print_figure(std::string_view what, std::string_view figure);

enum class Better { kHigher, kLower };

struct Bar {
  std::string what;
  double bound;
  Better better;
  double figure;
  std::string unit;
  std::string measured;  // what the figure was made of
};

void print_bar_heading();
// The bars of one `alternatives` are met when one of them is.
void print_bars(std::span<Bar const> alternatives);

}  // namespace iam::bench
