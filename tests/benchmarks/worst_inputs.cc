#include "worst_inputs.h"

#include "iam/base/encoding.h"

#include <fmt/format.h>

#include <cstddef>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace iam::bench {
namespace {

constexpr std::string_view kAllowAll =
    R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})";

std::string request(std::string_view path, std::string_view type, std::string_view body) {
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {}\r\nContent-Length: {}\r\n"
      "Authorization: AWS4-HMAC-SHA256 Credential=test/20260131/us-east-1/iam/aws4_request, SignedHeaders=host, "
      "Signature=0\r\n\r\n{}",
      path, type, body.size(), body);
}

std::string form_request(std::string_view form) { return request("/", "application/x-www-form-urlencoded", form); }

std::string question_request(std::string_view questions) {
  return request("/_iam/authorize", "application/json", questions);
}

// A parameter that no operation has takes the rest of `size`.
std::string padded_form(std::string form, std::size_t size) {
  form += "&Unused=";
  if (form.size() > size) throw std::logic_error("the harmless input is larger than the worst one");
  return form.append(size - form.size(), 'a');
}

void add_list(std::string& form, std::string_view name, std::string_view value, std::size_t count) {
  for (std::size_t i = 1; i <= count; ++i) form += fmt::format("&{}.member.{}={}{}", name, i, value, i);
}

std::string simulation(std::string_view policy) {
  return "Action=SimulateCustomPolicy&Version=2010-05-08&PolicyInputList.member.1=" + percent_encode(policy);
}

WorstInput of_simulation(std::string what, double times_max, std::string_view form) {
  auto const harmless = simulation(kAllowAll) + "&ActionNames.member.1=s3:GetObject";
  return {std::move(what), times_max, form_request(form), form_request(padded_form(harmless, form.size()))};
}

std::string policy_of_statements(std::size_t count) {
  std::string statements;
  for (std::size_t i = 0; i < count; ++i) {
    statements += fmt::format(R"({}{{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}})", i == 0 ? "" : ",");
  }
  return R"({"Version":"2012-10-17","Statement":[)" + statements + "]}";
}

WorstInput many_resources() {
  auto form = simulation(kAllowAll);
  add_list(form, "ActionNames", "s3:GetObject", 100);
  add_list(form, "ResourceArns", "arn:aws:s3:::bucket/", 4000);
  return of_simulation("100 actions × 4,000 resources", 100, form);
}

WorstInput many_statements() {
  auto form = simulation(policy_of_statements(1500));
  add_list(form, "ResourceArns", "arn:aws:s3:::bucket/", 40);
  return of_simulation("1,500 statements × 40 resources", 50, form + "&ActionNames.member.1=s3:GetObject");
}

WorstInput many_missing_keys() {
  std::string keys;
  for (int i = 0; i < 6000; ++i) keys += fmt::format(R"({}"aws:a{}":"x")", i == 0 ? "" : ",", i);
  auto form =
      simulation(R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*",)"
                 R"("Condition":{"StringEquals":{)" +
                 keys + "}}}}");
  add_list(form, "ResourceArns", "arn:aws:s3:::bucket/", 400);
  return of_simulation("6,000 missing keys × 400 resources", 500, form + "&ActionNames.member.1=s3:GetObject");
}

// A request may take so many steps, however many actions it asks about.
WorstInput crafted_glob(std::string what, double times_max, std::size_t actions) {
  auto const pattern = "*?" + std::string(60'000, 'a') + "b*";
  auto form =
      simulation(R"({"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*",)"
                 R"("Condition":{"StringLike":{"aws:a":")" +
                 pattern + "\"}}}}");
  form +=
      "&ContextEntries.member.1.ContextKeyName=aws:a"
      "&ContextEntries.member.1.ContextKeyType=string&ContextEntries.member.1.ContextKeyValues.member.1=" +
      std::string(65'000, 'a');
  for (std::size_t i = 1; i <= actions; ++i) form += fmt::format("&ActionNames.member.{}=s3:GetObject", i);
  return of_simulation(std::move(what), times_max, form);
}

WorstInput many_parameters() {
  std::string form = "Action=ListUsers&Version=2010-05-08";
  for (int i = 0; i < 19'000; ++i) form += fmt::format("&a{0}.member.{0}.b.{0}=", i);
  return {"19,000 parameters", 20, form_request(form),
          form_request(padded_form("Action=ListUsers&Version=2010-05-08", form.size()))};
}

WorstInput deep_document() {
  auto const document = std::string(60'000, '[') + std::string(60'000, ']');
  auto const form = "Action=CreatePolicy&Version=2010-05-08&PolicyName=deep&PolicyDocument=" + document;
  auto const harmless = "Action=CreatePolicy&Version=2010-05-08&PolicyName=flat&PolicyDocument=";
  return {"a document of 60,000 levels", 10, form_request(form),
          form_request(harmless + ("[\"" + std::string(document.size() - 4, 'a') + "\"]"))};
}

WorstInput many_parts() {
  std::string document = R"({"Version":"2012-10-17","Statement":[)";
  while (document.size() < 130'000) document += "[],";
  document += "[]]}";
  std::string const create = "Action=CreatePolicy&Version=2010-05-08&PolicyName=parts&PolicyDocument=";
  auto const form = create + percent_encode(document);
  auto const harmless = create + "[\"" + std::string(document.size() - 4, 'a') + "\"]";
  return {"a document of 43,000 parts", 30, form_request(form), form_request(padded_form(harmless, form.size()))};
}

// Each has a policy of its own, which has to be read.
WorstInput many_policies() {
  std::string questions;
  int number = 0;
  for (int i = 0; i < 60; ++i) {
    std::string actions = R"("*")";
    while (actions.size() < 9000) actions += fmt::format(",\"a:{}\"", number++);
    questions += fmt::format(R"({}{{"principal":"test","action":"a:b","explain":false,"policies":{{"identity":)"
                             R"({{"Statement":{{"Effect":"Allow","Action":[{}],"Resource":"*"}}}}}}}})",
                             i == 0 ? "[" : ",", actions);
  }
  questions += "]";
  std::string harmless = R"([{"principal":"test","action":"a:b","explain":false})";
  harmless.append(questions.size() - harmless.size() - 1, ' ').append("]");
  return {"60 questions with policies of 9 KB", 50, question_request(questions), question_request(harmless)};
}

WorstInput many_answers() {
  auto const question =
      R"({"principal":"test","action":"s3:GetObject","policies":{"identity":)" + policy_of_statements(30) + "}}";
  auto questions = "[" + question;
  for (int i = 1; i < 1000; ++i) questions.append(",").append(question);
  questions += "]";
  std::string harmless = R"([{"principal":"test","action":"s3:GetObject"})";
  harmless.append(questions.size() - harmless.size() - 1, ' ').append("]");
  return {"1,000 questions, 30 statements matched", 200, question_request(questions), question_request(harmless)};
}

WorstInput crafted_metadata() {
  std::string form = "Action=CreateSAMLProvider&Version=2010-05-08&Name=p&SAMLMetadataDocument=";
  auto const document = [](std::string_view content, std::size_t count) {
    std::string text = R"(<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://a">)";
    for (std::size_t i = 0; i < count; ++i) text.append(content);
    return percent_encode(text.append("</EntityDescriptor>"));
  };
  auto const worst = form + document("<a xmlns:b=\"c\"/>", 20'000);
  auto harmless = form + document("", 1);
  return {"metadata of 20,000 elements", 20, form_request(worst), form_request(padded_form(harmless, worst.size()))};
}

}  // namespace

std::vector<WorstInput> worst_inputs() {
  return {many_resources(),
          many_statements(),
          many_missing_keys(),
          crafted_glob("*?aaa…b* against 65,000 a", 300, 1),
          crafted_glob("  for 100 actions", 4000, 100),
          many_parameters(),
          deep_document(),
          many_parts(),
          many_policies(),
          many_answers(),
          crafted_metadata()};
}

}  // namespace iam::bench
