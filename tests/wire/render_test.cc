// Byte layouts: aws.md section 1 (XML) and facades.md C.2 (JSON).
#include "iam/wire/render.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace iam::wire {
namespace {

using namespace std::string_literals;

constexpr std::string_view kIam = "https://iam.amazonaws.com/doc/2010-05-08/";
constexpr std::string_view kSts = "https://sts.amazonaws.com/doc/2011-06-15/";

constexpr api::Member named(std::string_view name) { return {.name = name, .label = name}; }

std::string as_xml(Emit const& emit) {
  return render_response(Format::kXml, {.action = "Act", .xml_namespace = "ns", .request_id = "id"}, emit);
}

std::string as_json(Emit const& emit) {
  return render_response(Format::kJson, {.action = "Act", .xml_namespace = "ns", .request_id = "id"}, emit);
}

std::string in_xml(std::string const& result) {
  return "<ActResponse xmlns=\"ns\">\n" + result +
         "  <ResponseMetadata>\n    <RequestId>id</RequestId>\n  </ResponseMetadata>\n</ActResponse>\n";
}

std::string in_json(std::string const& result) {
  return R"({"ActResponse":{"ActResult":)" + result + R"(,"ResponseMetadata":{"RequestId":"id"}}})";
}

// No XML declaration, two-blank indent, newline after the root; Arn, UserId, Account. [A]
TEST(Xml, is_laid_out_as_aws_lays_out_get_caller_identity) {
  Envelope const envelope{.action = "GetCallerIdentity", .xml_namespace = kSts, .request_id = "01234567"};
  EXPECT_EQ(render_response(Format::kXml, envelope,
                            [](api::ShapeWriter& writer) {
                              writer.text(named("Arn"), "arn:aws:iam::123456789012:root");
                              writer.text(named("UserId"), "123456789012");
                              writer.text(named("Account"), "123456789012");
                            }),
            R"(<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::123456789012:root</Arn>
    <UserId>123456789012</UserId>
    <Account>123456789012</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>01234567</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>
)");
}

// The byte count 323 of an empty ListUserPolicies answer. [I:boto3#1925]
TEST(Xml, of_an_empty_list_has_the_bytes_that_aws_was_seen_to_send) {
  Envelope const envelope{
      .action = "ListUserPolicies", .xml_namespace = kIam, .request_id = "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE1"};
  auto const body = render_response(Format::kXml, envelope, [](api::ShapeWriter& writer) {
    writer.boolean(named("IsTruncated"), false);
    writer.absent(named("Marker"));
    writer.begin_list(named("PolicyNames"), 0);
    writer.end_list(named("PolicyNames"), 0);
  });
  EXPECT_EQ(body.size(), 323u) << body;
  EXPECT_NE(body.find("    <IsTruncated>false</IsTruncated>\n    <PolicyNames/>\n  </ListUserPoliciesResult>\n"),
            std::string::npos);
}

// Operations without output have no Result element. [B; quoted answers]
TEST(Xml, of_operations_without_output_has_no_result) {
  Envelope const envelope{.action = "TagUser", .xml_namespace = kIam, .request_id = "id", .has_result = false};
  EXPECT_EQ(render_response(Format::kXml, envelope, [](api::ShapeWriter&) {}),
            R"(<TagUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <ResponseMetadata>
    <RequestId>id</RequestId>
  </ResponseMetadata>
</TagUserResponse>
)");
}

TEST(Xml, of_an_empty_result_is_an_empty_element) {
  EXPECT_EQ(as_xml([](api::ShapeWriter&) {}), in_xml("  <ActResult/>\n"));
}

void write_nested(api::ShapeWriter& writer) {
  writer.begin_structure(named("User"));
  writer.text(named("UserName"), "Bob");
  writer.absent(named("PasswordLastUsed"));
  writer.timestamp(named("CreateDate"), Time(std::chrono::milliseconds(1'772'705'472'999)));
  writer.begin_list(named("Tags"), 1);
  writer.begin_structure(api::kElement);
  writer.text(named("Key"), "a");
  writer.text(named("Value"), "");
  writer.end_structure(api::kElement);
  writer.end_list(named("Tags"), 1);
  writer.begin_structure(named("RoleLastUsed"));
  writer.end_structure(named("RoleLastUsed"));
  writer.end_structure(named("User"));
  writer.integer(named("Count"), -5);
  writer.begin_list(named("Names"), 2);
  writer.text(api::kElement, "x");
  writer.text(api::kElement, "y");
  writer.end_list(named("Names"), 2);
}

TEST(Xml, indents_structures_and_lists) {
  EXPECT_EQ(as_xml(write_nested), in_xml(R"(  <ActResult>
    <User>
      <UserName>Bob</UserName>
      <CreateDate>2026-03-05T10:11:12Z</CreateDate>
      <Tags>
        <member>
          <Key>a</Key>
          <Value></Value>
        </member>
      </Tags>
      <RoleLastUsed/>
    </User>
    <Count>-5</Count>
    <Names>
      <member>x</member>
      <member>y</member>
    </Names>
  </ActResult>
)"));
}

void write_map(api::ShapeWriter& writer) {
  writer.begin_map(named("SummaryMap"), 2);
  writer.map_key("Users");
  writer.integer(api::kMapValue, 3);
  writer.map_value_done();
  writer.map_key("Groups");
  writer.integer(api::kMapValue, 0);
  writer.map_value_done();
  writer.end_map(named("SummaryMap"), 2);
}

TEST(Xml, writes_maps_as_entries) {
  EXPECT_EQ(as_xml(write_map), in_xml(R"(  <ActResult>
    <SummaryMap>
      <entry>
        <key>Users</key>
        <value>3</value>
      </entry>
      <entry>
        <key>Groups</key>
        <value>0</value>
      </entry>
    </SummaryMap>
  </ActResult>
)"));
}

TEST(Xml, escapes_what_would_be_markup) {
  EXPECT_EQ(
      as_xml([](api::ShapeWriter& writer) { writer.text(named("T"), "<a href=\"x\">&amp; 'b'\r\n\t</a>é😀"); }),
      in_xml("  <ActResult>\n    <T>&lt;a href=\"x\"&gt;&amp;amp; 'b'&#xD;\n\t&lt;/a&gt;é😀</T>\n  </ActResult>\n"));
}

TEST(Xml, replaces_what_xml_cannot_hold) {
  EXPECT_EQ(as_xml([](api::ShapeWriter& writer) { writer.text(named("T"), "a\0b\x01\x1f"s); }),
            in_xml("  <ActResult>\n    <T>a\uFFFDb\uFFFD\uFFFD</T>\n  </ActResult>\n"));
  // U+FFFE and U+FFFF are refused by parsers as strict as Expat; their neighbours are not.
  EXPECT_EQ(as_xml([](api::ShapeWriter& writer) {
              writer.text(named("T"), "\xEF\xBF\xBE|\xEF\xBF\xBF|\xEF\xBF\xBD|\uF8FF|\xEF");
            }),
            in_xml("  <ActResult>\n    <T>\uFFFD|\uFFFD|\uFFFD|\uF8FF|\xEF</T>\n  </ActResult>\n"));
}

// Policy documents come back percent-encoded, byte for byte what was stored. [LS]
TEST(Xml, percent_encodes_documents) {
  constexpr api::Member kDocument{.name = "D", .label = "d", .encoding = api::Encoding::kPercent};
  EXPECT_EQ(as_xml([&](api::ShapeWriter& writer) { writer.text(kDocument, "{\"a\": \"<%3A>\"}\n"); }),
            in_xml("  <ActResult>\n    <D>%7B%22a%22%3A%20%22%3C%253A%3E%22%7D%0A</D>\n  </ActResult>\n"));
}

// STS [LSm]; members in alphabetical order, no xmlns. [facades.md C.2]
TEST(Json, is_what_aws_iam_authenticator_reads) {
  Envelope const envelope{.action = "GetCallerIdentity", .xml_namespace = kSts, .request_id = "01234567"};
  EXPECT_EQ(render_response(Format::kJson, envelope,
                            [](api::ShapeWriter& writer) {
                              writer.text(named("Arn"), "arn:aws:iam::123456789012:root");
                              writer.text(named("UserId"), "123456789012");
                              writer.text(named("Account"), "123456789012");
                            }),
            R"({"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"123456789012",)"
            R"("Arn":"arn:aws:iam::123456789012:root","UserId":"123456789012"},)"
            R"("ResponseMetadata":{"RequestId":"01234567"}}})");
}

// [Beanstalk capture; boto unit tests]
TEST(Json, of_operations_without_output_has_no_result) {
  Envelope const envelope{.action = "TagUser", .xml_namespace = kIam, .request_id = "id", .has_result = false};
  EXPECT_EQ(render_response(Format::kJson, envelope, [](api::ShapeWriter&) {}),
            R"({"TagUserResponse":{"ResponseMetadata":{"RequestId":"id"}}})");
}

// Null for what is unset, plain arrays, booleans and numbers, epoch seconds. [SQS and Beanstalk captures]
TEST(Json, orders_members_and_spells_out_what_is_absent) {
  EXPECT_EQ(as_json(write_nested),
            in_json(R"({"Count":-5,"Names":["x","y"],"User":{"CreateDate":1772705472,"PasswordLastUsed":null,)"
                    R"("RoleLastUsed":{},"Tags":[{"Key":"a","Value":""}],"UserName":"Bob"}})"));
}

TEST(Json, writes_maps_as_objects) {
  EXPECT_EQ(as_json(write_map), in_json(R"({"SummaryMap":{"Groups":0,"Users":3}})"));
}

TEST(Json, writes_empty_lists_as_empty_arrays) {
  EXPECT_EQ(as_json([](api::ShapeWriter& writer) {
              writer.boolean(named("IsTruncated"), false);
              writer.absent(named("Marker"));
              writer.begin_list(named("Users"), 0);
              writer.end_list(named("Users"), 0);
            }),
            in_json(R"({"IsTruncated":false,"Marker":null,"Users":[]})"));
}

TEST(Json, escapes_quotes_and_controls) {
  EXPECT_EQ(
      as_json([](api::ShapeWriter& writer) { writer.text(named("T"), "\"\\/\b\f\n\r\t\x01\x1f\x7fé<"s + "\0"s); }),
      in_json(R"({"T":"\"\\/\u0008\u000c\n\r\t\u0001\u001f)"
              "\x7f"
              R"(é<\u0000"})"));
}

constexpr char kRequestId[] = "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE1";

Error no_such_user() {
  return {.code = "NoSuchEntity", .http_status = 404, .message = "The user with name <Bob> cannot be found."};
}

// Only <Message>, Type first. [A; I:ansible#22832, I:nixops#328; LS]
TEST(XmlErrors, are_laid_out_as_aws_lays_them_out) {
  EXPECT_EQ(render_error(Format::kXml, no_such_user(), kIam, kRequestId),
            R"(<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <Error>
    <Type>Sender</Type>
    <Code>NoSuchEntity</Code>
    <Message>The user with name &lt;Bob&gt; cannot be found.</Message>
  </Error>
  <RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE1</RequestId>
</ErrorResponse>
)");
}

// An error without text has no Message element at all. [LS, A]
TEST(XmlErrors, without_a_message_have_no_message_element) {
  EXPECT_EQ(render_error(Format::kXml, {.code = "MalformedInput"}, kIam, "id"),
            R"(<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <Error>
    <Type>Sender</Type>
    <Code>MalformedInput</Code>
  </Error>
  <RequestId>id</RequestId>
</ErrorResponse>
)");
}

// Errors before an operation is known have a namespace of their own. [A]
TEST(XmlErrors, before_an_operation_is_known_are_faults_of_aws) {
  Error const error{.code = "InvalidAction", .message = "m", .xml_namespace = ErrorNamespace::kAwsFault};
  EXPECT_TRUE(render_error(Format::kXml, error, kSts, "id")
                  .starts_with("<ErrorResponse xmlns=\"http://webservices.amazon.com/AWSFault/2005-15-09\">\n"));
}

TEST(XmlErrors, of_the_server_are_the_receivers) {
  EXPECT_NE(render_error(Format::kXml, {.code = "ServiceFailure", .fault = Fault::kReceiver}, kIam, "id")
                .find("<Type>Receiver</Type>"),
            std::string::npos);
}

// RequestId at the top level and no ErrorResponse around it. [aws-iam-authenticator; facades.md C.2]
TEST(JsonErrors, are_laid_out_as_aws_lays_them_out) {
  EXPECT_EQ(render_error(Format::kJson, no_such_user(), kIam, "id"),
            R"({"Error":{"Code":"NoSuchEntity","Message":"The user with name <Bob> cannot be found.","Type":"Sender"},)"
            R"("RequestId":"id"})");
  EXPECT_EQ(render_error(Format::kJson, {.code = "ServiceFailure", .fault = Fault::kReceiver}, kIam, "id"),
            R"({"Error":{"Code":"ServiceFailure","Type":"Receiver"},"RequestId":"id"})");
}

}  // namespace
}  // namespace iam::wire
