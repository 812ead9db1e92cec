resource "aws_iam_policy" "reader" {
  name        = "reader"
  path        = "/shared/"
  description = "reads"
  policy      = data.aws_iam_policy_document.read.json
  tags        = local.tags
}

resource "aws_iam_policy_attachment" "reader" {
  name       = "reader"
  policy_arn = aws_iam_policy.reader.arn
  users      = [aws_iam_user.grace.name]
  groups     = [aws_iam_group.engineers.name]
  roles      = local.first ? [aws_iam_role.assistant.name] : []
}

resource "aws_iam_role" "assistant" {
  name               = "assistant"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy" "reader" {
  arn = aws_iam_policy.reader.arn
}

data "aws_iam_policy" "reader_by_name" {
  name        = aws_iam_policy.reader.name
  path_prefix = aws_iam_policy.reader.path
}

data "aws_iam_policy" "of_aws" {
  name = "AdministratorAccess"
}
