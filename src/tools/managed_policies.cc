// Host tool: writes the catalogue of AWS-managed policies from schema/data/aws-managed-policies.jsonl.
#include "packing.h"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Policy {
  std::string name;
  std::string path;
  std::string document;
  std::string version;  // "v3"
  std::int64_t created_s;
  std::int64_t updated_s;
};

std::int64_t epoch_seconds(std::string const& text) {
  int year, hours, minutes, seconds;
  unsigned month, day;
  if (std::sscanf(text.c_str(), "%d-%u-%uT%d:%d:%d+00:00", &year, &month, &day, &hours, &minutes, &seconds) != 6) {
    throw std::runtime_error("not a time: " + text);
  }
  using namespace std::chrono;
  auto const date = sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day));
  return sys_seconds(date).time_since_epoch().count() + hours * 3600 + minutes * 60 + seconds;
}

Policy read_policy(std::string const& line) {
  auto const object = boost::json::parse(line).as_object();
  auto const text = [&object](char const* key) { return boost::json::value_to<std::string>(object.at(key)); };
  auto const& document = object.at("Document").as_object();
  // The order in which AWS writes its own documents.
  boost::json::object const ordered{{"Version", document.at("Version")}, {"Statement", document.at("Statement")}};
  return {text("PolicyName"),
          text("Path"),
          boost::json::serialize(ordered),
          text("DefaultVersionId"),
          epoch_seconds(text("CreateDate")),
          epoch_seconds(text("UpdateDate"))};
}

bool precedes(Policy const& left, Policy const& right) {
  auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::lexicographical_compare(left.name, right.name, {}, lower, lower);
}

void write_catalogue(std::vector<Policy> const& policies, std::ostream& out) {
  out << "#include \"iam/catalogue/aws_managed_policies.h\"\n\nnamespace iam::catalogue {\nnamespace {\n\n"
         "using namespace std::literals;\n\nconstexpr AwsManagedPolicy kPolicies[] = {\n";
  iam::tools::Packer packer;
  for (auto const& policy : policies) {
    out << "    {\"" << policy.name << "\"sv, \"" << policy.path << "\"sv, " << policy.version.substr(1) << ", "
        << policy.created_s << ", " << policy.updated_s << ", " << packer.add(policy.document) << "},\n";
  }
  out << "};\n\n";
  packer.write(out);
  out << "\n}  // namespace\n\n"
         "std::span<AwsManagedPolicy const> aws_managed_policies() { return kPolicies; }\n"
         "std::span<PackedBlock const> aws_managed_documents() { return kBlocks; }\n\n"
         "}  // namespace iam::catalogue\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: iam_managed_policies POLICIES.jsonl OUT.cc\n";
    return 2;
  }
  std::ifstream in(argv[1]);
  std::vector<Policy> policies;
  for (std::string line; std::getline(in, line);) policies.push_back(read_policy(line));
  if (policies.empty()) throw std::runtime_error("no policies");
  std::ranges::sort(policies, precedes);

  std::ofstream out(argv[2]);
  write_catalogue(policies, out);
  return out.flush() ? 0 : 1;
} catch (std::exception const& error) {
  std::cerr << argv[1] << ": " << error.what() << '\n';
  return 1;
}
