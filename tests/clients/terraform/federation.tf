resource "aws_iam_openid_connect_provider" "ci" {
  url             = "https://ci.example.com/tenant"
  client_id_list  = local.first ? ["sts.amazonaws.com", "old"] : ["sts.amazonaws.com", "new"]
  thumbprint_list = [local.first ? sha1("old") : sha1("new")]
  tags            = local.tags
}

resource "aws_iam_saml_provider" "office" {
  name = "office"
  tags = local.tags
  saml_metadata_document = templatefile("saml_metadata.xml", {
    entity      = "https://${var.generation}.example.com/saml"
    certificate = join("", [for line in split("\n", file("certificate.pem")) : line if !startswith(line, "-----")])
  })
}

resource "aws_iam_virtual_mfa_device" "ada" {
  virtual_mfa_device_name = "ada"
  path                    = "/phones/"
  tags                    = local.tags
}

data "aws_iam_openid_connect_provider" "ci" {
  arn = aws_iam_openid_connect_provider.ci.arn
}

data "aws_iam_openid_connect_provider" "ci_by_url" {
  # The state knows the URL as the server tells it, without its scheme.
  url = "https://${trimprefix(aws_iam_openid_connect_provider.ci.url, "https://")}"
}

data "aws_iam_saml_provider" "office" {
  arn = aws_iam_saml_provider.office.arn
}
