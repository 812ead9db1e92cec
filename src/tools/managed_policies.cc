// Host tool: writes the table of AWS-managed policies from schema/data/aws-managed-policies.jsonl.
#include <boost/json.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: iam_managed_policies POLICIES.jsonl OUT.cc\n";
    return 2;
  }
  std::ifstream in(argv[1]);
  std::vector<std::string> names;
  for (std::string line; std::getline(in, line);) {
    auto const policy = boost::json::parse(line).as_object();
    names.push_back(boost::json::value_to<std::string>(policy.at("Path")) +
                    boost::json::value_to<std::string>(policy.at("PolicyName")));
  }
  if (names.empty()) {
    std::cerr << argv[1] << ": no policies\n";
    return 1;
  }
  std::sort(names.begin(), names.end());

  std::ofstream out(argv[2]);
  out << "#include \"aws_managed_policies.h\"\n\nnamespace iam::service {\nnamespace {\n\n"
         "constexpr std::string_view kPolicies[] = {\n";
  for (auto const& name : names) out << "    \"" << name << "\",\n";
  out << "};\n\n}  // namespace\n\n"
         "std::span<std::string_view const> aws_managed_policies() { return kPolicies; }\n\n"
         "}  // namespace iam::service\n";
  return out.flush() ? 0 : 1;
}
