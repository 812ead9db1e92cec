#include "report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace iam::bench {
namespace {

std::string grouped(double number) {
  std::string digits = fmt::format("{:.0f}", number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return digits;
}

bool is_met(Bar const& bar) {
  return bar.better == Better::kHigher ? bar.figure >= bar.bound : bar.figure <= bar.bound;
}

}  // namespace

void print_load_heading() {
  fmt::print("\n{:<46}{:>12}{:>13}{:>10}{:>10}{:>11}\n", "load", "connections", "requests/s", "p50 µs", "p99 µs",
             "server µs");
}

void print_loads(std::span<Contender const> contenders) {
  for (auto const& contender : contenders) {
    auto const& figures = contender.figures;
    fmt::print("{:<46}{:>12}{:>13}{:>10.1f}{:>10.1f}{:>11.2f}\n", contender.what, contender.load.connections,
               grouped(figures.requests_per_s), figures.p50_us, figures.p99_us, figures.server_us);
  }
  std::fflush(stdout);
}

void print_figure(std::string_view what, std::string_view figure) {
  fmt::print("{:<46}{}\n", what, figure);
  std::fflush(stdout);
}

void print_bar_heading() { fmt::print("\n{:<50}{:>11}{:>11}  {:<6}{}\n", "bar", "bound", "figure", "", "measured"); }

void print_bars(std::span<Bar const> alternatives) {
  bool const met = std::ranges::any_of(alternatives, is_met);
  for (auto const& bar : alternatives) {
    bool const others_suffice = met && !is_met(bar);
    fmt::print("{:<50}{:>11}{:>11}  {:<6}{}\n", bar.what,
               fmt::format("{} {:g}{}", bar.better == Better::kHigher ? "≥" : "≤", bar.bound, bar.unit),
               fmt::format("{:.2f}{}", bar.figure, bar.unit),
               others_suffice ? "or"
               : met          ? "PASS"
                              : "miss",
               bar.measured);
  }
}

}  // namespace iam::bench
